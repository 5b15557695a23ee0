import type { ComplexType } from '../model.ts';
import { AttributesDecoder } from './attributes.ts';
import { FlatContent } from './flat.ts';
import { MixedContent } from './mixed.ts';
import type { ChildrenDecoder, Json } from './stream/progress.ts';
import { Progress } from './stream/progress.ts';
import { reportUnknown, unexpectedText } from './report.ts';
import { consumeNil } from './simple.ts';
import { SlotDecoders } from './slots.ts';
import type { DecodeState, Decoders, Tags, TypeDecoder } from './state.ts';
import type { Steps } from '../xml/steps.ts';
import { orMoreText, skipInSteps } from '../xml/steps.ts';
import { StructuredContent } from './structured.ts';

/** Element, empty and mixed content. */
export class ComplexDecoder implements TypeDecoder {
  private readonly attributes: AttributesDecoder;
  private readonly slots: SlotDecoders;
  private readonly children: ChildrenDecoder;
  /** A property of this type has a name that plain objects inherit, such as `constructor`. */
  private readonly bare: boolean;

  constructor(decoders: Decoders, type: ComplexType) {
    this.attributes = new AttributesDecoder(decoders, type);
    this.slots = new SlotDecoders(decoders, type);
    if (type.content === 'mixed') this.children = new MixedContent(type, this.slots);
    else this.children = this.slots.flat ? new FlatContent(this.slots) : new StructuredContent(type, this.slots);
    const keys = [...type.slots, ...type.attributes].map(({ key }) => key);
    this.bare = keys.some((key) => key in Object.prototype);
  }

  decode(state: DecodeState, tags: Tags | undefined): unknown {
    return this.children.decode(state, this.begin(state, tags), undefined);
  }

  *steps(state: DecodeState, tags: Tags | undefined): Steps<unknown> {
    const { reader } = state;
    const object = this.begin(state, tags);
    const progress = new Progress();
    for (;;) {
      try {
        return this.children.decode(state, object, progress);
      } catch (error) {
        orMoreText(reader, error);
      }
      progress.back(state);
      if (reader.unread < reader.window || !(yield* this.descend(state, progress, object))) yield;
    }
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

  /** The next child, which is long, in steps of its own; false where it is to be taken at once, with more text. */
  private *descend(state: DecodeState, progress: Progress, object: Json): Steps<boolean> {
    const { reader } = state;
    try {
      if (!reader.nextChild()) return progress.back(state);
    } catch (error) {
      orMoreText(reader, error);
      return progress.back(state);
    }
    const slot = this.slots.find(reader.name);
    const steps = slot?.steps(state);
    if (slot !== undefined && steps === undefined) return progress.back(state);
    if (this.children.elementsOnly && reader.sawText) unexpectedText(reader, state.report, reader.outside());
    const { expanded } = reader.name;
    this.children.enter(state, slot, progress, object);
    if (slot === undefined || steps === undefined) {
      reportUnknown(reader, state.report, this.slots.meant(reader.name));
      yield* skipInSteps(reader);
      reader.sawText = false;
      progress.siblings.passed(expanded);
    } else progress.given = { slot, value: yield* steps, name: expanded };
    return true;
  }
}
