import { builtinNote } from './leaf-schema.ts';
import type { Definition, LeafShape, Member, ObjectShape, Shape } from './shape.ts';
import { comment, packed, propertyName, quoted } from './typescript-text.ts';

/** `message`: what an adapter encodes, strict. `reply`: what it decodes, lenient. */
export type Side = 'message' | 'reply';

/** Writes the TypeScript of shapes on one side of the wire. */
export class TypeWriter {
  readonly #side: Side;
  readonly #nameOf: (definition: Definition) => string;

  /** `nameOf` gives each definition its name on this side. */
  constructor(side: Side, nameOf: (definition: Definition) => string) {
    this.#side = side;
    this.#nameOf = nameOf;
  }

  /** `export interface Name { … }`, or `export type Name = …;` where the shape is no plain object. */
  declaration(name: string, shape: Shape, documentation?: string): string {
    const before = comment([documentation, ...(shape.kind === 'object' ? shape.choices : [])], '');
    if (shape.kind === 'object' && shape.members.length > 0)
      return `${before}export interface ${name} ${this.#body(shape, '')}\n`;
    return `${before}export type ${name} =${packed(this.#alternatives(shape, ''))};\n`;
  }

  /** The members of the union that a shape is; most are one. `indent` is that of the line it begins on. */
  #alternatives(shape: Shape, indent: string): readonly string[] {
    switch (shape.kind) {
      case 'named':
        return [this.#nameOf(shape.definition)];
      case 'leaf':
        return this.#leaf(shape);
      case 'object':
        return [shape.members.length === 0 && !shape.open ? 'Record<string, never>' : this.#body(shape, indent)];
      case 'array':
        return [this.#array(shape.item, indent)];
      case 'nullable':
        return [...this.#alternatives(shape.of, indent), 'null'];
      case 'anyOf':
        return this.#union(shape.of, indent);
      case 'variants':
        return this.#union(
          shape.of.map((variant) => variant.shape),
          indent,
        );
      case 'constant':
        return [typeof shape.value === 'string' ? quoted(shape.value) : String(shape.value)];
      case 'literals':
        return shape.values.map(quoted);
      case 'attributes':
        return ['Record<string, string>'];
      case 'tree':
        return [shape.known ? 'AnyElement' : 'XmlTree'];
      default:
        return ['unknown'];
    }
  }

  #union(shapes: readonly Shape[], indent: string): readonly string[] {
    return [...new Set(shapes.flatMap((shape) => this.#alternatives(shape, indent)))];
  }

  #array(shape: Shape, indent: string): string {
    const items = this.#alternatives(shape, indent);
    return items.length === 1 && !items[0]?.startsWith("'") ? `${items[0]}[]` : `(${items.join(' | ')})[]`;
  }

  #leaf({ json, builtin, facets }: LeafShape): readonly string[] {
    if (json === 'boolean') return ['boolean'];
    const type = json === 'number' ? 'number' : 'string';
    if (facets.enumeration !== undefined) {
      const values = new Set(
        facets.enumeration.map((value) => (json === 'number' ? String(Number(value)) : quoted(value))),
      );
      // The editor still offers the known values, and an unknown one must be thought of.
      return this.#side === 'message' ? [...values] : [...values, `(${type} & {})`];
    }
    if (builtin === 'float' || builtin === 'double') return ['number', "'INF'", "'-INF'", "'NaN'"];
    return json === 'decimal' && this.#side === 'message' ? ['string', 'number'] : [type];
  }

  #body({ members, open }: ObjectShape, indent: string): string {
    const inside = `${indent}  `;
    const lines = members.map((member) => this.#property(member, inside));
    if (open) lines.push(`${inside}[property: string]: unknown;\n`);
    return `{\n${lines.join('')}${indent}}`;
  }

  /** A fixed text can be nothing else in what is sent. */
  #memberType({ shape, fixed }: Member, indent: string): string {
    const literal = this.#side === 'message' && fixed !== undefined && shape.kind === 'leaf' && shape.json === 'string';
    return literal ? quoted(fixed) : this.#alternatives(shape, indent).join(' | ');
  }

  #property(member: Member, indent: string): string {
    const sure = this.#side === 'message' ? member.required : member.present;
    // `T | undefined` lets an encode hand an absent input on as it is.
    const absent = !sure && this.#side === 'message' && member.shape.kind !== 'unknown' ? ' | undefined' : '';
    const name = `${propertyName(member.key)}${sure ? '' : '?'}`;
    return `${comment(notes(member), indent)}${indent}${name}: ${this.#memberType(member, indent)}${absent};\n`;
  }
}

function notes({ documentation, shape, default: initial, fixed }: Member): (string | undefined)[] {
  const item = shape.kind === 'nullable' ? shape.of : shape;
  const within = item.kind === 'array' ? item.item : item;
  return [
    documentation,
    within.kind === 'leaf' ? builtinNote(within) : undefined,
    ...(within.kind === 'object' ? within.choices : []),
    initial === undefined ? undefined : `default: ${JSON.stringify(initial)}`,
    fixed === undefined ? undefined : `always: ${JSON.stringify(fixed)}`,
  ];
}
