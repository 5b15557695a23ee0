import { contentModelOf } from '../content-particle.ts';
import type { DividedSlot } from '../divided-slot.ts';
import type { Contract } from '../link.ts';
import type { ComplexType, Particle, Slot } from '../model.ts';
import { expandedName } from '../model.ts';
import { allows } from '../wildcard.ts';
import type { SimpleCodec } from '../simple/simple-codec.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { Name } from '../xml/scope.ts';
import { decodeTree, isAnySimpleType } from './any.ts';
import type { DecodeState, Decoders, ElementDecoder } from './state.ts';
import type { Steps } from '../xml/steps.ts';
import { typeNameOf } from './type-name.ts';

/** How many slots a leaf is looked for in before its name is looked up. */
const tries = 3;

/** One slot of a content model, ready to decode what stands in it. */
export class SlotDecoder {
  readonly index: number;
  readonly key: string;
  /** The element's local name. */
  readonly local: string;
  /** Elements of more than one name may stand in it. */
  readonly various: boolean;
  readonly many: boolean;
  readonly min: number;
  readonly max: number;
  readonly slot: Slot;
  /** Set where the slot takes one element of a simple type without more ado: no default, no substitution. */
  readonly leaf: SimpleCodec | undefined;
  /** The name that filled it last, interned: the next document of the same partner is matched by identity. */
  seen: Name | undefined = undefined;
  readonly typeName: string;
  /** Set where its wildcards differ. */
  private readonly divided: DividedSlot | undefined;
  private readonly decoders: Decoders;
  private element: ElementDecoder | undefined;

  constructor(decoders: Decoders, slot: Slot, index: number, divided: DividedSlot | undefined) {
    this.decoders = decoders;
    this.divided = divided;
    this.slot = slot;
    this.index = index;
    this.key = slot.key;
    this.many = slot.many;
    this.min = slot.min;
    this.max = slot.max;
    this.leaf = leafOf(decoders.contract, slot);
    const { model } = decoders.contract;
    const declared = slot.element === undefined ? undefined : model.elements[slot.element];
    this.local = declared?.name ?? slot.key;
    this.various = declared === undefined || declared.substitutes !== undefined;
    this.typeName = declared === undefined ? '' : typeNameOf(model, declared.type);
  }

  decode(state: DecodeState): unknown {
    if (this.slot.element !== undefined) {
      return (this.element ??= this.decoders.element(this.slot.element)).decode(state);
    }
    return this.wild(state);
  }

  /** As {@link decode}, in steps; `undefined` where the element has no children to take one by one. */
  steps(state: DecodeState): Steps<unknown> | undefined {
    if (this.slot.element === undefined) return undefined;
    return (this.element ??= this.decoders.element(this.slot.element)).steps(state);
  }

  /** The value of the leaf whose text was read; `ordinal` says which of several it is. */
  decodeLeaf(state: DecodeState, ordinal: number): unknown {
    const { leaf } = this;
    const { piece } = state.reader;
    if (leaf === undefined || leaf.plain) return piece;
    state.leaf = this;
    state.ordinal = ordinal;
    return leaf.decode(piece, state.resolvePrefix, state.problem);
  }

  /** What an element in it, of this expanded name, is to the content model. */
  symbolOf(name: string): number {
    if (this.divided === undefined) return this.index;
    return this.divided.symbolOf(name.startsWith('{') ? name.slice(1, name.lastIndexOf('}')) : '') ?? this.index;
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
    if (known === undefined || this.slot.wildcard?.process === 'skip')
      return decodeTree(state.reader, state.report.attachments);
    return { name: expanded, value: this.decoders.element(known).decode(state) ?? null };
  }
}

function leafOf(contract: Contract, slot: Slot): SimpleCodec | undefined {
  const { elements, types } = contract.model;
  const element = slot.element === undefined ? undefined : elements[slot.element];
  if (element === undefined || element.substitutes || element.default !== undefined || element.fixed !== undefined) {
    return undefined;
  }
  const type = types[element.type];
  if (type?.kind === 'simple' && contract.simple(element.type).beside === 'swaRef') return undefined;
  return type?.kind === 'simple' && !isAnySimpleType(type) ? contract.simple(element.type) : undefined;
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
    this.slots = type.slots.map((slot, index) => {
      const divided = slot.wildcard && contentModelOf(type).divided.get(index);
      return new SlotDecoder(decoders, slot, index, divided);
    });
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

  /**
   * The slot of the next child, where it is a leaf in the place where the schema has it; its text is read already.
   * The way of nearly every element of a reply: one that repeats, the next one, or the one behind what is optional.
   */
  likely(reader: XmlReader, last: SlotDecoder | undefined): SlotDecoder | undefined {
    const first = last === undefined ? 0 : last.many ? last.index : last.index + 1;
    for (let index = first; index < first + tries; index++) {
      const slot = this.slots[index];
      if (slot === undefined) return undefined;
      if (slot.leaf !== undefined && slot.seen !== undefined && reader.readLeaf(slot.seen)) return slot;
      if (slot.min > 0 && slot !== last) return undefined;
    }
    return undefined;
  }

  /** The slot of a child whose start tag was read: most often the last one again, or the next. */
  among(name: Name, last: SlotDecoder | undefined): SlotDecoder | undefined {
    if (last?.seen === name) return last;
    const next = this.slots[last === undefined ? 0 : last.index + 1];
    return next?.seen === name ? next : this.find(name);
  }

  /** For an element that is not known: the one of its local name that is, in another namespace. */
  meant(name: Name): string | undefined {
    for (const expanded of this.byName.keys()) {
      if (expanded.slice(expanded.indexOf('}') + 1) === name.local) return expanded;
    }
    return undefined;
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
