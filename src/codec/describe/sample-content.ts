import type { ComplexType, Particle, Wildcard } from '../model.ts';
import type { SampleWriter } from './sample.ts';
import { sampleValue } from './sample-values.ts';

type Json = Record<string, unknown>;
type Group = Particle & { kind: 'sequence' | 'choice' | 'all' };

/** Writes the content of one complex type by walking its content model. */
export class SampleContent {
  readonly #writer: SampleWriter;
  readonly #type: ComplexType;
  readonly #optional: number;
  /** The object that takes each group's properties: the whole for group 0, the current row for the others. */
  readonly #rows: Map<string, unknown>[];
  readonly #mixed: unknown[] = [];

  constructor(writer: SampleWriter, type: ComplexType, optional: number) {
    this.#writer = writer;
    this.#type = type;
    this.#optional = optional;
    this.#rows = [this.#row(0)];
  }

  write(): Json {
    const { content, simple, particle } = this.#type;
    if (content === 'empty') return {};
    if (content === 'simple') return { value: simple === undefined ? 'text' : sampleValue(this.#writer.model, simple) };
    if (particle !== undefined) this.#particle(particle, this.#optional, 0);
    if (content === 'mixed') return { $mixed: ['text', ...this.#mixed] };
    return this.#plain(this.#rows[0] ?? new Map(), 0);
  }

  #particle(particle: Particle, optional: number, group: number): void {
    if (particle.max === 0 || (particle.min === 0 && !this.#showsOptional(particle, optional))) return;
    const left = particle.min === 0 ? optional - 1 : optional;
    for (let time = 0; time < Math.max(particle.min, 1); time++) {
      if (time > 0 && this.#writer.tooDeep) return;
      if (particle.kind === 'slot') this.#slot(particle.slot, left, group, particle.wildcard);
      else this.#group(particle, left, group);
    }
  }

  #group(particle: Group, optional: number, group: number): void {
    let within = group;
    if (particle.kind === 'sequence' && particle.group !== undefined) {
      within = particle.group;
      const row = this.#row(within);
      const rows = this.#rows[group]?.get(this.#type.groups[within]?.key ?? '$rows');
      if (Array.isArray(rows)) rows.push(row);
      this.#rows[within] = row;
    }
    if (particle.kind === 'choice') {
      const branch = particle.parts.find((part) => !this.#recurs(part)) ?? particle.parts[0];
      if (branch !== undefined) this.#particle(branch, Math.max(optional, 1), within);
    } else for (const part of particle.parts) this.#particle(part, optional, within);
  }

  #slot(index: number, optional: number, group: number, wildcard?: Wildcard): void {
    const slot = this.#type.slots[index];
    const row = this.#rows[group];
    if (slot === undefined || row === undefined) return;
    const value =
      slot.element === undefined
        ? slot.wildcard && this.#writer.wildcard(wildcard ?? slot.wildcard)
        : this.#writer.element(slot.element, optional);
    if (this.#type.content === 'mixed') {
      this.#mixed.push({ [slot.key]: value });
      return;
    }
    if (slot.many) append(row, slot.key, value);
    else row.set(slot.key, value);
    if (slot.ordered) append(row, '$order', slot.key);
  }

  #showsOptional(particle: Particle, optional: number): boolean {
    if (optional <= 0 || this.#recurs(particle)) return false;
    return particle.kind !== 'slot' || this.#type.slots[particle.slot]?.wildcard === undefined;
  }

  #recurs(particle: Particle): boolean {
    if (particle.kind !== 'slot')
      return particle.kind !== 'choice' && particle.parts.some((part) => part.min > 0 && this.#recurs(part));
    const element = this.#type.slots[particle.slot]?.element;
    return element !== undefined && this.#writer.isOpen(element);
  }

  /** An empty row: rows below it are arrays from the start, as is everything that may repeat in what comes back. */
  #row(group: number): Map<string, unknown> {
    const row = new Map<string, unknown>();
    const received = this.#writer.direction === 'output';
    for (const slot of this.#type.slots) {
      if (slot.group !== group || !received) continue;
      if (slot.many) row.set(slot.key, []);
      if (slot.ordered) row.set('$order', []);
    }
    for (const [index, inner] of this.#type.groups.entries())
      if (index > 0 && inner.parent === group) row.set(inner.key, []);
    return row;
  }

  /** The row as an object, its properties in the order of the schema. A key may be `__proto__`. */
  #plain(row: Map<string, unknown>, group: number): Json {
    const below = this.#type.groups
      .map(({ key, parent }, index) => ({ key, index, parent }))
      .filter(({ index, parent }) => index > 0 && parent === group);
    const own = this.#type.slots
      .filter((slot) => slot.group === group && row.has(slot.key))
      .map(({ key }) => [key, row.get(key)] as const);
    const rows = below
      .filter(({ key }) => row.has(key))
      .map(
        ({ key, index }) =>
          [key, (row.get(key) as Map<string, unknown>[]).map((each) => this.#plain(each, index))] as const,
      );
    const order = row.has('$order') ? [['$order', row.get('$order')] as const] : [];
    return Object.fromEntries([...own, ...rows, ...order]);
  }
}

function append(row: Map<string, unknown>, key: string, value: unknown): void {
  const items = row.get(key);
  if (Array.isArray(items)) items.push(value);
  else row.set(key, [value]);
}
