import type { ComplexType, Particle, RowGroup, Slot, Wildcard } from '../model.ts';
import { UNBOUNDED } from '../model.ts';
import type { Compilation } from './compilation.ts';
import type { ContentParticle, ModelGroup, Occurrence } from './particle.ts';
import { isEmpty, isRepeated } from './particle.ts';
import { schemaError } from './schema-document.ts';
import type { Source } from './schema-document.ts';
import { unite } from './wildcard.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Layout = Pick<ComplexType, 'slots' | 'groups'> & { readonly particle?: Particle };

type WildParticle = Mutable<Particle & { kind: 'slot' }>;

/** Groups that refer to groups can write a content model larger than any message; such a schema is refused. */
const mostParticles = 50_000;

/** Gives effective content its place in the JSON: the names that may stand in it, the rows, and the particle over both. */
export function layOut(compilation: Compilation, source: Source, content: ContentParticle): Layout {
  return new SlotLayout(compilation, source).layOut(content);
}

/** How often something may occur within its group: a slot's index, or `-group` for the rows of a group. */
type Counts = Map<number, Occurrence>;

class SlotLayout {
  readonly #compilation: Compilation;
  readonly #source: Source;
  readonly #slots: Mutable<Slot>[] = [];
  readonly #groups: Mutable<RowGroup>[] = [{ key: '', parent: 0, min: 1, max: 1 }];
  /** Slots by group and name: each name once. */
  readonly #known = new Map<string, number>();
  readonly #keys = new Set<string>();
  /** Of each wildcard slot: what stands for its wildcards, one after another. */
  readonly #wild = new Map<number, WildParticle[]>();
  #particles = 0;

  constructor(compilation: Compilation, source: Source) {
    this.#compilation = compilation;
    this.#source = source;
  }

