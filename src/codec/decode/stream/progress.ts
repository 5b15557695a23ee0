import type { Mark } from '../../xml/text-window.ts';
import type { Content } from '../content.ts';
import { Siblings } from '../siblings.ts';
import type { SlotDecoder } from '../slots.ts';
import type { DecodeState } from '../state.ts';

export type Json = Record<string, unknown>;

/** Decodes what stands in an element of one complex type into an object that holds its attributes already. */
export interface ChildrenDecoder {
  /** Text between the elements is none of the type's. */
  readonly elementsOnly: boolean;
  /**
   * With `progress` it may be called again after it ended in a MalformedError, the reader being back at the child that
   * was not whole.
   */
  decode(state: DecodeState, object: Json, progress: Progress | undefined): unknown;
  /** Before the current element, which stands next, is read in steps: which of its siblings it is, and whether it should stand there. */
  enter(state: DecodeState, slot: SlotDecoder | undefined, progress: Progress, object: Json): void;
}

/** A child that was decoded in steps of its own. */
export interface GivenChild {
  readonly slot: SlotDecoder;
  readonly value: unknown;
  /** Its expanded name. */
  readonly name: string;
}

/**
 * How far the children of one element are decoded, where that is done in steps: what is kept before each child is what
 * decoding goes on with once there is more text.
 */
export class Progress {
  /** The slot filled last, and how often in a row. */
  last: SlotDecoder | undefined = undefined;
  times = 0;
  /** The array of the last slot, where it takes one. */
  items: unknown[] | undefined = undefined;
  required = 0;
  emptied: Set<SlotDecoder> | undefined = undefined;
  content: Content | undefined = undefined;
  readonly siblings = new Siblings();
  /** Of mixed content: the pieces, and the slots of those that are elements. */
  readonly pieces: unknown[] = [];
  readonly order: number[] = [];
  /** To be taken as if it stood next. */
  given: GivenChild | undefined = undefined;
  private mark: Mark | undefined = undefined;
  private drift = 0;

  /** The child that was decoded already, if any; otherwise notes that the next child begins here. */
  next(state: DecodeState): GivenChild | undefined {
    const { given } = this;
    this.given = undefined;
    this.mark = state.reader.mark();
    this.drift = state.report.drift.length;
    return given;
  }

  /** Back to before the child: nothing of it was read. */
  back(state: DecodeState): false {
    if (this.mark !== undefined) state.reader.back(this.mark);
    state.report.drift.length = this.drift;
    state.initial = state.fixed = undefined;
    return false;
  }
}
