import type { ContentModel, ContentNode, GroupNode, SlotNode } from './content-particle.ts';
import type { ContentProblem } from './content-model.ts';
import { elementsOf } from './divided-slot.ts';
import { particleExpression } from './particle-expression.ts';

/** What an object holds: how many of each slot, and the order of those under repeated choices where it is given. */
export interface Supply {
  readonly counts: number[];
  readonly order?: readonly number[];
  /** Whether `order` decides about a slot. */
  readonly ordered?: (slot: number) => boolean;
  /** The symbols of a slot whose wildcards differ, as they were given: kept in this order where the content model allows it. */
  readonly given?: readonly number[];
}

/**
 * Puts the children of one object in an order that its content model accepts, whatever their order was: slot indexes in
 * document order (symbols where the wildcards of a slot differ), and what keeps them from any such order.
 */
export function arrange(
  model: ContentModel,
  node: ContentNode,
  supply: Supply,
): { slots: readonly number[]; problems: readonly ContentProblem[] } {
  if (supply.given !== undefined && supply.given.length > 0) {
    const kept = arranged(model, node, supply);
    if (kept.problems.length === 0) return kept;
  }
  const { given: _, ...others } = supply;
  return arranged(model, node, others);
}

function arranged(model: ContentModel, node: ContentNode, supply: Supply): ReturnType<typeof arrange> {
  const arrangement = new Arrangement(model, supply);
  arrangement.place(node);
  arrangement.leftOver();
  return { slots: arrangement.out, problems: arrangement.problems };
}

class Arrangement {
  readonly out: number[] = [];
  readonly problems: ContentProblem[] = [];
  readonly #names: readonly string[];
  readonly #counts: number[];
  readonly #order: readonly number[];
  readonly #ordered: (slot: number) => boolean;
  /** What later parts of open sequences cannot do without, by slot; by wildcard, behind those, where they differ. */
  readonly #reserved: number[] | undefined;
  /** By wildcard, where those of a slot differ: the symbols that it takes. */
  readonly #taken: readonly (readonly number[])[];
  readonly #symbols: ReadonlySet<number>;
  /** What stands in the slot whose wildcards differ, where its order is kept. */
  readonly #given: readonly number[] | undefined;
  #at = 0;
  #next = 0;

  constructor(model: ContentModel, supply: Supply) {
    this.#names = model.names;
    this.#given = supply.given;
    this.#symbols = new Set([...model.divided.values()].flatMap(({ symbols }) => symbols));
    this.#taken = [...model.divided.values()].flatMap((slot) => slot.taken);
    this.#counts = [...supply.counts];
    this.#order = supply.order ?? [];
    this.#ordered = (supply.order && supply.ordered) ?? ((): boolean => false);
    this.#reserved = model.ambiguous ? [...model.names, ...this.#taken].map(() => 0) : undefined;
  }

  place(node: ContentNode): void {
    if (node.kind === 'slot') {
      this.#placeSlot(node);
      return;
    }
    for (let times = 0; times < node.max; times++) {
      if (!this.#wanted(node) && (times >= node.min || node.emptiable)) return;
      const before = this.out.length;
      this.#placeOnce(node);
      if (this.out.length === before) return;
    }
  }

  leftOver(): void {
    this.#counts.forEach((count, slot) => {
      if (count === 0 || this.#ordered(slot)) return;
      this.#report('too_many', `fewer "${this.#names[slot]}"`, slot);
    });
    const next = this.#order[this.#next];
    if (next !== undefined) this.#report('order', 'an order that the schema allows', next);
  }

