import { checkContent } from '../content-model.ts';
import type { ComplexType } from '../model.ts';
import type { SimpleCodec } from '../simple/simple-codec.ts';
import { AttributesDecoder } from './attributes.ts';
import { Content } from './content.ts';
import { broken, report, skipUnknown, unexpectedText } from './report.ts';
import { consumeNil, decodeText } from './simple.ts';
import type { SlotDecoder } from './slots.ts';
import { SlotDecoders } from './slots.ts';
import type { DecodeState, Decoders, Tags, TypeDecoder } from './state.ts';

type Json = Record<string, unknown>;

/** Simple content (XSD 1.0 part 1 §3.4.2): the value alone, or beside its attributes under `value`. */
export class SimpleContentDecoder implements TypeDecoder {
  private readonly codec: SimpleCodec;
  private readonly attributes: AttributesDecoder;

  constructor(decoders: Decoders, type: ComplexType, codec: SimpleCodec) {
    this.codec = codec;
    this.attributes = new AttributesDecoder(decoders, type);
  }

  decode(state: DecodeState, tags: Tags | undefined): unknown {
    const object: Json = { ...tags };
    this.attributes.decode(state, object);
    const value = decodeText(state, this.codec);
    if (this.attributes.none && tags === undefined) return value;
    return value === undefined ? object : { ...tags, value, ...object };
  }

  nil(state: DecodeState, tags: Tags | undefined): unknown {
    const object: Json = { ...tags };
    const before = Object.keys(object).length;
    this.attributes.decode(state, object);
    consumeNil(state);
    if (Object.keys(object).length > before) return { ...tags, value: null, ...object };
    return tags === undefined ? null : { ...tags, $nil: true };
  }
}

/** Element, empty and mixed content. */
export class ComplexDecoder implements TypeDecoder {
  private readonly type: ComplexType;
  private readonly attributes: AttributesDecoder;
  private readonly slots: SlotDecoders;
  /** A property of this type has a name that plain objects inherit, such as `constructor`. */
  private readonly bare: boolean;

  constructor(decoders: Decoders, type: ComplexType) {
    this.type = type;
    this.attributes = new AttributesDecoder(decoders, type);
    this.slots = new SlotDecoders(decoders, type);
    const keys = [...type.slots, ...type.attributes].map(({ key }) => key);
    this.bare = keys.some((key) => key in Object.prototype);
  }

  decode(state: DecodeState, tags: Tags | undefined): unknown {
    const object = this.begin(state, tags);
    if (this.type.content === 'mixed') return this.mixed(state, object);
    return this.slots.flat ? this.flat(state, object) : this.structured(state, object);
  }

  nil(state: DecodeState, tags: Tags | undefined): unknown {
    const object = this.begin(state, { ...tags, $nil: 'true' });
    object['$nil'] = true;
    consumeNil(state);
    return Object.keys(object).length > 1 ? object : null;
  }

  private begin(state: DecodeState, tags: Tags | undefined): Json {
    const object = (this.bare ? Object.create(null) : {}) as Json;
    if (tags !== undefined) Object.assign(object, tags);
    if (!this.attributes.none || state.reader.attributes.count > 0) this.attributes.decode(state, object);
    return object;
  }

