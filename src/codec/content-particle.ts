import type { DividedSlot } from './divided-slot.ts';
import { dividedSlots } from './divided-slot.ts';
import type { ComplexType, Particle, Wildcard } from './model.ts';
import { UNBOUNDED } from './model.ts';

interface Common {
  readonly min: number;
  /** `Infinity` where it is unbounded. */
  readonly max: number;
  /** The slots that may stand in it, or the symbols of those whose wildcards differ; each once. */
  readonly inside: readonly number[];
  /** By slot or symbol: 1 where it may be the first. */
  readonly first: Uint8Array;
  readonly emptiable: boolean;
  /** Neither it nor what it stands in may repeat. */
  readonly once: boolean;
}

export interface SlotNode extends Common {
  readonly kind: 'slot';
  readonly slot: number;
  /** Where the wildcards of the slot differ: which one of the type's stands here. */
  readonly wildcard?: Wildcard & { readonly id: number };
}

export interface GroupNode extends Common {
  readonly kind: 'sequence' | 'choice' | 'all';
  readonly parts: readonly ContentNode[];
  /** The row group that each repetition is a row of. */
  readonly row: number | undefined;
}

/** A particle (XSD 1.0 part 1 §3.9) with what matching it needs. */
export type ContentNode = SlotNode | GroupNode;

/**
 * The content of one complex type. Behind the slots stand the row groups as slots of their own: `slots.length + group`;
 * behind those the symbols of slots whose wildcards differ, in whose place they stand.
 */
export interface ContentModel {
  readonly names: readonly string[];
  readonly divided: ReadonlyMap<number, DividedSlot>;
  /** The particle with rows as what they are, repeated sequences. */
  readonly whole: ContentNode | undefined;
  /** By group: its object's own content, with rows as one slot. */
  readonly groups: readonly (ContentNode | undefined)[];
  /** A slot stands in two places, or something repeats inside something that repeats: the first match may not be the only one. */
  readonly ambiguous: boolean;
}

const models = new WeakMap<ComplexType, ContentModel>();

/** Compiled once per type. */
export function contentModelOf(type: ComplexType): ContentModel {
  let model = models.get(type);
  if (model === undefined) models.set(type, (model = compile(type)));
  return model;
}

function compile(type: ComplexType): ContentModel {
  const places = [...type.slots, ...type.groups].map(({ key }) => key);
  const { particle } = type;
  const divided = dividedSlots(type, places.length);
  const names = [
    ...places,
    ...[...divided].flatMap(([slot, { symbols }]) => symbols.map(() => type.slots[slot]?.key ?? '')),
  ];
  if (particle === undefined) return { names, divided, whole: undefined, groups: [], ambiguous: false };
  const rows = rowsIn(particle);
  const groups = type.groups.map((_, group) => {
    const own = group === 0 ? particle : rows.get(group);
    return own === undefined ? undefined : new Compiler(type, names.length, divided, group).node(own, true);
  });
  const whole = new Compiler(type, names.length, divided, undefined).node(particle, true);
  return { names, divided, whole, groups, ambiguous: isAmbiguous(particle) };
}

function rowsIn(particle: Particle, found = new Map<number, Particle>()): ReadonlyMap<number, Particle> {
  if (particle.kind === 'slot') return found;
  if (particle.group !== undefined) found.set(particle.group, { ...particle, min: 1, max: 1 });
  for (const part of particle.parts) rowsIn(part, found);
  return found;
}

function isAmbiguous(particle: Particle, seen = new Set<number>(), repeated = false): boolean {
  const repeats = particle.max === UNBOUNDED || particle.max > 1;
  if (particle.kind !== 'slot') {
    return particle.parts.filter((part) => isAmbiguous(part, seen, repeated || repeats)).length > 0;
  }
  const twice = seen.has(particle.slot);
  seen.add(particle.slot);
  return twice || (repeated && repeats);
}

class Compiler {
  readonly #size: number;
  readonly #slots: number;
  readonly #divided: ReadonlyMap<number, DividedSlot>;
  /** The group whose own content is compiled; `undefined` to see through all rows. */
  readonly #group: number | undefined;

  constructor(type: ComplexType, size: number, divided: ReadonlyMap<number, DividedSlot>, group: number | undefined) {
    this.#slots = type.slots.length;
    this.#size = size;
    this.#divided = divided;
    this.#group = group;
  }

  node(particle: Particle, top: boolean): ContentNode {
    const max = particle.max === UNBOUNDED ? Infinity : particle.max;
    const once = top && max <= 1;
    if (particle.kind === 'slot') {
      const { slot, min, wildcard } = particle;
      return wildcard === undefined ? this.#slot(slot, min, max, once) : this.#open(slot, wildcard, min, max, once);
    }
    if (particle.group !== undefined && this.#group !== undefined && particle.group !== this.#group) {
      return this.#slot(this.#slots + particle.group, particle.min, max, once);
    }
    const parts = particle.parts.map((part) => this.node(part, once)).filter((part) => part.max > 0);
    const inside = [...new Set(parts.flatMap((part) => part.inside))];
    const empty = particle.kind === 'choice' ? parts.some(isEmptiable) || parts.length === 0 : parts.every(isEmptiable);
    const emptiable = particle.min === 0 || empty;
    return {
      kind: particle.kind,
      min: particle.min,
      max,
      parts,
      inside,
      first: this.#first(particle.kind, parts),
      emptiable,
      once,
      row: particle.group,
    };
  }

  #slot(slot: number, min: number, max: number, once: boolean): SlotNode {
    const first = new Uint8Array(this.#size);
    first[slot] = 1;
    return { kind: 'slot', slot, min, max, inside: [slot], first, emptiable: min === 0, once };
  }

  #open(slot: number, wildcard: Wildcard, min: number, max: number, once: boolean): SlotNode {
    const divided = this.#divided.get(slot);
    const id = divided?.idOf(wildcard) ?? 0;
    const inside = divided?.takenBy(id) ?? [];
    const first = new Uint8Array(this.#size);
    for (const symbol of inside) first[symbol] = 1;
    return { kind: 'slot', slot, wildcard: { ...wildcard, id }, min, max, inside, first, emptiable: min === 0, once };
  }

  #first(kind: GroupNode['kind'], parts: readonly ContentNode[]): Uint8Array {
    const first = new Uint8Array(this.#size);
    for (const part of parts) {
      for (let slot = 0; slot < this.#size; slot++) if (part.first[slot] === 1) first[slot] = 1;
      if (kind === 'sequence' && !part.emptiable) break;
    }
    return first;
  }
}

function isEmptiable({ emptiable }: ContentNode): boolean {
  return emptiable;
}
