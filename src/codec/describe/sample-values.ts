import type { Model, SimpleType, TypeRef } from '../model.ts';
import { Namespaces } from '../namespaces.ts';
import { compileSimple } from '../simple/simple-codec.ts';
import { patternSamples } from './pattern-sample.ts';

const mostTries = 200;
/** A schema may ask for more than a sample can show. */
const longest = 10_000;

/** Readable values by built-in type (local name). What is not here is a string. */
const readable: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true],
  date: ['2026-01-31', '2026-01-31Z'],
  time: ['09:30:00', '09:30:00Z'],
  dateTime: ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00', '2026-01-31T09:30:00.000Z', '2026-01-31T09:30:00+01:00'],
  duration: ['P1D', 'PT30S'],
  gYear: ['2026'],
  gYearMonth: ['2026-01'],
  gMonthDay: ['--01-31'],
  gMonth: ['--01'],
  gDay: ['---31'],
  base64Binary: ['AAECAw==', 'AA==', ''],
  hexBinary: ['00ff', '00', ''],
  anyURI: ['https://example.org/'],
  QName: ['{urn:example}name'],
  NOTATION: ['{urn:example}name'],
  language: ['fr'],
};

/** Tried before a text is made up from the pattern. */
const plausible = ['text', '2026-01-31', '2026-01-31T09:30:00Z', 'name@example.org', 'https://example.org/'];

const numbers = ['1', '0', '10', '100', '1000', '10000', '-1', '1.5', '1.00', '0.5'];

/** A value that the type takes, in JSON; the nearest try where none is found. */
export function sampleValue(model: Model, ref: TypeRef): unknown {
  const codec = compileSimple(model, ref);
  let first: unknown;
  let tries = 0;
  for (const candidate of candidates(model, ref)) {
    first ??= candidate;
    let refused = false;
    codec.encode(candidate, new Namespaces(), () => (refused = true));
    if (!refused) return candidate;
    if (++tries === mostTries) break;
  }
  return first;
}

function* candidates(model: Model, ref: TypeRef): Generator {
  const type = model.types[ref];
  if (type?.kind === 'complex' && type.simple !== undefined) {
    yield* candidates(model, type.simple);
    return;
  }
  if (type?.kind !== 'simple') return;
  for (const lexical of type.facets.enumeration ?? []) yield lexicalValue(model, ref, lexical);
  if (type.variety === 'list') yield listOf(type, type.item === undefined ? 'text' : sampleValue(model, type.item));
  else if (type.variety === 'union')
    for (const member of type.members ?? []) yield unionValue(type, sampleValue(model, member));
  else yield* atoms(type);
}

function lexicalValue(model: Model, ref: TypeRef, lexical: string): unknown {
  const type = model.types[ref];
  // In the model these are expanded names already.
  if (type?.kind === 'simple' && (type.builtin === 'QName' || type.builtin === 'NOTATION')) return lexical;
  return (
    compileSimple(model, ref).decode(
      lexical,
      () => 'urn:example',
      () => undefined,
    ) ?? lexical
  );
}

/** A default or fixed value of the schema as JSON. */
export function schemaValue(model: Model, ref: TypeRef, lexical: string): unknown {
  return lexicalValue(model, ref, lexical);
}

function listOf({ facets: { length, minLength } }: SimpleType, item: unknown): unknown[] {
  return Array.from({ length: Math.min(length ?? Math.max(minLength ?? 1, 1), longest) }, () => item);
}

/** A union whose members differ is its lexical text. */
function unionValue({ json }: SimpleType, value: unknown): unknown {
  return json === 'string' && !Array.isArray(value) ? String(value) : Array.isArray(value) ? value.join(' ') : value;
}

function* atoms(type: SimpleType): Generator {
  const { facets, json, builtin } = type;
  const patterned = (facets.patterns ?? []).flat();
  if (json === 'number' || json === 'decimal') {
    const bounds = [
      facets.minInclusive,
      facets.maxInclusive,
      ...near(facets.minExclusive, 1),
      ...near(facets.maxExclusive, -1),
    ];
    const texts = [
      ...numbers,
      ...bounds.filter((bound) => bound !== undefined),
      ...patterned.flatMap((source) => [...patternSamples(source)]),
    ];
    yield* json === 'number' ? texts.map(Number) : texts;
    return;
  }
  yield* readable[builtin] ?? (patterned.length > 0 ? plausible : []);
  for (const source of patterned) yield* patternSamples(source);
  for (const bound of [facets.minInclusive, facets.maxInclusive]) if (bound !== undefined) yield bound;
  yield* sized(facets.length ?? facets.minLength ?? 0, facets.length ?? facets.maxLength ?? Infinity, builtin);
}

function near(bound: string | undefined, step: number): string[] {
  return bound === undefined ? [] : [String(Number(bound) + step), String(Number(bound) + step / 1000)];
}

function* sized(least: number, max: number, builtin: string): Generator<string> {
  const min = Math.min(least, longest);
  if (builtin === 'base64Binary') yield Buffer.alloc(min).toString('base64');
  if (builtin === 'hexBinary') yield '00'.repeat(min);
  yield 'text'.padEnd(min, 'x').slice(0, Math.max(max, 0));
  yield '1'.repeat(Math.max(min, 1));
}
