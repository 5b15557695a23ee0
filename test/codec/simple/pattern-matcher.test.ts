import { array, assert, constantFrom, letrec, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearMatcher } from '../../../src/codec/simple/linear-pattern.ts';
import { costOf } from '../../../src/codec/simple/pattern-cost.ts';
import { isMatchable, patternMatcher } from '../../../src/codec/simple/pattern-matcher.ts';
import type { PatternNode } from '../../../src/codec/simple/pattern-syntax.ts';
import { parsePattern } from '../../../src/codec/simple/pattern-syntax.ts';
import { translatePattern } from '../../../src/codec/xsd/pattern.ts';
import { builtin } from './simple-type.ts';
import { cases } from '../../support/random-cases.ts';

function parsed(pattern: string): PatternNode {
  const node = parsePattern(translatePattern(pattern).source ?? '');
  if (node === undefined) throw new Error(`${pattern} was not parsed`);
  return node;
}

function matcher(pattern: string): (text: string) => boolean {
  return patternMatcher(translatePattern(pattern).source ?? '');
}

const hostile: readonly (readonly [pattern: string, text: string])[] = [
  ['(a+)+b', 'a'.repeat(100_000)],
  ['([a-z]+)*@', 'a'.repeat(100_000)],
  ['(a|a)*b', 'a'.repeat(100_000)],
  ['(a|aa)+b', 'a'.repeat(100_000)],
  ['(a*)*b', 'a'.repeat(100_000)],
  ['(a?){60}a{60}', 'a'.repeat(59)],
  ['(\\w+\\s?)+!', 'é'.repeat(100_000)],
  ['.*a.*b.*c', 'ab'.repeat(50_000)],
  ['(.*,){20}x', 'a,'.repeat(30_000)],
  ['([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}([a-z]{2,3})', 'a'.repeat(100_000)],
  ['((a{0,9}){0,9}){0,9}b', 'a'.repeat(700)],
  ['[\\p{L}-[b]]*[\\p{L}-[c]]*!', 'é'.repeat(100_000)],
];

describe('patterns in bounded time', () => {
  it.each(hostile)('%s gives its answer for a hostile text', (pattern, text) => {
    expect(matcher(pattern)(text)).toBe(false);
  });

  it('a hostile reply and a hostile input are answered', () => {
    const type = builtin('string', { patterns: [['^(?:(?:a+)+b)$']] });
    const text = 'a'.repeat(100_000);
    expect(type.decode(text)).toEqual([text, 'facet']);
    expect(type.encode(text)).toEqual(['', 'expected a match of the pattern (?:a+)+b']);
  });

  it.each([
    ['[A-Z]{2}-[0-9]+', 1, 0],
    ['\\d{4}-\\d{2}(-\\d{2})?', 1, 0],
    ['([0-9]+,)*', 1, 0],
    ['([^@ ]+)@([^@ ]+)', 1, 0],
    ['(a{1000}){1000}', 1, 0],
    ['GET|POST|PUT', 3, 0],
    ['\\d{2,4}\\d', 3, 0],
    ['.*@.*', 1, 1],
    ['.*@.*[.].*', 1, 2],
    ['(a+)+', Infinity, 0],
    ['(a|ab)*', Infinity, 0],
    ['(a*b*)*', Infinity, 0],
    ['(a?b?)+', Infinity, 0],
    ['(\\p{Lu}|[A-Z])*', Infinity, 0],
  ])('%s has %s ways and %s loops in which a matcher may go astray', (pattern, ways, loops) => {
    expect(costOf(parsed(pattern))).toMatchObject({ ways, loops });
  });

  it('what would take an automaton of any size is not matched at all', () => {
    expect(isMatchable('^(?:(?:a{0,1000}){0,1000})$')).toBe(false);
    expect(isMatchable('^(?:(?:a{1000}){1000})$')).toBe(true);
  });

  it.each([
    ['[a-z-[aeiou]]+', 'xyz', 'xay'],
    ['\\p{IsGreek}+', 'λόγος', 'logos'],
    ['[^\\p{Lu}]{2}', 'é😀', 'É😀'],
    ['\\i\\c*', 'é-1', '1é'],
    ['.{2}', '😀\t', 'a\n'],
    ['😀+|[😀-😂]x', '😀😀', '😀x😀'],
    ['[\\^\\-\\]]+', '^-]', '^-[x'],
    ['a{0}b', 'b', 'ab'],
    ['a{1200}', 'a'.repeat(1200), 'a'.repeat(1199)],
    ['(ab{700}){2}', `a${'b'.repeat(700)}`.repeat(2), `a${'b'.repeat(699)}`.repeat(2)],
    ['a{3,1500}', 'a'.repeat(1500), 'aa'],
    ['a{2,}', 'aaa', 'a'],
    ['|a', '', 'b'],
    ['[^\\s\\S]', '', 'a'],
  ])('%s means the same to the linear matcher: %j, not %j', (pattern, good, bad) => {
    const matches = linearMatcher(parsed(pattern));
    expect([matches(good), matches(bad)]).toEqual([matcher(pattern)(good), false]);
  });

  it('the linear matcher agrees with the one of JavaScript', () => {
    const atom = constantFrom('a', 'b', '.', '\\d', '[ab]', '[^a]', '[a-c-[b]]', '\\p{L}', 'é', '\\.');
    const { pattern } = letrec<{ pattern: string }>((tie) => ({
      pattern: oneof(
        { maxDepth: 4 },
        atom,
        tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `${one}${other}`),
        tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(${one}|${other})`),
        tuple(tie('pattern'), constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}')).map(
          ([one, quantifier]) => `(${one})${quantifier}`,
        ),
      ),
    }));
    const text = string({ unit: constantFrom('a', 'b', 'c', '1', 'é', '.', '\n', '😀'), maxLength: 6 });
    assert(
      property(pattern, array(text, { minLength: 4, maxLength: 4 }), (source, texts) => {
        const native = new RegExp(translatePattern(source).source ?? '', 'v');
        const linear = linearMatcher(parsed(source));
        expect(texts.map(linear)).toEqual(texts.map((each) => native.test(each)));
      }),
      cases(300),
    );
  });
});
