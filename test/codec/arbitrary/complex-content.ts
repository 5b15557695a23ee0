import type { ComplexType, Particle, Slot, Wildcard } from '../../../src/codec/model.ts';
import { UNBOUNDED } from '../../../src/codec/model.ts';
import type { MessageWriter } from './message.ts';
import type { Pair, Properties } from './properties.ts';
import { pair, Properties as Built } from './properties.ts';

type Group = Particle & { kind: 'sequence' | 'choice' | 'all' };

const mostItems = 3;
const texts = ['text', ' ', 'é & <b>', ' around ', ']]>', '\n'];

/** One object or row being filled: the values by slot, the order of those under repeated choices, the rows below. */
interface Row {
  readonly path: readonly (string | number)[];
  readonly values: Map<number, Pair[]>;
  readonly order: string[];
  readonly rows: Map<number, Row[]>;
}

/** Writes element, empty and mixed content by walking the content model. */
export class ComplexContent {
  readonly #writer: MessageWriter;
  readonly #type: ComplexType;
  readonly #tags: Properties;
  readonly #mixed: Pair[] = [];

  constructor(writer: MessageWriter, type: ComplexType, tags: Properties) {
    this.#writer = writer;
    this.#type = type;
    this.#tags = tags;
  }

  write(): Pair {
    const { particle, content } = this.#type;
    const { breakages } = this.#writer;
    const root = emptyRow([]);
    this.#text();
    if (particle !== undefined) this.#particle(particle, root, 0, true);
    this.#writer.attributes.write(this.#type, this.#tags);
    breakages.add('unknown property', ['nobodyKnows'], 1);
    if (content !== 'mixed') {
      this.#lay(root, 0, this.#tags);
      return this.#tags.pair;
    }
    const given = this.#mixed.map((piece) => piece.given);
    this.#tags.set('$mixed', { given, read: this.#mixed.map((piece) => piece.read) }, given.length > 0);
    breakages.add(
      'an unknown piece',
      ['$mixed'],
      [{ nobodyKnows: 1 }],
      [
        ['$mixed', 0],
        ['$mixed', 0, 'nobodyKnows'],
      ],
    );
    return this.#tags.pair;
  }

