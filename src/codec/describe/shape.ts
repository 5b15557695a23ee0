import type { JsonKind, Facets } from '../model.ts';

/**
 * What JSON stands for a message, an element or a type: `json-mapping` as plain data. Schemas, TypeScript and signatures
 * are three ways to write a shape down, so that none of them reads the mapping in its own way.
 */
export type Shape =
  | LeafShape
  | ObjectShape
  | { readonly kind: 'array'; readonly item: Shape; readonly min: number; readonly max: number }
  | { readonly kind: 'nullable'; readonly of: Shape }
  | { readonly kind: 'anyOf'; readonly of: readonly Shape[] }
  /** Told apart by the constant under `key`, which each alternative has. */
  | { readonly kind: 'variants'; readonly key: '$type' | '$element'; readonly of: readonly Variant[] }
  | { readonly kind: 'constant'; readonly value: string | true | null }
  | { readonly kind: 'literals'; readonly values: readonly string[] }
  /** Property names in Clark notation, values strings: `$attributes`. */
  | { readonly kind: 'attributes' }
  /** One item of `$any`, or its generic tree alone. */
  | { readonly kind: 'tree'; readonly known: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'named'; readonly definition: Definition };

/** An atomic value. A union whose members differ is a `string` leaf. */
export interface LeafShape {
  readonly kind: 'leaf';
  readonly json: JsonKind;
  /** Local name in the XSD namespace. */
  readonly builtin: string;
  readonly facets: Facets;
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly members: readonly Member[];
  /** What the content model's choices allow, in words; empty where the properties say all. */
  readonly choices: readonly string[];
  /** Properties that no schema names may stand beside the members: `xs:anyType`. */
  readonly open: boolean;
}

export interface Variant {
  readonly label: string;
  readonly shape: Shape;
}

/** One property of an object. */
export interface Member {
  readonly key: string;
  readonly shape: Shape;
  /** A message without it is refused. */
  readonly required: boolean;
  /** A reply always has it: what is required, arrays, attributes with a default. */
  readonly present: boolean;
  readonly documentation?: string | undefined;
  /** Lexical. */
  readonly default?: string | undefined;
  /** Lexical. */
  readonly fixed?: string | undefined;
}

/** A shape with a name of its own, unique in its model: what is used twice, what recurs, what the schema names. */
export interface Definition {
  /** Letters, digits and `_`, upper case first: an identifier in TypeScript and in OpenAPI. */
  readonly name: string;
  readonly documentation: string | undefined;
  readonly shape: Shape;
}

/** The shape behind its name. */
export function resolved(shape: Shape): Exclude<Shape, { kind: 'named' }> {
  let at = shape;
  while (at.kind === 'named') at = at.definition.shape;
  return at;
}

/** The shapes directly inside this one; a name has none. */
function partsOf(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'array':
      return [shape.item];
    case 'nullable':
      return [shape.of];
    case 'anyOf':
      return shape.of;
    case 'variants':
      return shape.of.map((variant) => variant.shape);
    case 'object':
      return shape.members.map((member) => member.shape);
    default:
      return [];
  }
}

/** Every definition that a shape needs, itself included, in the order of first use. */
export function definitionsIn(...shapes: readonly Shape[]): readonly Definition[] {
  const found = new Set<Definition>();
  const waiting = shapes.toReversed();
  for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
    if (shape.kind === 'named' && !found.has(shape.definition)) {
      found.add(shape.definition);
      waiting.push(shape.definition.shape);
    } else waiting.push(...partsOf(shape).toReversed());
  }
  return [...found];
}

/** Whether generic trees, or elements that may be one, stand anywhere in these shapes. */
export function treesIn(...shapes: readonly Shape[]): { readonly known: boolean; readonly generic: boolean } {
  const found = { known: false, generic: false };
  const waiting = [...shapes, ...definitionsIn(...shapes).map((definition) => definition.shape)];
  for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
    if (shape.kind === 'tree') found[shape.known ? 'known' : 'generic'] = true;
    waiting.push(...partsOf(shape));
  }
  return found;
}
