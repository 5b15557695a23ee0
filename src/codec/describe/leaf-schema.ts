import { ecmaPattern } from './ecma-pattern.ts';
import type { LeafShape } from './shape.ts';

/** A JSON Schema (2020-12), or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

const bounds: Readonly<Record<string, readonly [number, number]>> = {
  byte: [-128, 127],
  short: [-32_768, 32_767],
  int: [-2_147_483_648, 2_147_483_647],
  unsignedByte: [0, 255],
  unsignedShort: [0, 65_535],
  unsignedInt: [0, 4_294_967_295],
};

const plain = new Set([
  'string',
  'normalizedString',
  'token',
  'boolean',
  'float',
  'double',
  'anySimpleType',
  ...Object.keys(bounds),
]);
const whole = /^(?:integer|long|unsignedLong|nonNegativeInteger|positiveInteger|nonPositiveInteger|negativeInteger)$/;

/** The built-in type in words, where the JSON type does not tell it. */
export function builtinNote(leaf: LeafShape): string | undefined {
  return plain.has(leaf.builtin) ? undefined : `xs:${leaf.builtin}`;
}

/** What a caller may send: strict, but a number may be written as a string and a decimal string as a number. */
export function sentLeaf(leaf: LeafShape): Schema {
  const { enumeration } = leaf.facets;
  if (enumeration !== undefined && leaf.json !== 'boolean')
    return { enum: [...new Set(enumeration.map((each) => jsonOf(leaf, each)))] };
  switch (leaf.json) {
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return { type: [isFloat(leaf) ? 'number' : 'integer', 'string'], ...rangeOf(leaf) };
    case 'decimal':
      return {
        type: ['string', whole.test(leaf.builtin) ? 'integer' : 'number'],
        ...rangeOf(leaf),
        ...patternOf(leaf),
      };
    default:
      return { type: 'string', ...encodingOf(leaf), ...lengthOf(leaf), ...patternOf(leaf) };
  }
}

/** What a caller gets: a value outside its facets or its enumeration is passed on. */
export function receivedLeaf(leaf: LeafShape): Schema {
  const type = receivedType(leaf);
  const { enumeration } = leaf.facets;
  if (enumeration === undefined || leaf.json === 'boolean') return type;
  return { anyOf: [{ enum: [...new Set(enumeration.map((each) => jsonOf(leaf, each)))] }, type] };
}

function receivedType(leaf: LeafShape): Schema {
  if (leaf.json === 'boolean') return { type: 'boolean' };
  if (leaf.json !== 'number') return { type: 'string', ...encodingOf(leaf) };
  return isFloat(leaf) ? { anyOf: [{ type: 'number' }, { enum: ['INF', '-INF', 'NaN'] }] } : { type: 'integer' };
}

/** A lexical value of the schema (a default, an enumeration value) as JSON. */
export function jsonOf(leaf: LeafShape, lexical: string): string | number | boolean {
  const text = lexical.trim();
  if (leaf.json === 'boolean') return text === 'true' || text === '1';
  if (leaf.json === 'number' && Number.isFinite(Number(text)) && text !== '') return Number(text);
  return leaf.json === 'string' ? lexical : text;
}

function isFloat({ builtin }: LeafShape): boolean {
  return bounds[builtin] === undefined;
}

function rangeOf({ builtin, facets }: LeafShape): Schema {
  const [least, most] = bounds[builtin] ?? [];
  return {
    ...bound('minimum', facets.minInclusive ?? least),
    ...bound('maximum', facets.maxInclusive ?? most),
    ...bound('exclusiveMinimum', facets.minExclusive),
    ...bound('exclusiveMaximum', facets.maxExclusive),
  };
}

/** A bound that a JSON number cannot hold exactly is left to the codec. */
function bound(keyword: string, value: string | number | undefined): Schema {
  const number = Number(value);
  return value === undefined || !Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER
    ? {}
    : { [keyword]: number };
}

function encodingOf({ builtin }: LeafShape): Schema {
  if (builtin === 'base64Binary') return { contentEncoding: 'base64' };
  return builtin === 'hexBinary' ? { contentEncoding: 'base16' } : {};
}

/** XSD counts characters as JSON Schema does, but bytes for binary types. */
function lengthOf({ builtin, facets }: LeafShape): Schema {
  if (builtin.endsWith('Binary')) return {};
  const minLength = facets.length ?? facets.minLength;
  const maxLength = facets.length ?? facets.maxLength;
  return { ...(minLength === undefined ? {} : { minLength }), ...(maxLength === undefined ? {} : { maxLength }) };
}

function patternOf({ facets }: LeafShape): Schema {
  const patterns = (facets.patterns ?? []).map(ecmaPattern).filter((pattern) => pattern !== undefined);
  if (patterns.length <= 1) return patterns[0] === undefined ? {} : { pattern: patterns[0] };
  return { allOf: patterns.map((pattern) => ({ pattern })) };
}
