import type { PatternNode } from './pattern-syntax.ts';

/**
 * How much a backtracking matcher may try: at most `ways` × length ^ (`loops` + 1) steps. `ways` is Infinity where that grows
 * exponentially.
 */
export interface PatternCost {
  readonly ways: number;
  readonly loops: number;
  /** How many characters the pattern has once its counted repetitions are written out. */
  readonly size: number;
}

/** Above this, no number is told from any other. */
const mostWays = 1e9;

/**
 * A matcher that backtracks loses time only where the next character does not decide what to do: between alternatives that
 * begin alike, and between another repetition and what follows it. These places are counted, with what each may cost; one
 * inside a loop may cost anything. Sets of characters are those of ASCII, all others taken as one: what is not known to
 * differ is taken to overlap.
 */
export function costOf(node: PatternNode): PatternCost {
  const counting = new Counting();
  counting.walk(node, 0n, false, 1);
  return {
    ways: Math.min(counting.ways, mostWays + 1) > mostWays ? Infinity : counting.ways,
    loops: counting.loops,
    size: sizeOf(node),
  };
}

function sizeOf(node: PatternNode): number {
  if (node.kind === 'atom') return 1;
  if (node.kind === 'repeat') return sizeOf(node.part) * Math.max(1, node.max === Infinity ? node.min : node.max);
  return node.parts.reduce((sum, part) => sum + sizeOf(part), 0);
}

class Counting {
  ways = 1;
  loops = 0;
  readonly #first = new Map<PatternNode, bigint>();
  readonly #nullable = new Map<PatternNode, boolean>();

  /** `follow`: what may come behind the node. `looped`: it stands in an unbounded loop. `times`: how often it may stand otherwise. */
  walk(node: PatternNode, follow: bigint, looped: boolean, times: number): void {
    if (node.kind === 'sequence') {
      let behind = follow;
      for (const part of node.parts.toReversed()) {
        this.walk(part, behind, looped, times);
        behind = this.#begins(part, behind);
      }
    } else if (node.kind === 'choice') {
      let seen = 0n;
      let overlaps = false;
      for (const part of node.parts) {
        const begins = this.#begins(part, follow);
        overlaps ||= (seen & begins) !== 0n;
        seen |= begins;
        this.walk(part, follow, looped, times);
      }
      if (overlaps) this.#multiply(node.parts.length, looped, times);
    } else if (node.kind === 'repeat') this.#repeat(node, follow, looped, times);
  }

  #repeat(node: PatternNode & { kind: 'repeat' }, follow: bigint, looped: boolean, times: number): void {
    const { part, min, max } = node;
    const first = this.#firstOf(part);
    const undecided = (first & follow) !== 0n && min !== max;
    if (max === Infinity) {
      if (undecided && looped) this.#multiply(Infinity, looped, times);
      else if (undecided) this.loops += times;
      this.walk(part, follow | first, true, times);
      return;
    }
    if (undecided) this.#multiply(max - min + 1, looped, times);
    this.walk(part, max > 1 ? follow | first : follow, looped, Math.min(times * Math.max(max, 1), mostWays));
  }

  #multiply(ways: number, looped: boolean, times: number): void {
    this.ways = looped ? Infinity : this.ways * ways ** times;
  }

  /** What a node may begin with where `follow` stands behind it. */
  #begins(node: PatternNode, follow: bigint): bigint {
    return this.#isNullable(node) ? this.#firstOf(node) | follow : this.#firstOf(node);
  }

  #firstOf(node: PatternNode): bigint {
    let first = this.#first.get(node);
    if (first === undefined) this.#first.set(node, (first = this.#computeFirst(node)));
    return first;
  }

  #computeFirst(node: PatternNode): bigint {
    if (node.kind === 'atom') return charactersOf(node.source);
    if (node.kind === 'repeat') return node.max === 0 ? 0n : this.#firstOf(node.part);
    if (node.kind === 'choice') return node.parts.reduce((set, part) => set | this.#firstOf(part), 0n);
    return node.parts.reduceRight((behind, part) => this.#begins(part, behind), 0n);
  }

  #isNullable(node: PatternNode): boolean {
    let nullable = this.#nullable.get(node);
    if (nullable === undefined) this.#nullable.set(node, (nullable = this.#computeNullable(node)));
    return nullable;
  }

  #computeNullable(node: PatternNode): boolean {
    if (node.kind === 'atom') return false;
    if (node.kind === 'repeat') return node.min === 0 || this.#isNullable(node.part);
    const isNullable = (part: PatternNode): boolean => this.#isNullable(part);
    return node.kind === 'choice' ? node.parts.some(isNullable) : node.parts.every(isNullable);
  }
}

const known = new Map<string, bigint>();
/** The bit for every character beyond ASCII. */
const beyond = 128;

/** The characters of an atom as bits. */
function charactersOf(source: string): bigint {
  let set = known.get(source);
  if (set === undefined) known.set(source, (set = computeCharacters(source)));
  return set;
}

function computeCharacters(source: string): bigint {
  const expression = new RegExp(`^${source}$`, 'v');
  let set = isAscii(source) ? 0n : 1n << BigInt(beyond);
  for (let code = 0; code < beyond; code++) if (expression.test(String.fromCharCode(code))) set |= 1n << BigInt(code);
  return set;
}

/** Whether an atom surely holds none but characters of ASCII. */
export function isAscii(source: string): boolean {
  const escapes = source.matchAll(/\\u\{([0-9a-f]+)\}/giu);
  return (
    // oxlint-disable-next-line no-control-regex
    /^[\0-\x7F]*$/u.test(source) &&
    !/\[\^|\\[pPDSW]/u.test(source) &&
    [...escapes].every(([, code = '']) => Number.parseInt(code, 16) < beyond)
  );
}