  /** A sequence or all of names that occur once in it: places are known, so nothing needs to be written down. */
  private flat(state: DecodeState, object: Json): unknown {
    const { reader } = state;
    const { slots } = this;
    let last: SlotDecoder | undefined;
    /** The array of the last slot, where it takes one. */
    let items: unknown[] | undefined;
    let required = 0;
    let emptied: Set<SlotDecoder> | undefined;
    for (;;) {
      let slot = slots.likely(reader, last);
      let value: unknown;
      if (slot !== undefined) value = slot.decodeLeaf(state);
      else {
        if (!reader.nextChild()) break;
        slot = slots.among(reader.name, last);
        if (slot === undefined) {
          skipUnknown(reader, state.report);
          continue;
        }
        if (last !== undefined && slot.index < last.index && slots.ordered) reportOrder(state, slot);
        value = slot.decode(state);
      }
      if (value === undefined) (emptied ??= new Set()).add(slot);
      else if (last === undefined || slot.index > last.index) {
        // In the schema's order nothing can stand there yet: no look is needed.
        items = slot.many ? [value] : undefined;
        object[slot.key] = items ?? value;
        if (slot.min > 0 && !slot.many) required++;
      } else if (slot === last && items !== undefined) items.push(value);
      else if (slot.many) slot.append(object, value);
      else if (object[slot.key] === undefined) object[slot.key] = value;
      else throw tooMany(reader.path(), slot);
      last = slot;
    }
    if (reader.sawText) unexpectedText(reader, state.report, this.lastPath(state));
    for (const slot of slots.arrays) {
      const all = object[slot.key] as unknown[] | undefined;
      if (all === undefined) object[slot.key] = [];
      else if (slot.max >= 0 && all.length > slot.max) throw tooMany(this.lastPath(state), slot);
      if ((all?.length ?? 0) < slot.min && !emptied?.has(slot)) throw missing(state, this.type, slot);
    }
    if (required === slots.required.length) return object;
    for (const slot of slots.required) {
      if (object[slot.key] === undefined && !emptied?.has(slot)) throw missing(state, this.type, slot);
    }
    return object;
  }

  /** Choices, repeated groups, a name in two places: the content is written down, checked against the model, and laid out by groups. */
  private structured(state: DecodeState, object: Json): unknown {
    const { reader } = state;
    const content = new Content(this.type, object);
    while (reader.nextChild()) {
      const slot = this.slots.find(reader.name);
      if (slot === undefined) {
        skipUnknown(reader, state.report);
        continue;
      }
      content.add(slot, slot.decode(state));
    }
    if (reader.sawText) unexpectedText(reader, state.report, this.lastPath(state));
    content.layOut();
    this.check(state, content.order);
    return object;
  }

  private mixed(state: DecodeState, object: Json): unknown {
    const { reader } = state;
    const pieces: unknown[] = [];
    const order: number[] = [];
    for (let piece = reader.nextPiece(); piece !== 'end'; piece = reader.nextPiece()) {
      if (piece === 'text') {
        pieces.push(reader.piece);
        continue;
      }
      const slot = this.slots.find(reader.name);
      if (slot === undefined) {
        skipUnknown(reader, state.report);
        continue;
      }
      order.push(slot.index);
      pieces.push({ [slot.key]: slot.decode(state) ?? null });
    }
    this.check(state, order);
    object['$mixed'] = pieces;
    return object;
  }

  private check(state: DecodeState, order: readonly number[]): void {
    for (const problem of checkContent(this.type, order)) {
      const path = this.lastPath(state);
      if (problem.kind !== 'order')
        throw broken(problem.kind === 'missing' ? 'missing' : 'too_many', path, problem.expected, 'other content');
      report(state.report, { kind: 'order', path, expected: problem.expected, found: 'another order' });
    }
  }

  /** The path of the element whose end tag was just consumed. */
  private lastPath({ reader }: DecodeState): string {
    return reader.closedPath();
  }
}

function reportOrder(state: DecodeState, slot: SlotDecoder): void {
  report(state.report, {
    kind: 'order',
    path: state.reader.path(),
    expected: `"${slot.key}" earlier, as the schema orders it`,
    found: 'another order',
  });
}

function tooMany(path: string, slot: SlotDecoder): Error {
  return broken('too_many', `${path}/${slot.key}`, slot.max < 0 ? 'one' : `at most ${slot.max}`, 'more');
}

function missing({ reader }: DecodeState, type: ComplexType, slot: SlotDecoder): Error {
  return broken('missing', `${reader.closedPath()}/${type.slots[slot.index]?.key}`, 'a required element', 'nothing');
}
