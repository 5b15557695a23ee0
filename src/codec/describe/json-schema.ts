import type { FaultModel, HeaderModel, MessageModel, Model } from '../model.ts';
import { UNBOUNDED } from '../model.ts';
import type { Schema } from './leaf-schema.ts';
import { builtinNote, jsonOf, receivedLeaf, sentLeaf } from './leaf-schema.ts';
import type { Definition, Member, ObjectShape, Shape } from './shape.ts';
import { definitionsIn, resolved, treesIn } from './shape.ts';
import { shapesOf } from './shapes.ts';
import { readsAsAbsent } from './simple-shape.ts';

/** `input`: what the codec takes and refuses. `output`: what it may give, with the leniency of reading. */
export type Direction = 'input' | 'output';

/** How the schemas of several models share one OpenAPI document. */
export interface JsonSchemaOptions {
  /** Before each definition's name, so that two models do not clash: `optique.`. */
  readonly prefix?: string;
  /** Before each reference; `#/components/schemas/`. */
  readonly refs?: string;
  /** Whether declared headers stand under `$headers`, as in zero code; true. */
  readonly headers?: boolean;
}

/** A schema and the definitions it refers to, by the names that its references end in. */
export interface DescribedSchema {
  readonly schema: Schema;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** The JSON Schema (2020-12, as OpenAPI 3.1 embeds it) of a message's JSON. */
export function jsonSchemaOf(
  model: Model,
  message: MessageModel,
  direction: Direction,
  options: JsonSchemaOptions = {},
): DescribedSchema {
  return writerOf(model, direction, options).describe(shapesOf(model).message(message, options.headers ?? true));
}

/** The JSON Schema of `fault.detail`: the declared details by their elements' names. `undefined` where none is declared. */
export function faultDetailSchemaOf(
  model: Model,
  faults: readonly FaultModel[],
  options: JsonSchemaOptions = {},
): DescribedSchema | undefined {
  const keyed = faults.map((fault) => [model.elements[fault.element]?.name ?? '', fault] as const);
  return declaredSchema(model, keyed, options);
}

/** The JSON Schema of `fault.headers`: the declared blocks by their keys. `undefined` where none is declared. */
export function faultHeadersSchemaOf(
  model: Model,
  headers: readonly HeaderModel[],
  options: JsonSchemaOptions = {},
): DescribedSchema | undefined {
  const keyed = headers.map((header) => [header.key, header] as const);
  return declaredSchema(model, keyed, options);
}

function declaredSchema(
  model: Model,
  keyed: readonly (readonly [string, FaultModel | HeaderModel])[],
  options: JsonSchemaOptions,
): DescribedSchema | undefined {
  if (keyed.length === 0) return undefined;
  const members = keyed.map(([key, declared]) => shapesOf(model).declared(key, declared));
  return writerOf(model, 'output', options).describe({ kind: 'object', members, choices: [], open: true });
}

const writers = new WeakMap<Model, Map<string, SchemaWriter>>();

/** One writer for all messages that share a document, so that they share their definitions too. */
function writerOf(
  model: Model,
  direction: Direction,
  { prefix = '', refs = '#/components/schemas/' }: JsonSchemaOptions,
): SchemaWriter {
  let known = writers.get(model);
  if (known === undefined) writers.set(model, (known = new Map<string, SchemaWriter>()));
  const key = JSON.stringify([direction, prefix, refs]);
  let writer = known.get(key);
  if (writer === undefined) known.set(key, (writer = new SchemaWriter(direction, prefix, refs)));
  return writer;
}

class SchemaWriter {
  readonly #written = new Map<Definition, Schema>();
  readonly #direction: Direction;
  readonly #prefix: string;
  readonly #refs: string;

  constructor(direction: Direction, prefix: string, refs: string) {
    this.#direction = direction;
    this.#prefix = prefix;
    this.#refs = refs;
  }

