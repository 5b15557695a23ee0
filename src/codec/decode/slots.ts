import type { ComplexType, Particle, Slot } from '../model.ts';
import { expandedName } from '../model.ts';
import { allows } from '../wildcard.ts';
import type { Name } from '../xml/scope.ts';
import { decodeTree } from './any.ts';
import type { DecodeState, Decoders, ElementDecoder } from './state.ts';

/** One slot of a content model, ready to decode what stands in it. */
export class SlotDecoder {
  readonly index: number;
  readonly key: string;
  readonly many: boolean;
  readonly min: number;
  readonly max: number;
  readonly slot: Slot;
  /** The name that filled it last, interned: the next document of the same partner is matched by identity. */
  seen: Name | undefined = undefined;
  private readonly decoders: Decoders;
  private element: ElementDecoder | undefined;

  constructor(decoders: Decoders, slot: Slot, index: number) {
    this.decoders = decoders;
    this.slot = slot;
    this.index = index;
    this.key = slot.key;
    this.many = slot.many;
    this.min = slot.min;
    this.max = slot.max;
  }

  decode(state: DecodeState): unknown {
    if (this.slot.element !== undefined) {
      return (this.element ??= this.decoders.element(this.slot.element)).decode(state);
    }
    return this.wild(state);
  }

  append(object: Record<string, unknown>, value: unknown): void {
    const items = object[this.key] as unknown[] | undefined;
    if (items === undefined) object[this.key] = [value];
    else items.push(value);
  }

  /** What an `xs:any` lets in: by its declaration where the schemas have one, else as a tree. */
  private wild(state: DecodeState): unknown {
    const { expanded } = state.reader.name;
    const known = this.decoders.contract.element(expanded);
    if (known === undefined || this.slot.wildcard?.process === 'skip') return decodeTree(state.reader);
    return { name: expanded, value: this.decoders.element(known).decode(state) ?? null };
  }
}

/** The slots of a complex type, found by the names that may stand there. */
export class SlotDecoders {
  /** One sequence or all, once, of names that occur in one place each: no matching is needed. */
  readonly flat: boolean;
  /** The order of the slots is the order of the elements. */
  readonly ordered: boolean;
  /** Slots whose property is always an array, and those that must be there once. */
  readonly arrays: readonly SlotDecoder[];
  readonly required: readonly SlotDecoder[];
  private readonly slots: readonly SlotDecoder[];
  private readonly byName = new Map<string, SlotDecoder>();
  private readonly wildcards: readonly SlotDecoder[];

  constructor(decoders: Decoders, type: ComplexType) {
    const { model } = decoders.contract;
    this.slots = type.slots.map((slot, index) => new SlotDecoder(decoders, slot, index));
    for (const slot of this.slots) {
      const declared = slot.slot.element === undefined ? undefined : model.elements[slot.slot.element];
      const members = declared?.substitutes?.map((ref) => model.elements[ref]) ?? [declared];
      for (const member of members) if (member) this.byName.set(expandedName(member.namespace, member.name), slot);
    }
    this.wildcards = this.slots.filter(({ slot }) => slot.wildcard !== undefined);
    this.arrays = this.slots.filter(({ many }) => many);
    this.required = this.slots.filter(({ many, min }) => !many && min > 0);
    this.flat = type.particle === undefined || isFlat(type.particle);
    this.ordered = type.particle?.kind === 'sequence';
  }

  /** The slot that follows in the schema: the likeliest next. */
  after(slot: SlotDecoder | undefined): SlotDecoder | undefined {
    return this.slots[slot === undefined ? 0 : slot.index + 1];
  }

  find(name: Name): SlotDecoder | undefined {
    const slot = this.byName.get(name.expanded);
    if (slot !== undefined) slot.seen = name;
    return (
      slot ??
      this.wildcards.find(({ slot: { wildcard } }) => wildcard !== undefined && allows(wildcard, name.namespace))
    );
  }
}

/** The slots must stand in the particle's order, each once: the compiler makes them so, but for a name in two places. */
function isFlat(particle: Particle): boolean {
  if (particle.kind === 'slot' || particle.kind === 'choice' || particle.min !== 1 || particle.max !== 1) return false;
  return particle.parts.every((part, index) => part.kind === 'slot' && part.slot === index);
}
