import { rowStarts } from '../content-model.ts';
import type { ComplexType } from '../model.ts';
import type { SlotDecoder } from './slots.ts';

type Json = Record<string, unknown>;

/** What is placed: a slot, however what stands in it was read. */
export type Placed = Pick<SlotDecoder, 'index' | 'key' | 'many' | 'slot' | 'append'>;

/** The row of a group that takes properties now. */
interface OpenRow {
  readonly object: Json;
  /** The slot filled last in it, and how often in a row. */
  last: number;
  times: number;
}

/** Lays decoded children out as the mapping says: rows for repeated sequences, arrays by name and `$order` for repeated choices. */
export class Content {
  /** Slot indexes in document order; symbols where the wildcards of a slot differ. */
  readonly order: number[] = [];
  private readonly type: ComplexType;
  private readonly slots: Placed[] = [];
  private readonly values: unknown[] = [];
  /** The open row of each group; group 0 is the object itself. */
  private readonly open: (OpenRow | undefined)[];

  constructor(type: ComplexType, object: Json) {
    this.type = type;
    this.open = [{ object, last: -1, times: 0 }];
  }

  /** `symbol`: what it is to the content model, where the wildcards of its slot differ. */
  add(slot: Placed, value: unknown, symbol = slot.index): void {
    this.order.push(symbol);
    this.slots.push(slot);
    this.values.push(value);
  }

  /** Lays all children out, once the last is in. */
  layOut(): void {
    this.prepare(0, (this.open[0] as OpenRow).object);
    const starts = this.type.groups.length > 1 ? rowStarts(this.type, this.order) : [];
    let next = 0;
    for (const [at, slot] of this.slots.entries()) {
      if (starts === undefined) this.guessRow(slot.slot.group, slot.index);
      else for (; starts[next]?.at === at; next++) this.openRow(starts[next]?.group ?? 0);
      this.put(slot, this.values[at]);
    }
  }

  private put(slot: Placed, value: unknown): void {
    const object = this.open[slot.slot.group]?.object;
    if (object === undefined || value === undefined) return;
    if (slot.many) slot.append(object, value);
    else object[slot.key] = value;
    if (slot.slot.ordered) (object['$order'] as string[]).push(slot.key);
  }

  private openRow(index: number): OpenRow {
    const group = this.type.groups[index];
    const parent = this.open[group?.parent ?? 0] as OpenRow;
    const row: OpenRow = { object: {}, last: -1, times: 0 };
    (parent.object[group?.key ?? '$rows'] as Json[]).push(row.object);
    this.prepare(index, row.object);
    return (this.open[index] = row);
  }

  /** Where the content model does not accept the children, the order of the slots says where a row may begin. */
  private guessRow(index: number, slot: number): OpenRow {
    const known = this.open[index];
    if (index === 0) return known as OpenRow;
    const outer = this.type.groups[index]?.parent ?? 0;
    const before = this.open[outer];
    const parent = this.guessRow(outer, slot);
    const row = known !== undefined && parent === before && this.continues(known, slot) ? known : this.openRow(index);
    row.times = row.last === slot ? row.times + 1 : 1;
    row.last = slot;
    return row;
  }

  /** Whether a slot can still stand in a row: further on in the sequence, or once more where it may repeat. */
  private continues(row: OpenRow, slot: number): boolean {
    const max = this.type.slots[slot]?.max ?? 1;
    return slot > row.last || (slot === row.last && (max < 0 || row.times < max));
  }

  /** Arrays, `$order` and rows are always there. */
  private prepare(index: number, object: Json): void {
    for (const slot of this.type.slots) {
      if (slot.group !== index) continue;
      if (slot.many) object[slot.key] = [];
      if (slot.ordered) object['$order'] = [];
    }
    for (const [inner, group] of this.type.groups.entries()) {
      if (inner === 0 || group.parent !== index) continue;
      object[group.key] = [];
      this.open[inner] = undefined;
    }
  }
}
