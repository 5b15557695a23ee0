import { RE2JS } from 're2js';
import { isAscii } from './pattern-cost.ts';
import type { PatternNode } from './pattern-syntax.ts';

/** RE2 refuses what repeats more often, repetitions within repetitions multiplied. */
const mostRepeated = 1000;

/** A matcher that takes time in proportion to the text, whatever the pattern: RE2's automata, without backtracking. */
export function linearMatcher(pattern: PatternNode): (text: string) => boolean {
  const expression = RE2JS.compile(written(pattern, 1));
  return (text) => expression.testExact(text);
}

/** In RE2's syntax, which knows neither subtraction nor nested classes: they become ranges. */
function written(node: PatternNode, within: number): string {
  switch (node.kind) {
    case 'atom':
      return rangesOf(node.source);
    case 'sequence':
      return node.parts.map((part) => written(part, within)).join('');
    case 'choice':
      return `(?:${node.parts.map((part) => written(part, within)).join('|')})`;
    default:
      return repeated(node, within);
  }
}

function repeated({ part, min, max }: PatternNode & { kind: 'repeat' }, within: number): string {
  const most = Math.max(1, Math.floor(mostRepeated / within));
  const piece = (count: number, quantifier: string): string => `(?:${written(part, within * count)})${quantifier}`;
  const pieces = (total: number, quantifier: (count: number) => string): string => {
    const whole = total < most ? '' : piece(most, quantifier(most)).repeat(Math.floor(total / most));
    return total % most === 0 ? whole : whole + piece(total % most, quantifier(total % most));
  };
  const required = pieces(min, (count) => `{${count}}`);
  return required + (max === Infinity ? piece(1, '*') : pieces(max - min, (count) => `{0,${count}}`));
}

const known = new Map<string, string>();

/** The characters of an atom as ranges of code points. */
function rangesOf(source: string): string {
  let ranges = known.get(source);
  if (ranges === undefined) known.set(source, (ranges = computeRanges(source)));
  return ranges;
}

const lastOfAscii = 0x7f;
const planes = 17;

function computeRanges(source: string): string {
  const runs = new RegExp(`(?:${source})+`, 'gv');
  const ranges: [from: number, to: number][] = [];
  const collect = (from: number, to: number): void => {
    for (const [run] of charactersFrom(from, to).matchAll(runs)) {
      const first = run.codePointAt(0) ?? 0;
      const last = run.codePointAt(run.length - ((run.codePointAt(run.length - 2) ?? 0) > 0xffff ? 2 : 1)) ?? 0;
      const before = ranges.at(-1);
      if (before && before[1] + 1 === first) before[1] = last;
      else ranges.push([first, last]);
    }
  };
  if (isAscii(source)) collect(0, lastOfAscii);
  else for (let plane = 0; plane < planes; plane++) collect(plane * 0x10000, plane * 0x10000 + 0xffff);
  const none = String.raw`[^\x{0}-\x{10FFFF}]`;
  return ranges.length === 0 ? none : `[${ranges.map(([from, to]) => `${hex(from)}-${hex(to)}`).join('')}]`;
}

function hex(code: number): string {
  return `\\x{${code.toString(16)}}`;
}

const utf16 = new TextDecoder('utf-16le');

/** All characters between two code points, surrogates apart. */
function charactersFrom(from: number, to: number): string {
  const units = new Uint16Array((to - from + 1) * 2);
  let length = 0;
  for (let code = from; code <= to; code++) {
    if (code > 0xffff) {
      units[length++] = 0xd7c0 + (code >> 10);
      units[length++] = 0xdc00 + (code & 0x3ff);
    } else if (code < 0xd800 || code > 0xdfff) units[length++] = code;
  }
  return utf16.decode(units.subarray(0, length));
}
