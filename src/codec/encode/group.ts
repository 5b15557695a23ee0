import { contentModelOf } from '../content-particle.ts';
import type { ContentModel, ContentNode } from '../content-particle.ts';
import type { ComplexType } from '../model.ts';
import { AttributeEncoder, OtherAttributes } from './attributes.ts';
import type { Encoders, TagKeys } from './encoder.ts';
import { NO_KEYS } from './encoder.ts';
import { isObject } from './json-object.ts';
import type { Items } from './placement.ts';
import { orderOf, placed, reportMissing } from './placement.ts';
import type { EncodeState } from './state.ts';
import { symbolOf, unfitHere, WildcardEncoder } from './wildcard.ts';

/** Writes one value of a property, tags included. */
export interface PartEncoder {
  encode(state: EncodeState, value: unknown, keys?: TagKeys): string;
}

/** What may stand in an object as a property: a slot, or the rows of a repeated sequence. */
export interface Part {
  readonly key: string;
  readonly many: boolean;
  readonly ordered: boolean;
  readonly encoder: PartEncoder;
  /** Its index in the content model. */
  readonly slot: number;
  /** In a flat content model, how often it may occur. */
  readonly min: number;
  readonly max: number;
}

/** Writes the properties of one object: a whole complex type (group 0), or one row. */
export class GroupEncoder implements PartEncoder {
  readonly #model: ContentModel;
  readonly #node: ContentNode | undefined;
  readonly #parts: readonly Part[];
  /** No choice, nothing twice: the parts are written as they stand. */
  readonly #flat: boolean;
  readonly #ordered: boolean;
  readonly #attributes: readonly AttributeEncoder[];
  readonly #others: OtherAttributes | undefined;
  /** The properties: attributes first, then the parts. */
  readonly #keys: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(encoders: Encoders, type: ComplexType, group: number) {
    this.#model = contentModelOf(type);
    this.#node = this.#model.groups[group];
    const flat = this.#node && flatParts(this.#node);
    this.#flat = this.#node === undefined || flat !== undefined;
    this.#parts = partsOf(encoders, type, group, flat);
    this.#ordered = this.#parts.some(({ ordered }) => ordered);
    this.#attributes = group === 0 ? type.attributes.map((use) => new AttributeEncoder(encoders.contract, use)) : [];
    this.#others = group === 0 ? OtherAttributes.of(type) : undefined;
    this.#keys = [...this.#attributes, ...this.#parts].map(({ key }) => key);
    this.#places = new Map(this.#keys.map((key, place) => [key, place]));
  }

  /** The content; the attributes are left in `state.attributes`. */
  encode(state: EncodeState, value: unknown, keys: TagKeys = NO_KEYS): string {
    if (!isObject(value)) {
      state.problem('expected an object');
      return '';
    }
    if (!state.descend()) return '';
    const given: unknown[] = [];
    let next = 0;
    let attributes = '';
    let order: unknown;
    for (const key of Object.keys(value)) {
      const property = value[key];
      if (property === undefined) continue;
      // Most callers keep to the order of the schema: then no property is looked up.
      const place = this.#keys[next] === key ? next : this.#places.get(key);
      if (place !== undefined) {
        given[place] = property;
        next = place + 1;
      } else if (key === '$order' && this.#ordered) order = property;
      else if (key === '$attributes' && this.#others !== undefined) attributes += this.#others.encode(state, property);
      else if (!(keys as readonly string[]).includes(key)) state.problem('is not known here', key);
    }
    for (let place = 0; place < this.#attributes.length; place++) {
      const attribute = this.#attributes[place];
      const property = given[place];
      if (attribute === undefined) continue;
      if (property !== undefined) attributes += attribute.encode(state, property);
      else if (attribute.required) state.problem('is required', attribute.key);
    }
    const content = this.#flat ? this.#inTurn(state, given) : this.#placed(state, given, order);
    state.ascend();
    state.attributes = attributes;
    return content;
  }

  #inTurn(state: EncodeState, given: readonly unknown[]): string {
    const offset = this.#attributes.length;
    let content = '';
    for (let index = 0; index < this.#parts.length; index++) {
      const part = this.#parts[index] as Part;
      const value = given[offset + index];
      if (value === undefined) {
        if (part.min > 0) state.problem('is required', part.key);
      } else if (part.many) content += this.#inTurnMany(state, part, value);
      else {
        state.enter(part.key);
        content += part.encoder.encode(state, value);
        state.leave();
      }
    }
    return content;
  }

  #inTurnMany(state: EncodeState, { key, encoder, min, max }: Part, value: unknown): string {
    if (!Array.isArray(value)) {
      state.problem('expected an array', key);
      return '';
    }
    if (value.length < min) state.problem(`expected at least ${min} items`, key);
    if (value.length > max) state.problem(`expected at most ${max} items`, key);
    let content = '';
    state.enter(key);
    for (let index = 0; index < value.length; index++) {
      state.enter(index);
      content += encoder.encode(state, value[index]);
      state.leave();
    }
    state.leave();
    return content;
  }

  #placed(state: EncodeState, given: readonly unknown[], order: unknown): string {
    const offset = this.#attributes.length;
    const texts: string[][] = this.#model.names.map(() => []);
    let open: Items['divided'];
    const before = state.refusals;
    /** What is given, and is no array. */
    const unfit = new Set<number>();
    this.#parts.forEach((part, index) => {
      const value = given[offset + index];
      if (value === undefined) return;
      if (part.many) {
        const refusals = state.refusals;
        const all = encodeItems(state, part, value);
        const divided = this.#model.divided.get(part.slot);
        if (all === undefined) unfit.add(part.slot);
        else if (divided === undefined) texts[part.slot] = all;
        else {
          const symbols = (value as readonly unknown[]).map((item) => symbolOf(divided, item));
          const held = symbols.filter((symbol) => symbol !== undefined);
          if (held.length < symbols.length) {
            unfit.add(part.slot);
            if (state.refusals === refusals) state.problem(unfitHere, part.key, symbols.indexOf(undefined));
          }
          held.forEach((symbol, at) => texts[symbol]?.push(all[at] ?? ''));
          open = { slot: part.slot, given: held };
        }
      } else {
        state.enter(part.key);
        texts[part.slot] = [part.encoder.encode(state, value)];
        state.leave();
      }
    });
    const items: Items = { texts, divided: open };
    const broken = state.refusals !== before;
    const slots = orderOf(state, this.#parts, items, order);
    if (this.#node === undefined) return '';
    if (slots === 'refused' || unfit.size > 0) {
      reportMissing(state, this.#model, this.#node, items, unfit);
      return '';
    }
    return placed(state, this.#model, this.#node, this.#parts, items, slots, broken);
  }
}

/** Each item of an array; `undefined`, with a problem, where there is none. */
function encodeItems(state: EncodeState, { key, encoder }: Part, value: unknown): string[] | undefined {
  if (!Array.isArray(value)) {
    state.problem('expected an array', key);
    return undefined;
  }
  const texts: string[] = [];
  state.enter(key);
  for (let index = 0; index < value.length; index++) {
    state.enter(index);
    texts.push(encoder.encode(state, value[index]));
    state.leave();
  }
  state.leave();
  return texts;
}

interface FlatPart {
  readonly slot: number;
  readonly min: number;
  readonly max: number;
}

/** The slots of a sequence or all that occurs once, in their order; `undefined` where the content model asks for more than that. */
function flatParts(node: ContentNode): readonly FlatPart[] | undefined {
  const found: FlatPart[] = [];
  return flatten(node, found) && new Set(found.map(({ slot }) => slot)).size === found.length ? found : undefined;
}

function flatten(node: ContentNode, found: FlatPart[]): boolean {
  if (node.kind === 'slot') {
    found.push(node);
    return true;
  }
  if (node.max !== 1 || (node.kind === 'choice' && node.parts.length > 1)) return false;
  const [only] = node.parts;
  if (node.min === 0 && only !== undefined) {
    // Around one name, an optional group says no more than that the name is optional.
    if (node.parts.length > 1 || only.kind !== 'slot' || only.min > 1) return false;
    found.push({ slot: only.slot, min: 0, max: only.max });
    return true;
  }
  return node.parts.every((part) => flatten(part, found));
}

function partsOf(encoders: Encoders, type: ComplexType, group: number, flat: readonly FlatPart[] | undefined): Part[] {
  const slots = type.slots.map((slot, index): Part & { group: number } => {
    const { key, many, ordered, min, max } = slot;
    const encoder = new LazyPart(() =>
      slot.wildcard === undefined ? encoders.element(slot.element ?? -1) : new WildcardEncoder(encoders, slot.wildcard),
    );
    return { key, many, ordered, min, max, encoder, slot: index, group: slot.group };
  });
  const rows = type.groups.map((row, index): Part & { group: number } => {
    const encoder = new LazyPart(() => new GroupEncoder(encoders, type, index));
    const { key, min, max, parent } = row;
    return {
      key,
      many: true,
      ordered: false,
      min,
      max,
      encoder,
      slot: slots.length + index,
      group: index === 0 ? -1 : parent,
    };
  });
  const own = [...slots, ...rows].filter((part) => part.group === group);
  if (flat === undefined) return own;
  return flat.flatMap(({ slot, min, max }) => {
    const part = own.find((candidate) => candidate.slot === slot);
    return part === undefined ? [] : [{ ...part, min, max }];
  });
}

/** Types recur: what is inside is built when it is first written. */
class LazyPart implements PartEncoder {
  readonly #make: () => PartEncoder;
  #encoder: PartEncoder | undefined;

  constructor(make: () => PartEncoder) {
    this.#make = make;
  }

  encode(state: EncodeState, value: unknown): string {
    return (this.#encoder ??= this.#make()).encode(state, value);
  }
}
