import type { XmlReader } from '../xml/reader.ts';
import type { SlotDecoder } from './slots.ts';

/** Counts the children of one element by name: an XPath says which of them something is wrong with. */
export class Siblings {
  private readonly counts = new Map<string, number>();

  /** Says of the current element, which stands in this slot or in none, which of its siblings it is. */
  enter(reader: XmlReader, slot: SlotDecoder | undefined): void {
    const ordinal = (this.counts.get(reader.name.expanded) ?? 0) + 1;
    // Where one is expected, or none, the first needs no number.
    reader.ordinals[reader.depth] = ordinal > 1 || slot?.many ? ordinal : 0;
  }

  /** An element of this name was read. */
  passed(expanded: string): void {
    this.counts.set(expanded, (this.counts.get(expanded) ?? 0) + 1);
  }
}
