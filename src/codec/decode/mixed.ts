import type { ComplexType } from '../model.ts';
import { checkSlots } from './check-slots.ts';
import type { ChildrenDecoder, Json, Progress } from './stream/progress.ts';
import { skipUnknown } from './report.ts';
import { Siblings } from './siblings.ts';
import type { SlotDecoder, SlotDecoders } from './slots.ts';
import type { DecodeState } from './state.ts';

/** Text and elements in document order. */
export class MixedContent implements ChildrenDecoder {
  readonly elementsOnly = false;
  private readonly type: ComplexType;
  private readonly slots: SlotDecoders;

  constructor(type: ComplexType, slots: SlotDecoders) {
    this.type = type;
    this.slots = slots;
  }

  decode(state: DecodeState, object: Json, progress: Progress | undefined): unknown {
    const { reader } = state;
    const pieces = progress?.pieces ?? [];
    const order = progress?.order ?? [];
    const siblings = progress?.siblings ?? new Siblings();
    const take = (slot: SlotDecoder, value: unknown, expanded: string): void => {
      order.push(slot.symbolOf(expanded));
      pieces.push({ [slot.key]: value ?? null });
    };
    for (;;) {
      const given = progress?.next(state);
      if (given !== undefined) {
        take(given.slot, given.value, given.name);
        siblings.passed(given.name);
        continue;
      }
      const piece = reader.nextPiece();
      if (piece === 'end') break;
      if (piece === 'text') {
        pieces.push(reader.piece);
        continue;
      }
      const { name } = reader;
      const slot = this.slots.find(name);
      siblings.enter(reader, slot);
      if (slot === undefined) skipUnknown(reader, state.report, this.slots.meant(name));
      else take(slot, slot.decode(state), name.expanded);
      siblings.passed(name.expanded);
    }
    checkSlots(state, this.type, order);
    object['$mixed'] = pieces;
    return object;
  }

  enter({ reader }: DecodeState, slot: SlotDecoder | undefined, progress: Progress): void {
    progress.siblings.enter(reader, slot);
  }
}