  /** `sure`: neither it nor anything around it is optional, repeated or one of several. */
  #particle(particle: Particle, row: Row, group: number, sure: boolean): void {
    const times = this.#times(particle);
    const once = particle.min === 1 && particle.max === 1;
    if (particle.kind === 'slot')
      for (let time = 0; time < times; time++) this.#slot(particle.slot, row, particle.wildcard);
    else for (let time = 0; time < times; time++) this.#group(particle, row, group, sure && once);
    if (particle.kind === 'slot' && sure) this.#breakSlot(particle, times);
  }

  #times({ min, max, ...particle }: Particle): number {
    const { choices, depths, small } = this.#writer;
    const least = depths.particle({ ...particle, min: 1, max: 1 }, this.#type.slots);
    if (small || max === 0 || least === Infinity) return min;
    const most = max === UNBOUNDED ? min + mostItems : Math.min(max, min + mostItems);
    return min + choices.below(most - min + 1);
  }

  #group(particle: Group, row: Row, group: number, sure: boolean): void {
    const rows = particle.kind === 'sequence' ? particle.group : undefined;
    if (rows === undefined || this.#type.content === 'mixed') {
      this.#parts(particle, row, group, sure);
      return;
    }
    const { breakages, depths } = this.#writer;
    const all = row.rows.get(rows) ?? [];
    const step = [this.#type.groups[rows]?.key ?? '$rows', all.length];
    const inner = emptyRow([...row.path, ...step]);
    breakages.within(step, () => this.#parts(particle, inner, rows, false));
    if (depths.particle({ ...particle, min: 1 }, this.#type.slots) === 0 || isOpenEnded(particle))
      this.#writer.loose = true;
    if (isEmpty(inner) && all.length >= particle.min) return;
    row.rows.set(rows, [...all, inner]);
  }

  #parts(particle: Group, row: Row, group: number, sure: boolean): void {
    if (particle.kind !== 'choice') {
      for (const part of particle.parts) this.#particle(part, row, group, sure);
      return;
    }
    const { depths } = this.#writer;
    const possible = particle.parts
      .filter((part) => depths.particle(part, this.#type.slots) < Infinity && part.max !== 0)
      .toSorted((a, b) => depths.particle(a, this.#type.slots) - depths.particle(b, this.#type.slots));
    if (possible.length === 0) return;
    const chosen = this.#writer.choose(possible);
    this.#particle(chosen, row, group, false);
    if (sure) this.#breakChoice(particle, chosen);
  }

  #slot(index: number, row: Row, wildcard?: Wildcard): void {
    const slot = this.#type.slots[index] as Slot;
    const mixed = this.#type.content === 'mixed';
    const values = row.values.get(index) ?? [];
    const steps = mixed ? ['$mixed', this.#mixed.length, slot.key] : slot.many ? [slot.key, values.length] : [slot.key];
    const value = this.#writer.breakages.within(steps, () =>
      slot.wildcard === undefined
        ? this.#writer.element(slot.element ?? -1)
        : this.#writer.open.item(wildcard ?? slot.wildcard, this.#type),
    );
    if (mixed) {
      this.#mixed.push({ given: { [slot.key]: value.given }, read: { [slot.key]: value.read } });
      this.#text();
      return;
    }
    row.values.set(index, [...values, value]);
    if (slot.ordered) row.order.push(slot.key);
  }

  #text(): void {
    const { choices, small } = this.#writer;
    if (this.#type.content === 'mixed' && !small && choices.flag()) this.#mixed.push(pair(choices.pick(texts)));
  }

  #breakSlot({ min, max, slot: index }: Particle & { kind: 'slot' }, times: number): void {
    const { breakages } = this.#writer;
    const slot = this.#type.slots[index] as Slot;
    const elsewhere = this.#type.particle !== undefined && occurrences(this.#type.particle, index) > 1;
    if (this.#type.content === 'mixed' || slot.group !== 0 || slot.ordered || elsewhere) return;
    const { key, many } = slot;
    if (many) breakages.add('no array', [key], { unexpected: 1 });
    if (min > 0) breakages.add('a required element missing', [key], many ? [] : undefined);
    if (many && max !== UNBOUNDED && max < 20 && times > 0) {
      // Where items are wrong themselves, their number may go unsaid.
      const items = Array.from({ length: max + 1 }, () => null);
      breakages.add('too many', [key], items, [[key], [key, 0]]);
    }
  }

  /** What another alternative cannot do without, beside the one that is there. */
  #breakChoice({ parts }: Group, chosen: Particle): void {
    const { model, simple, breakages } = this.#writer;
    const isOnce = (index: number): boolean => occurrences(this.#type.particle as Particle, index) === 1;
    if (chosen.kind !== 'slot' || chosen.min === 0 || !isOnce(chosen.slot) || this.#type.content === 'mixed') return;
    for (const other of parts) {
      if (other === chosen || other.kind !== 'slot' || other.min === 0 || !isOnce(other.slot)) continue;
      const slot = this.#type.slots[other.slot];
      const element = model.elements[slot?.element ?? -1];
      const type = model.types[element?.type ?? -1];
      if (slot === undefined || element === undefined || element.substitutes || type?.kind !== 'simple') continue;
      const value =
        element.fixed === undefined ? simple.value(element.type) : simple.lexical(element.type, element.fixed);
      const first = this.#type.slots[chosen.slot]?.key ?? '';
      breakages.add('a second branch', [slot.key], slot.many ? [value] : value, [[], [slot.key], [first]]);
    }
  }

  /** Puts the values under their keys, in the order of the slots. */
  #lay(row: Row, group: number, into: Properties): void {
    const { choices, breakages } = this.#writer;
    const slots = [...this.#type.slots.entries()].filter(([, slot]) => slot.group === group);
    for (const [index, { key, many }] of slots) {
      const values = row.values.get(index) ?? [];
      if (many) into.set(key, list(values), values.length > 0 || choices.flag());
      else if (values[0] !== undefined) into.set(key, values[0]);
    }
    if (slots.some(([, { ordered }]) => ordered)) {
      const several = new Set(row.order).size > 1;
      into.set('$order', pair(row.order), several || choices.flag());
      breakages.within(row.path, () => {
        if (several) breakages.add('no $order', ['$order'], undefined);
        breakages.add('a name too many in $order', ['$order'], [...row.order, row.order[0] ?? 'nobodyKnows']);
      });
    }
    for (const [index, { key, parent }] of this.#type.groups.entries()) {
      if (index === 0 || parent !== group) continue;
      const rows = (row.rows.get(index) ?? []).map((inner) => {
        const properties = new Built();
        this.#lay(inner, index, properties);
        return properties.pair;
      });
      into.set(key, list(rows), rows.length > 0 || choices.flag());
    }
  }
}

function list(pairs: readonly Pair[]): Pair {
  return { given: pairs.map(({ given }) => given), read: pairs.map(({ read }) => read) };
}

function emptyRow(path: readonly (string | number)[]): Row {
  return { path, values: new Map(), order: [], rows: new Map() };
}

function isEmpty({ values, rows }: Row): boolean {
  return values.size === 0 && [...rows.values()].every((all) => all.every(isEmpty));
}

/** What begins with something optional, or with what repeats, may be taken for the end of the row before. */
function isOpenEnded({ parts }: Group): boolean {
  return parts[0]?.min === 0 || parts[0]?.max !== 1 || parts[0].kind !== 'slot';
}

function occurrences(particle: Particle, slot: number): number {
  if (particle.kind === 'slot') return particle.slot === slot ? 1 : 0;
  return particle.parts.reduce((sum, part) => sum + occurrences(part, slot), 0);
}
