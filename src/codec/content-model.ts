import { arrange } from './content-arrangement.ts';
import type { ContentNode } from './content-particle.ts';
import { contentModelOf } from './content-particle.ts';
import type { ComplexType } from './model.ts';

/** One way in which a list of children breaks its content model; `expected` is in words, with the slots' keys. */
export interface ContentProblem {
  readonly kind: 'order' | 'missing' | 'too_many' | 'choice';
  /** The slot that is missing, too many or not allowed beside another; `slots.length + group` for the rows of a group. */
  readonly slot?: number;
  readonly expected: string;
}

const NONE: readonly ContentProblem[] = Object.freeze([]);
/** So many children are matched in every possible way where the first way failed. */
const THOROUGH = 1000;
const NAMED = 12;

/**
 * Checks the children of an element, given as slot indexes (symbols where the wildcards of a slot differ) in document order, against its type's content model
 * (XSD 1.0 part 1 §3.8.4). Empty when it accepts. Rows are not set apart: the list holds the children of all rows.
 */
export function checkContent(type: ComplexType, slots: readonly number[]): readonly ContentProblem[] {
  const model = contentModelOf(type);
  const { whole, names } = model;
  if (whole === undefined) {
    const [slot] = slots;
    return slot === undefined ? NONE : [{ kind: 'too_many', slot, expected: 'no element' }];
  }
  if (new Matcher(slots).accepts(whole)) return NONE;
  if (model.ambiguous && slots.length <= THOROUGH && endsOf(whole, slots, new Set([0])).has(slots.length)) return NONE;
  const counts = names.map(() => 0);
  for (const slot of slots) counts[slot] = (counts[slot] ?? 0) + 1;
  const { problems } = arrange(model, whole, { counts });
  if (problems.length > 0) return problems;
  const keys = [...new Set(whole.inside.map((slot) => names[slot]))];
  const more = keys.length > NAMED ? ', …' : '';
  return [{ kind: 'order', expected: `the order of the schema: ${keys.slice(0, NAMED).join(', ')}${more}` }];
}

/** The first child of one row of a repeated sequence. */
export interface RowStart {
  /** A position in the list of children. */
  readonly at: number;
  readonly group: number;
}

/**
 * Where rows begin in the children of an element, given as to {@link checkContent}: an outer row before the inner ones
 * that begin with the same child. `undefined` where the content model does not accept the children as they stand.
 */
export function rowStarts(type: ComplexType, slots: readonly number[]): readonly RowStart[] | undefined {
  const { whole } = contentModelOf(type);
  const matcher = new Matcher(slots);
  return whole !== undefined && matcher.accepts(whole) ? matcher.rows : undefined;
}

/** Takes what comes as soon as it may: sound where the schema obeys Unique Particle Attribution (part 1 §3.8.6). */
class Matcher {
  readonly rows: RowStart[] = [];
  readonly #slots: readonly number[];
  #at = 0;

  constructor(slots: readonly number[]) {
    this.#slots = slots;
  }

  accepts(node: ContentNode): boolean {
    return this.#match(node) && this.#at === this.#slots.length;
  }

  #match(node: ContentNode): boolean {
    if (node.kind === 'slot') {
      let count = 0;
      while (count < node.max && this.#startsWith(node)) {
        this.#at++;
        count++;
      }
      return count >= node.min;
    }
    for (let times = 0; times < node.max; times++) {
      if (!this.#startsWith(node) && (times >= node.min || node.emptiable)) return true;
      const before = this.#at;
      if (node.row !== undefined && this.#startsWith(node)) this.rows.push({ at: before, group: node.row });
      if (!this.#matchOnce(node)) return false;
      if (this.#at === before) return true;
    }
    return true;
  }

  #startsWith(node: ContentNode): boolean {
    const slot = this.#slots[this.#at];
    return slot !== undefined && node.first[slot] === 1;
  }

  #matchOnce(node: ContentNode & { kind: 'sequence' | 'choice' | 'all' }): boolean {
    switch (node.kind) {
      case 'sequence':
        return node.parts.every((part) => this.#match(part));
      case 'choice': {
        const chosen = node.parts.find((part) => this.#startsWith(part));
        return chosen === undefined ? node.parts.some((part) => part.emptiable) : this.#match(chosen);
      }
      default: {
        const open = new Set(node.parts);
        for (let part = this.#nextOf(open); part !== undefined; part = this.#nextOf(open)) {
          open.delete(part);
          if (!this.#match(part)) return false;
        }
        return [...open].every((part) => part.emptiable);
      }
    }
  }

  #nextOf(open: ReadonlySet<ContentNode>): ContentNode | undefined {
    for (const part of open) if (this.#startsWith(part)) return part;
    return undefined;
  }
}

/** Every position that a node may end at, from any of these positions. */
function endsOf(node: ContentNode, slots: readonly number[], starts: ReadonlySet<number>): ReadonlySet<number> {
  const ends = new Set<number>();
  let current = starts;
  const most = Math.min(node.max, slots.length + node.min);
  for (let times = 0; times <= most && current.size > 0; times++) {
    const known = ends.size;
    if (times >= node.min) for (const end of current) ends.add(end);
    if (times > node.min && ends.size === known) break;
    current = endsOfOne(node, slots, current);
  }
  return ends;
}

function endsOfOne(node: ContentNode, slots: readonly number[], starts: ReadonlySet<number>): ReadonlySet<number> {
  switch (node.kind) {
    case 'slot':
      return new Set([...starts].filter((at) => node.first[slots[at] ?? -1] === 1).map((at) => at + 1));
    case 'choice':
      return new Set(node.parts.flatMap((part) => [...endsOf(part, slots, starts)]));
    // An xs:all stands alone, where the matcher itself is exact.
    default:
      return node.parts.reduce((at, part) => endsOf(part, slots, at), starts);
  }
}
