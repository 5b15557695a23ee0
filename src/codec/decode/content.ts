import type { ComplexType } from '../model.ts';
import type { SlotDecoder } from './slots.ts';

type Json = Record<string, unknown>;

interface OpenGroup {
  /** The object that takes the group's properties: the current row, or the whole for group 0. */
  object: Json;
  /** The slot filled last in this row, and how often in a row. */
  last: number;
  times: number;
}

/** Lays decoded children out as the mapping says: rows for repeated sequences, arrays by name and `$order` for repeated choices. */
export class Content {
  /** Slot indexes in document order. */
  readonly order: number[] = [];
  private readonly type: ComplexType;
  private readonly open: (OpenGroup | undefined)[];

  constructor(type: ComplexType, object: Json) {
    this.type = type;
    this.open = [{ object, last: -1, times: 0 }];
    this.prepare(0, object);
  }

  /** Opens the row that the next child of this slot belongs to. */
  enter(index: number): void {
    this.order.push(index);
    this.row(this.type.slots[index]?.group ?? 0, index);
  }

  add(slot: SlotDecoder, value: unknown): void {
    const group = this.open[slot.slot.group];
    if (!group || value === undefined) return;
    if (slot.many) slot.append(group.object, value);
    else group.object[slot.key] = value;
    if (slot.slot.ordered) (group.object['$order'] as string[]).push(slot.key);
  }

  /** Empty arrays stand where nothing came. */
  finish(): void {
    this.type.groups.forEach((group, index) => {
      if (index > 0 && group.parent === 0) (this.open[0] as OpenGroup).object[group.key] ??= [];
    });
  }

  private row(index: number, slot: number): OpenGroup {
    const group = this.type.groups[index];
    const known = this.open[index];
    if (index === 0 || !group) return known ?? (this.open[0] as OpenGroup);
    const parentBefore = this.open[group.parent];
    const parent = group.parent === 0 ? (this.open[0] as OpenGroup) : this.row(group.parent, slot);
    if (known && parent === parentBefore && this.continues(known, slot)) return known;
    const object: Json = {};
    const rows = (parent.object[group.key] ??= []) as Json[];
    rows.push(object);
    this.prepare(index, object);
    const opened = { object, last: slot, times: 1 };
    this.open[index] = opened;
    return opened;
  }

  /** Whether a slot can still stand in the current row: further on in the sequence, or once more where it may repeat. */
  private continues(row: OpenGroup, slot: number): boolean {
    if (slot < row.last) return false;
    const max = this.type.slots[slot]?.max ?? 1;
    if (slot === row.last && max >= 0 && row.times >= max) return false;
    row.times = slot === row.last ? row.times + 1 : 1;
    row.last = slot;
    return true;
  }

  /** Arrays, `$order` and nested rows are always there. */
  private prepare(index: number, object: Json): void {
    for (const slot of this.type.slots) {
      if (slot.group !== index) continue;
      if (slot.many) object[slot.key] = [];
      if (slot.ordered) object['$order'] = [];
    }
    this.type.groups.forEach((group, inner) => {
      if (inner > 0 && group.parent === index) {
        object[group.key] = [];
        this.open[inner] = undefined;
      }
    });
  }
}
