import { decimalKey } from '../../../src/codec/simple/decimal.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Whether a value is the one that zeep decoded, in the notation of the corpus. Each place where zeep and the mapping
 * write the same thing differently is a rule here; where they disagree the mapping is right. Gives the paths that differ.
 */
export function differences(value: unknown, expected: unknown, path = ''): string[] {
  const rule = rules.find(({ when }) => when(value, expected));
  if (rule !== undefined) return rule.agree(value, expected, path);
  return value === expected ? [] : [path === '' ? '/' : path];
}

interface Rule {
  readonly name: string;
  readonly when: (value: unknown, expected: unknown) => boolean;
  readonly agree: (value: unknown, expected: unknown, path: string) => string[];
}

function leaf(name: string, key: string, same: (value: unknown, text: string) => boolean): Rule {
  return {
    name,
    when: (_, expected) => isObject(expected) && typeof expected[key] === 'string',
    agree: (value, expected, path) => (same(value, (expected as Record<string, string>)[key] ?? '') ? [] : [path]),
  };
}

const number = (value: unknown, text: string): boolean => decimalKey(String(value)) === decimalKey(text);

const rules: readonly Rule[] = [
  leaf('an integer is a decimal string or a number', '$integer', number),
  leaf('a decimal is a string as it was sent, zeros behind the point included', '$decimal', number),
  leaf(
    'a float is a number, or the name of what JSON has no number for',
    '$double',
    (value, text) => Number(value) === Number(text) || String(value) === text,
  ),
  leaf(
    'a date keeps its zone, which zeep drops',
    '$date',
    (value, text) => String(value).replace(/(?<=\d)(?:Z|[+-]\d\d:\d\d)$/u, '') === text,
  ),
  leaf(
    'a moment keeps its digits beyond microseconds, which zeep drops, and its spelling',
    '$dateTime',
    (value, text) => isSameMoment(String(value), text),
  ),
  leaf('binary is base64', '$base64', (value, text) => value === text),
  {
    name: 'zeep has several answers',
    when: (_, expected) => isObject(expected) && Array.isArray(expected['$anyOf']),
    agree: (value, expected, path) => {
      const all = (expected as { $anyOf: unknown[] }).$anyOf.map((one) => differences(value, one, path));
      return all.find((paths) => paths.length === 0) ?? all[0] ?? [];
    },
  },
  {
    name: 'nothing is null in zeep: an empty string, an empty element, what is absent, nil',
    when: (_, expected) => expected === null,
    agree: (value, _, path) => (isNothing(value) ? [] : [path]),
  },
  {
    name: 'zeep has no value for XML of any type',
    when: (value, expected) => isObject(value) && ('$mixed' in value || '$any' in value) && isNothing(expected),
    agree: () => [],
  },
  {
    name: 'text with attributes is under `value`',
    when: (value, expected) => isObject(value) && isObject(expected) && '$text' in expected,
    agree: (value, expected, path) => {
      const { $text, ...attributes } = expected as Json;
      const { value: text, ...others } = value as Json;
      return [...differences(text, $text, `${path}/value`), ...members(others, attributes, path)];
    },
  },
  {
    name: 'an array has the same items in the same order',
    when: (value, expected) => Array.isArray(value) && Array.isArray(expected),
    agree: (value, expected, path) => {
      const [items, wanted] = [value as unknown[], expected as unknown[]];
      if (items.length !== wanted.length) return [path];
      return items.flatMap((item, index) => differences(item, wanted[index], `${path}/${index}`));
    },
  },
  {
    name: 'an object has the same properties',
    when: (value, expected) => isObject(value) && isObject(expected),
    agree: (value, expected, path) => members(value as Json, expected as Json, path),
  },
];

/** What zeep leaves out must be nothing; an attribute is `@name` there, and here where an element has the name too. */
function members(value: Json, expected: Json, path: string): string[] {
  // zeep names a type only where it is not the declared one.
  const seen = new Set(['$type']);
  const named = expected['$poly'] === undefined || expected['$poly'] === value['$type'] ? [] : [`${path}/$type`];
  const differing = Object.entries(expected).flatMap(([name, wanted]) => {
    if (name === '$poly') return named;
    const key = name.startsWith('@') && !Object.hasOwn(value, name) ? name.slice(1) : name;
    seen.add(key);
    return differences(value[key], wanted, `${path}/${key}`);
  });
  const more = Object.entries(value).filter(([key, member]) => !seen.has(key) && !isNothing(member));
  return [...differing, ...more.map(([key]) => `${path}/${key}`)];
}

/** `undefined` is what an optional part is where it is absent. */
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.values(value).every(isNothing);
  return value === undefined || value === null || value === '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSameMoment(value: string, expected: string): boolean {
  const cut = (text: string): string =>
    text
      .replace(/(\.\d{6})\d+/u, '$1')
      .replace(/\.(\d*?)0*(?=Z|[+-]|$)/u, (_, digits: string) => (digits === '' ? '' : `.${digits}`));
  if (cut(value) === cut(expected)) return true;
  return Date.parse(cut(value)) === Date.parse(cut(expected));
}