  #report(kind: ContentProblem['kind'], expected: string, slot?: number): void {
    this.problems.push({ kind, expected, ...(slot !== undefined && { slot }) });
  }

  #available(slot: number): number {
    if (this.#ordered(slot)) return this.#order[this.#next] === slot ? 1 : 0;
    if (this.#given !== undefined && this.#symbols.has(slot)) return this.#given[this.#at] === slot ? 1 : 0;
    return this.#counts[slot] ?? 0;
  }

  #wanted(node: ContentNode): boolean {
    return node.inside.some((slot) => this.#available(slot) > 0);
  }

  #placeSlot(node: SlotNode): void {
    const { slot, min, wildcard } = node;
    const taken = this.#take(node);
    if (taken >= min) return;
    const name = wildcard === undefined ? `"${this.#names[slot]}"` : elementsOf(wildcard, min > 1);
    const one = wildcard === undefined ? name : `an ${name}`;
    this.#report('missing', min === 1 ? one : `at least ${min} ${name}`, slot);
  }

  /** Puts into its place what stands there; gives how many. */
  #take(node: SlotNode): number {
    const { slot, min, max } = node;
    const before = this.out.length;
    const full = before + max;
    if (node.inside.some(this.#ordered)) {
      let next = this.#order[this.#next];
      for (; this.out.length < full && next !== undefined && node.first[next] === 1; next = this.#order[++this.#next])
        this.out.push(next);
    } else if (node.wildcard === undefined) {
      const held = this.#counts[slot] ?? 0;
      const taken = Math.min(max, Math.max(held - (this.#reserved?.[slot] ?? 0), Math.min(min, held)));
      this.#counts[slot] = held - taken;
      for (let i = 0; i < taken; i++) this.out.push(slot);
    } else {
      while (this.out.length < full) {
        const symbol = this.#pick(node, this.out.length < before + min);
        if (symbol === undefined) break;
        this.#counts[symbol] = (this.#counts[symbol] ?? 0) - 1;
        this.#at++;
        this.out.push(symbol);
      }
    }
    return this.out.length - before;
  }

  /** The symbol that a wildcard takes next; unless it `must` have one, none that a later wildcard cannot do without. */
  #pick(node: SlotNode, must: boolean): number | undefined {
    if (this.#given !== undefined) {
      const symbol = this.#given[this.#at];
      if (symbol === undefined || node.first[symbol] !== 1) return undefined;
      const later = this.#taken.reduce((sum, _, id) => sum + this.#reservedFor(id), 0);
      return must || this.#given.length - this.#at > later ? symbol : undefined;
    }
    const there = node.inside.filter((symbol) => (this.#counts[symbol] ?? 0) > 0);
    return there.find((symbol) => !this.#isNeeded(symbol)) ?? (must ? there[0] : undefined);
  }

  #isNeeded(symbol: number): boolean {
    return this.#taken.some((symbols, id) => {
      const held = symbols.reduce((sum, each) => sum + (this.#counts[each] ?? 0), 0);
      return symbols.includes(symbol) && held <= this.#reservedFor(id);
    });
  }

  #reservedFor(id: number): number {
    return this.#reserved?.[this.#names.length + id] ?? 0;
  }

  #placeOnce(node: GroupNode): void {
    if (node.kind === 'choice') this.#choose(node);
    else if (this.#reserved === undefined) for (const part of node.parts) this.place(part);
    else this.#placeReserving(node.parts, this.#reserved);
  }

  #placeReserving(parts: readonly ContentNode[], reserved: number[]): void {
    const { length } = this.#names;
    const wildcards = this.#taken.map((_, id) => length + id);
    const reserve = (part: ContentNode, sign: number): void => {
      for (const slot of [...part.inside, ...wildcards])
        reserved[slot] = (reserved[slot] ?? 0) + sign * needed(part, slot, length);
    };
    for (const part of parts) reserve(part, 1);
    for (const part of parts) {
      reserve(part, -1);
      this.place(part);
    }
  }

  #choose(node: GroupNode): void {
    const candidates = node.parts.filter((part) => this.#wanted(part));
    const [only] = candidates;
    if (only === undefined) {
      if (node.parts.some((part) => part.emptiable)) return;
      this.#report('choice', `one of ${this.#describe(node.parts)}`, node.inside[0]);
      return;
    }
    if (candidates.length === 1) {
      this.place(only);
      return;
    }
    const fitting =
      candidates.find((part) => this.#try(part, node.once ? node : undefined)) ??
      (node.once ? undefined : candidates.find((part) => this.#try(part, undefined)));
    if (fitting !== undefined) return;
    this.#report('choice', `only one of ${this.#describe(node.parts)}`, second(candidates));
    this.#consume(node);
  }

  /** Places a part where that goes without a problem and leaves nothing of `all`; otherwise as if nothing had been done. */
  #try(part: ContentNode, all: ContentNode | undefined): boolean {
    const { length } = this.out;
    const before = this.problems.length;
    const next = this.#next;
    const at = this.#at;
    this.place(part);
    const fits = this.problems.length === before && this.out.length > length;
    if (fits && (all === undefined || !this.#wanted(all))) return true;
    for (const slot of this.out.splice(length))
      if (!this.#ordered(slot)) this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    this.problems.length = before;
    this.#next = next;
    this.#at = at;
    return false;
  }

  /** What one problem has named is not named again as left over. */
  #consume(node: ContentNode): void {
    for (const slot of node.inside) this.#counts[slot] = 0;
    while (node.inside.includes(this.#order[this.#next] ?? -1)) this.#next++;
  }

  #describe(parts: readonly ContentNode[]): string {
    return parts.map((part) => particleExpression(part, this.#names)).join(', ');
  }
}

/** The slot by which to point at the second of several alternatives. */
function second(candidates: readonly ContentNode[]): number | undefined {
  return candidates[1]?.inside[0];
}

/** How many of a slot, or for one of several wildcards (numbered from `wildcards` on), a node cannot do without. */
function needed(node: ContentNode, slot: number, wildcards: number): number {
  if (node.kind === 'slot') {
    const own = node.wildcard === undefined ? node.slot : wildcards + node.wildcard.id;
    return own === slot ? node.min : 0;
  }
  if (node.min === 0) return 0;
  const counts = node.parts.map((part) => needed(part, slot, wildcards));
  return node.min * (node.kind === 'choice' ? Math.min(...counts) : counts.reduce((sum, count) => sum + count, 0));
}
