import type { ElementRef, ExpandedName, Model, TypeRef } from './model.ts';
import type { SimpleCodec } from './simple/simple-codec.ts';
import { compileSimple } from './simple/simple-codec.ts';

/** A model and what is derived from it once: look-ups by name, and the codecs of its simple types. Engines hang theirs on it. */
export class Contract {
  readonly model: Model;
  private readonly simples: (SimpleCodec | undefined)[] = [];
  private readonly elements: ReadonlyMap<ExpandedName, ElementRef>;
  private readonly types: ReadonlyMap<ExpandedName, TypeRef>;

  constructor(model: Model) {
    this.model = model;
    this.elements = new Map(Object.entries(model.globalElements));
    this.types = new Map(Object.entries(model.globalTypes));
  }

  /** A global element by its expanded name. */
  element(name: ExpandedName): ElementRef | undefined {
    return this.elements.get(name);
  }

  /** A global type by its expanded name. */
  type(name: ExpandedName): TypeRef | undefined {
    return this.types.get(name);
  }

  /** The codec of a simple type. */
  simple(ref: TypeRef): SimpleCodec {
    return (this.simples[ref] ??= compileSimple(this.model, ref));
  }
}

/** Joins a model to the engines; cheap, since each is built when first used. */
export function link(model: Model): Contract {
  return new Contract(model);
}
