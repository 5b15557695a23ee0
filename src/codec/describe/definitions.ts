import type { Model, TypeDefinition, TypeRef } from '../model.ts';
import { definitionNames } from './definition-names.ts';
import type { Definition, Shape } from './shape.ts';
import { UniqueNames } from './unique-names.ts';

/** Names that the describing modules give out themselves. */
const reserved = ['AnyElement', 'XmlTree', 'AnyValue', 'SoapToken', 'ElementToken'];

/** The definitions of a model, each with a name of its own and made when it is first used. */
export class Definitions {
  readonly #model: Model;
  readonly #names = new UniqueNames(reserved);
  readonly #typeNames: ReadonlyMap<TypeRef, string>;
  readonly #known = new Map<string, Definition>();
  /** Something of the model is literal: then an encoded type is another than the literal one of its name. */
  readonly literal: boolean;

  constructor(model: Model) {
    this.literal = model.operations.some(({ input, output, faults, headerFaults }) => {
      const messages = output === undefined ? [input] : [input, output];
      const all = [...messages, ...messages.flatMap(({ headers }) => headers), ...faults, ...headerFaults];
      return all.some(({ encoding }) => encoding === undefined);
    });
    this.#model = model;
    this.#typeNames = definitionNames(model, this.#names);
  }

  /** The name of a type that has a definition; `undefined` where its shape is written in place. */
  nameOf(type: TypeRef): string | undefined {
    return this.#typeNames.get(type);
  }

  /** A type's own definition, or the shape itself where it has none. */
  own(role: string, type: TypeRef, shape: () => Shape, suffix = ''): Shape {
    const name = this.nameOf(type);
    if (name === undefined) return shape();
    return this.#define(`${role} ${type}`, () => (suffix === '' ? name : this.#names.take(name + suffix)), type, shape);
  }

  /** A definition under this name, or this name and a number. The key tells it from others. */
  further(key: string, name: string, type: TypeRef | undefined, shape: () => Shape): Shape {
    return this.#define(key, () => this.#names.take(name), type, shape);
  }

  #define(key: string, name: () => string, type: TypeRef | undefined, shape: () => Shape): Shape {
    let definition = this.#known.get(key);
    if (definition === undefined) {
      definition = new LazyDefinition(
        name(),
        documentationOf(type === undefined ? undefined : this.#model.types[type]),
        shape,
      );
      this.#known.set(key, definition);
    }
    return { kind: 'named', definition };
  }
}

function documentationOf(type: TypeDefinition | undefined): string | undefined {
  return type === undefined || type.kind === 'any' ? undefined : type.documentation;
}

/** A recursive shape refers to its definition before it is made. */
class LazyDefinition implements Definition {
  readonly name: string;
  readonly documentation: string | undefined;
  readonly #make: () => Shape;
  #shape: Shape | undefined;

  constructor(name: string, documentation: string | undefined, make: () => Shape) {
    this.name = name;
    this.documentation = documentation;
    this.#make = make;
  }

  get shape(): Shape {
    return (this.#shape ??= this.#make());
  }
}
