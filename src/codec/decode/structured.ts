import type { ComplexType } from '../model.ts';
import { checkSlots } from './check-slots.ts';
import { Content } from './content.ts';
import type { ChildrenDecoder, Json, Progress } from './stream/progress.ts';
import { skipUnknown, unexpectedText } from './report.ts';
import { Siblings } from './siblings.ts';
import type { SlotDecoder, SlotDecoders } from './slots.ts';
import type { DecodeState } from './state.ts';

/** Choices, repeated groups, a name in two places: the content is written down, checked against the model, and laid out by groups. */
export class StructuredContent implements ChildrenDecoder {
  readonly elementsOnly = true;
  private readonly type: ComplexType;
  private readonly slots: SlotDecoders;

  constructor(type: ComplexType, slots: SlotDecoders) {
    this.type = type;
    this.slots = slots;
  }

  decode(state: DecodeState, object: Json, progress: Progress | undefined): unknown {
    const { reader } = state;
    const content = progress?.content ?? new Content(this.type, object);
    const siblings = progress?.siblings ?? new Siblings();
    if (progress !== undefined) progress.content = content;
    for (;;) {
      const given = progress?.next(state);
      if (given !== undefined) {
        content.add(given.slot, given.value, given.slot.symbolOf(given.name));
        siblings.passed(given.name);
        continue;
      }
      if (!reader.nextChild()) break;
      if (reader.sawText) unexpectedText(reader, state.report, reader.outside());
      const { name } = reader;
      const slot = this.slots.find(name);
      siblings.enter(reader, slot);
      if (slot === undefined) skipUnknown(reader, state.report, this.slots.meant(name));
      else content.add(slot, slot.decode(state), slot.symbolOf(name.expanded));
      siblings.passed(name.expanded);
    }
    if (reader.sawText) unexpectedText(reader, state.report, reader.closedHere());
    content.layOut();
    checkSlots(state, this.type, content.order);
    return object;
  }

  enter({ reader }: DecodeState, slot: SlotDecoder | undefined, progress: Progress): void {
    progress.siblings.enter(reader, slot);
  }
}
