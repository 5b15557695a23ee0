import { typeTags } from '../../../src/codec/decode/tags.ts';
import { isAny, membersOf } from '../../../src/codec/describe/type-form.ts';
import type { ElementRef, Model, Particle, TypeRef, Wildcard } from '../../../src/codec/model.ts';
import { allows } from '../../../src/codec/wildcard.ts';

/** How deep the smallest valid value of each element and type nests; `Infinity` where there is none. What recurs ends by it. */
export class LeastDepth {
  readonly #model: Model;
  readonly #types: number[];
  readonly #alternatives: readonly (readonly TypeRef[])[];
  readonly #particles = new WeakMap<Particle, number>();
  readonly #encoded: boolean;
  #settled = false;

  /** `encoded`: anything may be nil. */
  constructor(model: Model, encoded = false) {
    this.#model = model;
    this.#encoded = encoded;
    const alternatives = model.types.map((_, ref) => alternativesOf(model, ref));
    this.#alternatives = alternatives;
    this.#types = model.types.map(() => Infinity);
    for (let changed = true; changed;) {
      changed = false;
      for (let ref = 0; ref < this.#types.length; ref++) {
        const depth = this.#compute(ref);
        if (depth === this.#types[ref]) continue;
        this.#types[ref] = depth;
        changed = true;
      }
    }
    this.#settled = true;
    this.#alternatives = alternatives.map((refs) => refs.toSorted((a, b) => this.exactly(a) - this.exactly(b)));
  }

  /** Of this type itself, whatever may stand for it. */
  exactly(type: TypeRef): number {
    return this.#types[type] ?? Infinity;
  }

  /** Of the type or one that may stand for it. */
  type(ref: TypeRef): number {
    return Math.min(Infinity, ...this.typesFor(ref).map((each) => this.exactly(each)));
  }

  /** The types that may stand where this one is declared, the smallest first. */
  typesFor(ref: TypeRef): readonly TypeRef[] {
    return this.#alternatives[ref] ?? [];
  }

  /** Of this declaration alone. */
  declaration(ref: ElementRef): number {
    const declaration = this.#model.elements[ref];
    if (declaration === undefined || declaration.abstract) return Infinity;
    const { type, nillable, fixed } = declaration;
    // A nil element still has a type, and its attributes.
    const isNil = (nillable || this.#encoded) && fixed === undefined && this.typesFor(type).length > 0;
    return isNil ? Math.min(1, this.type(type)) : this.type(type);
  }

  /** Of the element or a member of its substitution group. */
  element(ref: ElementRef): number {
    return Math.min(Infinity, ...membersOf(this.#model, ref).map((member) => this.declaration(member)));
  }

  wildcard(wildcard: Wildcard): number {
    return wildcard.process !== 'strict' || this.known(wildcard).length > 0 ? 1 : Infinity;
  }

  /** The global elements that a wildcard lets in and that have a value. */
  known(wildcard: Wildcard): readonly (readonly [name: string, element: ElementRef])[] {
    return Object.entries(this.#model.globalElements).filter(
      ([, ref]) => allows(wildcard, this.#model.elements[ref]?.namespace ?? '') && this.declaration(ref) < Infinity,
    );
  }

  particle(particle: Particle, slots: Slots): number {
    if (particle.min === 0 || particle.max === 0) return 0;
    const known = this.#particles.get(particle);
    if (known !== undefined) return known;
    const depth = this.#within(particle, slots);
    if (this.#settled) this.#particles.set(particle, depth);
    return depth;
  }

  #within(particle: Particle, slots: Slots): number {
    if (particle.kind === 'slot') {
      const { element, wildcard } = slots[particle.slot] ?? {};
      return wildcard === undefined ? this.element(element ?? -1) : this.wildcard(wildcard);
    }
    const depths = particle.parts.map((part) => this.particle(part, slots));
    return particle.kind === 'choice' ? Math.min(Infinity, ...depths) : Math.max(0, ...depths);
  }

  #compute(ref: TypeRef): number {
    const type = this.#model.types[ref];
    if (type === undefined) return Infinity;
    // An array may be empty.
    if (isAny(type) || type.kind !== 'complex') return 1;
    if (type.abstract) return Infinity;
    return 1 + (type.particle === undefined ? 0 : this.particle(type.particle, type.slots));
  }
}

type Slots = readonly { readonly element?: ElementRef; readonly wildcard?: Wildcard }[];

function alternativesOf(model: Model, ref: TypeRef): readonly TypeRef[] {
  const labels = typeTags(model, ref);
  if (labels !== undefined) return [...labels.keys()];
  const type = model.types[ref];
  return type?.kind === 'complex' && type.abstract ? [] : [ref];
}
