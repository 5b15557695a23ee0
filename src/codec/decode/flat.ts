import type { Place } from '../xml/open-elements.ts';
import type { ChildrenDecoder, GivenChild, Json, Progress } from './stream/progress.ts';
import { broken, report, skipUnknown, unexpectedText } from './report.ts';
import { Siblings } from './siblings.ts';
import type { SlotDecoder, SlotDecoders } from './slots.ts';
import type { DecodeState } from './state.ts';

/** A sequence or all of names that occur once in it: places are known, so nothing needs to be written down. */
export class FlatContent implements ChildrenDecoder {
  readonly elementsOnly = true;
  private readonly slots: SlotDecoders;

  constructor(slots: SlotDecoders) {
    this.slots = slots;
  }

  decode(state: DecodeState, object: Json, progress: Progress | undefined): unknown {
    const { reader } = state;
    const { slots } = this;
    /** The slot filled last, and how often in a row. */
    let last: SlotDecoder | undefined;
    let times = 0;
    /** The array of the last slot, where it takes one. */
    let items: unknown[] | undefined;
    let required = 0;
    let emptied: Set<SlotDecoder> | undefined;
    let siblings: Siblings | undefined;
    if (progress !== undefined) ({ last, times, items, required, emptied, siblings } = progress);
    for (;;) {
      let given: GivenChild | undefined;
      if (progress !== undefined) {
        progress.last = last;
        progress.times = times;
        progress.items = items;
        progress.required = required;
        progress.emptied = emptied;
        given = progress.next(state);
      }
      let slot: SlotDecoder | undefined;
      let value: unknown;
      if (given !== undefined) {
        ({ slot, value } = given);
        times = timesOf(slot, last, times, object);
        if (slot.various) siblings?.passed(given.name);
      } else {
        slot = slots.likely(reader, last);
        if (slot !== undefined) {
          times = slot === last ? times + 1 : 1;
          value = slot.decodeLeaf(state, slot.many ? times : 0);
        } else {
          if (!reader.nextChild()) break;
          if (reader.sawText) unexpectedText(reader, state.report, reader.outside());
          const { name } = reader;
          slot = slots.among(name, last);
          if (slot === undefined || slot.various) {
            siblings ??= new Siblings();
            siblings.enter(reader, slot);
          }
          if (slot === undefined) {
            skipUnknown(reader, state.report, slots.meant(name));
            siblings?.passed(name.expanded);
            continue;
          }
          if (last !== undefined && slot.index < last.index && slots.ordered) reportOrder(state, slot, last);
          times = timesOf(slot, last, times, object);
          if (slot.many && !slot.various) reader.ordinals[reader.depth] = times;
          value = slot.decode(state);
          if (slot.various) siblings?.passed(name.expanded);
        }
      }
      if (value === undefined) {
        (emptied ??= new Set()).add(slot);
        if (slot !== last) items = undefined;
      } else if (last === undefined || slot.index > last.index) {
        // In the schema's order nothing can stand there yet: no look is needed.
        items = slot.many ? [value] : undefined;
        object[slot.key] = items ?? value;
        if (slot.min > 0 && !slot.many) required++;
      } else if (slot === last && items !== undefined) items.push(value);
      else if (slot.many) slot.append(object, value);
      else if (object[slot.key] === undefined) object[slot.key] = value;
      else throw tooMany(reader.here(), slot, 2);
      last = slot;
    }
    this.end(state, object, required, emptied);
    return object;
  }

  enter(state: DecodeState, slot: SlotDecoder | undefined, progress: Progress, object: Json): void {
    const { reader } = state;
    if (slot === undefined || slot.various) progress.siblings.enter(reader, slot);
    if (slot === undefined) return;
    const { last } = progress;
    if (last !== undefined && slot.index < last.index && this.slots.ordered) reportOrder(state, slot, last);
    if (slot.many && !slot.various)
      reader.ordinals[reader.depth] = timesOf(slot, progress.last, progress.times, object);
  }

  /** Behind the last child: what must be there is. */
  private end(state: DecodeState, object: Json, required: number, emptied: ReadonlySet<SlotDecoder> | undefined): void {
    const { reader } = state;
    const { slots } = this;
    if (reader.sawText) unexpectedText(reader, state.report, reader.closedHere());
    for (const slot of slots.arrays) {
      const all = object[slot.key] as unknown[] | undefined;
      if (all === undefined) object[slot.key] = [];
      const count = all?.length ?? 0;
      if (slot.max >= 0 && count > slot.max) throw tooMany(reader.closedHere(), slot, count);
      if (count < slot.min && !emptied?.has(slot)) throw missing(reader.closedHere(`/${slot.local}`), slot.min, count);
    }
    if (required === slots.required.length) return;
    for (const slot of slots.required) {
      if (object[slot.key] === undefined && !emptied?.has(slot))
        throw missing(reader.closedHere(`/${slot.local}`), 1, 0);
    }
  }
}

/** Which of the elements in its slot the next one is. */
function timesOf(slot: SlotDecoder, last: SlotDecoder | undefined, times: number, object: Json): number {
  if (slot === last) return times + 1;
  if (last === undefined || slot.index > last.index) return 1;
  const before = object[slot.key];
  return before === undefined ? 1 : slot.many ? (before as unknown[]).length + 1 : 2;
}

function reportOrder({ reader, report: to }: DecodeState, slot: SlotDecoder, last: SlotDecoder): void {
  report(to, {
    kind: 'order',
    ...reader.here(),
    expected: `${slot.local} before ${last.local}, as the schema orders them`,
    found: 'it behind',
  });
}

function tooMany({ path, place = path }: Place, { local, max }: SlotDecoder, count: number): Error {
  const most = Math.max(max, 1);
  const first = { path: `${path}/${local}`, place: `${place}/${local}[${most + 1}]` };
  return broken('too_many', first, most === 1 ? 'one' : `at most ${most}`, most === 1 ? 'more' : `${count}`);
}

function missing(place: Place, min: number, count: number): Error {
  return broken(
    'missing',
    place,
    min === 1 ? 'a required element' : `at least ${min}`,
    count === 0 ? 'nothing' : `${count}`,
  );
}