  layOut(content: ContentParticle): Layout {
    if (isEmpty(content)) return { slots: [], groups: this.#groups };
    const particle = this.#place(content, 0, false);
    for (const particles of this.#wild.values()) forgetLikes(particles);
    this.#setOccurrence(this.#count(particle));
    return { particle, slots: this.#slots, groups: this.#groups };
  }

  /** `ordered`: below a repeated choice, where everything is an array and no rows are made. */
  #place(content: ContentParticle, group: number, ordered: boolean): Particle {
    const { min, max } = content;
    if (++this.#particles > mostParticles) {
      throw schemaError(
        this.#source.document,
        this.#source.node,
        `a content model of more than ${mostParticles} particles`,
      );
    }
    if (content.kind === 'element')
      return { kind: 'slot', slot: this.#elementSlot(content.element, group, ordered), min, max };
    if (content.kind === 'wildcard') {
      const { wildcard } = content;
      const slot = this.#wildcardSlot(wildcard, group, ordered);
      const particle: WildParticle = { kind: 'slot', slot, min, max, wildcard };
      this.#wild.set(slot, [...(this.#wild.get(slot) ?? []), particle]);
      return particle;
    }
    if (makesRows(content) && !ordered) {
      const rows = this.#addGroup(group);
      return {
        kind: content.kind,
        min,
        max,
        parts: content.parts.map((part) => this.#place(part, rows, false)),
        group: rows,
      };
    }
    const within = ordered || isRepeated(content);
    return { kind: content.kind, min, max, parts: content.parts.map((part) => this.#place(part, group, within)) };
  }

  #addGroup(parent: number): number {
    const rank = this.#groups.filter((group, index) => index > 0 && group.parent === parent).length + 1;
    return this.#groups.push({ key: rank === 1 ? '$rows' : `$rows${rank}`, parent, min: 0, max: 0 }) - 1;
  }

  #elementSlot(element: number, group: number, ordered: boolean): number {
    const { namespace, name, type } = this.#compilation.element(element);
    const id = `${group} ${namespace} ${name}`;
    const known = this.#known.get(id);
    if (known === undefined) {
      const key = this.#keys.has(`${group} ${name}`) ? `{${namespace}}${name}` : name;
      this.#keys.add(`${group} ${name}`);
      return this.#addSlot(id, { key, element, min: 0, max: 0, many: false, group, ordered });
    }
    const slot = this.#slots[known] as Mutable<Slot>;
    if (this.#compilation.element(slot.element as number).type !== type) {
      const { document, node } = this.#source;
      throw schemaError(document, node, `the element ${name} stands in one content model with two types`);
    }
    slot.ordered ||= ordered;
    return known;
  }

  /** All wildcards of a group share `$any`. */
  #wildcardSlot(wildcard: Wildcard, group: number, ordered: boolean): number {
    const id = `${group} $any`;
    const known = this.#known.get(id);
    if (known === undefined)
      return this.#addSlot(id, { key: '$any', wildcard, min: 0, max: 0, many: true, group, ordered });
    const slot = this.#slots[known] as Mutable<Slot>;
    slot.wildcard = unite(slot.wildcard as Wildcard, wildcard);
    slot.ordered ||= ordered;
    return known;
  }

  #addSlot(id: string, slot: Slot): number {
    const index = this.#slots.push(slot) - 1;
    this.#known.set(id, index);
    return index;
  }

  #setOccurrence(counts: Counts): void {
    for (const [index, occurrence] of counts) {
      if (index < 0) Object.assign(this.#groups[-index] as RowGroup, occurrence);
      else {
        const slot = this.#slots[index] as Mutable<Slot>;
        Object.assign(slot, occurrence);
        slot.many ||= slot.ordered || isRepeated(occurrence);
      }
    }
  }

  #count(particle: Particle): Counts {
    if (particle.kind === 'slot') return new Map([[particle.slot, { min: particle.min, max: particle.max }]]);
    const parts = particle.parts.map((part) => this.#count(part));
    const inside = particle.kind === 'choice' ? either(parts) : sum(parts);
    if (particle.group !== undefined) {
      this.#setOccurrence(inside);
      return new Map([[-particle.group, { min: particle.min, max: particle.max }]]);
    }
    return new Map([...inside].map(([index, occurrence]) => [index, times(occurrence, particle)]));
  }
}

/** Where all wildcards of a slot are alike, the slot says enough. */
function forgetLikes(particles: readonly WildParticle[]): void {
  const [first, ...others] = particles.map(({ wildcard }) => JSON.stringify(wildcard));
  if (others.some((other) => other !== first)) return;
  for (const particle of particles) delete particle.wildcard;
}

function makesRows(content: ModelGroup): boolean {
  return content.kind !== 'choice' && isRepeated(content);
}

/** XSD 1.0 part 1 §3.8.6, effective total range. */
function sum(parts: readonly Counts[]): Counts {
  const total: Counts = new Map();
  for (const part of parts) {
    for (const [index, { min, max }] of part) {
      const so = total.get(index) ?? { min: 0, max: 0 };
      total.set(index, {
        min: so.min + min,
        max: so.max === UNBOUNDED || max === UNBOUNDED ? UNBOUNDED : so.max + max,
      });
    }
  }
  return total;
}

/** A name that some alternative lacks may be absent. */
function either(parts: readonly Counts[]): Counts {
  const total = new Map<number, Occurrence & { alternatives: number }>();
  for (const part of parts) {
    for (const [index, { min, max }] of part) {
      const so = total.get(index) ?? { min, max, alternatives: 0 };
      total.set(index, {
        min: Math.min(so.min, min),
        max: so.max === UNBOUNDED || max === UNBOUNDED ? UNBOUNDED : Math.max(so.max, max),
        alternatives: so.alternatives + 1,
      });
    }
  }
  return new Map(
    [...total].map(([index, { min, max, alternatives }]) => [
      index,
      { min: alternatives < parts.length ? 0 : min, max },
    ]),
  );
}

function times(one: Occurrence, other: Occurrence): Occurrence {
  const max = one.max === UNBOUNDED || other.max === UNBOUNDED ? UNBOUNDED : one.max * other.max;
  return { min: one.min * other.min, max };
}