  describe(shape: Shape): DescribedSchema {
    const found = definitionsIn(shape);
    const definitions = found.map((definition): [string, Schema] => [
      this.#name(definition.name),
      this.#definition(definition),
    ]);
    const trees = treesIn(shape);
    if (trees.known) definitions.push([this.#name('AnyElement'), this.#anyElement()]);
    if (trees.known || trees.generic) definitions.push([this.#name('XmlTree'), this.#tree()]);
    return { schema: this.#schema(shape), definitions: Object.fromEntries(definitions) };
  }

  /** The direction before the name: `<adapter>.<operation>.input` is another's in the same document. */
  #name(name: string): string {
    return `${this.#prefix}${this.#direction}.${name}`;
  }

  #ref(name: string): Schema {
    return { $ref: `${this.#refs}${this.#name(name)}` };
  }

  #definition(definition: Definition): Schema {
    let schema = this.#written.get(definition);
    if (schema === undefined)
      this.#written.set(definition, (schema = described(this.#schema(definition.shape), definition.documentation)));
    return schema;
  }

  #schema(shape: Shape): Schema {
    switch (shape.kind) {
      case 'named':
        return this.#ref(shape.definition.name);
      case 'leaf':
        return described(this.#direction === 'input' ? sentLeaf(shape) : receivedLeaf(shape), builtinNote(shape));
      case 'object':
        return this.#object(shape);
      case 'array':
        return {
          type: 'array',
          items: this.#schema(shape.item),
          ...(this.#direction === 'input' ? occurrences(shape.min, shape.max) : {}),
        };
      case 'nullable':
        return nullable(this.#schema(shape.of));
      case 'anyOf':
        return anyOf(shape.of.map((each) => this.#schema(each)));
      case 'variants':
        return { oneOf: shape.of.map((variant) => this.#schema(variant.shape)), ...this.#discriminator(shape) };
      case 'constant':
        return shape.value === null ? { type: 'null' } : { const: shape.value };
      case 'literals':
        return { enum: shape.values };
      case 'attributes':
        return { type: 'object', additionalProperties: { type: 'string' } };
      case 'tree':
        return this.#ref(shape.known ? 'AnyElement' : 'XmlTree');
      default:
        return {};
    }
  }

  #object({ members, choices, open }: ObjectShape): Schema {
    const needed = members.filter((member) =>
      this.#direction === 'input'
        ? member.required || isDiscriminator(member)
        : member.present && !readsAsAbsent(member.shape),
    );
    const schema: Schema = {
      type: 'object',
      properties: Object.fromEntries(members.map((member) => [member.key, this.#property(member)])),
      ...(needed.length === 0 ? {} : { required: needed.map((member) => member.key) }),
      ...(this.#direction === 'input' && !open ? { additionalProperties: false } : {}),
    };
    return described(schema, choices.join('\n'));
  }

  #property(member: Member): Schema {
    const schema = this.#schema(member.shape);
    const initial = member.default === undefined ? {} : this.#value('default', member.shape, member.default);
    const always = member.fixed === undefined ? undefined : `Always ${JSON.stringify(member.fixed)}.`;
    const fixed =
      member.fixed !== undefined && this.#direction === 'input' ? this.#value('const', member.shape, member.fixed) : {};
    return described(described({ ...schema, ...initial, ...fixed }, always), member.documentation);
  }

  /** Decimal strings are compared as numbers: they have no `const`. Arrays hold the value once per item. */
  #value(keyword: 'default' | 'const', shape: Shape, lexical: string): Schema {
    const within = resolved(shape);
    if (within.kind === 'nullable') return keyword === 'default' ? this.#value(keyword, within.of, lexical) : {};
    if (within.kind !== 'leaf' || (keyword === 'const' && within.json !== 'string' && within.json !== 'boolean'))
      return {};
    return { [keyword]: jsonOf(within, lexical) };
  }

  #discriminator({ key, of }: Extract<Shape, { kind: 'variants' }>): Schema {
    const refs = of.map(
      ({ label, shape }) =>
        [
          label,
          shape.kind === 'named' && resolved(shape).kind === 'object' ? shape.definition.name : undefined,
        ] as const,
    );
    if (refs.some(([, name]) => name === undefined)) return {};
    const mapping = Object.fromEntries(refs.map(([label, name]) => [label, `${this.#refs}${this.#name(name ?? '')}`]));
    return { discriminator: { propertyName: key, mapping } };
  }

  #anyElement(): Schema {
    const known = { type: 'object', properties: { name: { type: 'string' }, value: {} }, required: ['name', 'value'] };
    return {
      description: 'An element that the schemas know, or its XML as a tree. Names are {namespace}local.',
      anyOf: [known, this.#ref('XmlTree')],
    };
  }

  #tree(): Schema {
    const properties = {
      name: { type: 'string' },
      attributes: { type: 'object', additionalProperties: { type: 'string' } },
      children: { type: 'array', items: { anyOf: [{ type: 'string' }, this.#ref('XmlTree')] } },
    };
    const needed = this.#direction === 'input' ? ['name'] : ['name', 'attributes', 'children'];
    return { description: 'XML as a tree. Names are {namespace}local.', type: 'object', properties, required: needed };
  }
}

/**
 * The codec takes the declared type without `$type`. A schema cannot say so beside a discriminator, which means nothing
 * where its property is absent (OpenAPI 3.1 §4.8.25).
 */
function isDiscriminator({ key, shape }: Member): boolean {
  return key === '$type' && shape.kind === 'constant';
}

function described(schema: Schema, text: string | undefined): Schema {
  if (text === undefined || text === '') return schema;
  const before = schema['description'];
  return { ...schema, description: typeof before === 'string' ? `${text}\n${before}` : text };
}

function occurrences(min: number, max: number): Schema {
  return { ...(min > 0 ? { minItems: min } : {}), ...(max === UNBOUNDED ? {} : { maxItems: max }) };
}

/** Each once: what lenient reading passes on makes schemas alike. */
function anyOf(schemas: readonly Schema[]): Schema {
  const different = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  return different.length === 1 ? (different[0] as Schema) : { anyOf: different };
}

function nullable(schema: Schema): Schema {
  const { type } = schema;
  if (typeof type === 'string' && schema['enum'] === undefined) return { ...schema, type: [type, 'null'] };
  if (Array.isArray(type)) return { ...schema, type: [...(type as readonly string[]), 'null'] };
  const { description, ...rest } = schema;
  if (Array.isArray(rest['anyOf']) && Object.keys(rest).length === 1)
    return { ...schema, anyOf: [...(rest['anyOf'] as readonly Schema[]), { type: 'null' }] };
  return described({ anyOf: [rest, { type: 'null' }] }, description as string | undefined);
}
