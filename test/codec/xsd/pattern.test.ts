import { describe, expect, it } from 'vitest';
import { translatePattern } from '../../../src/codec/xsd/pattern.ts';

function matches(pattern: string, value: string): boolean {
  const { source } = translatePattern(pattern);
  if (source === undefined) throw new Error('no source');
  return new RegExp(source, 'v').test(value);
}

describe('XSD regular expressions', () => {
  it.each([
    ['a|bc', 'bc'],
    ['\\d{4}-\\d{2}', '2024-12'],
    ['\\d', '٣'],
    ['[A-Z]{2}\\-[1-9][0-9]?', 'FR-75'],
    ['.', 'é'],
    ['.', '😀'],
    ['\\i\\c*', 'a-b.c:1'],
    ['\\w+', 'é1'],
    ['[\\w-]+', 'a-b'],
    ['[-a]+', '-a'],
    ['[a-]+', '-a'],
    ['[^a-z]', 'A'],
    ['[a-z-[aeiou]]+', 'xyz'],
    ['[^a-z-[A-C]]+', 'DEF'],
    ['\\p{Lu}\\P{Lu}', 'Aa'],
    ['\\p{IsBasicLatin}+', 'abc'],
    ['\\P{IsBasicLatin}', 'é'],
    ['[\\p{IsGreek}\\d]+', 'λ1'],
    ['[a-zA-Z0-9_ \\-\\+/\\\\\\|\\*=<>,.;:?!\'`"~@#$%^&\\(\\)\\[\\]\\{\\}\\r\\n]{0,255}', 'a&b@c.d {x}#~'],
    ['^', '^'],
    ['a$b', 'a$b'],
    ['(a(b|c))*', 'abacab'],
    ['\\s', '\t'],
    ['\\.\\*', '.*'],
    ['a{2,}', 'aaa'],
    ['', ''],
    ['[&&]', '&'],
  ])('%s accepts %j', (pattern, value) => {
    expect(matches(pattern, value)).toBe(true);
  });

  it.each([
    ['a|bc', 'abc'],
    ['a', 'xax'],
    ['.', '\n'],
    ['[a-z-[aeiou]]+', 'xaz'],
    ['\\w', '-'],
    ['\\s', '\u00a0'],
    ['\\p{IsBasicLatin}+', 'é'],
    ['[^a-z]', 'a'],
    ['a.c', 'a\nc'],
  ])('%s refuses %j', (pattern, value) => {
    expect(matches(pattern, value)).toBe(false);
  });

  it('every printable character stands for itself where it is escaped, in a class and outside', () => {
    const printable = Array.from({ length: 94 }, (_, index) => String.fromCodePoint(index + 33)).filter((character) =>
      /[^A-Za-z0-9]/u.test(character),
    );
    expect(printable.filter((character) => !matches(`\\${character}`, character))).toEqual([]);
    expect(printable.filter((character) => !matches(`[\\${character}]`, character))).toEqual([]);
  });

  it('stays readable', () => {
    expect(translatePattern('[A-Z]{2}-[0-9]+').source).toBe('^(?:[A-Z]{2}-[0-9]+)$');
  });

  it('anchors at both ends are read as anchors, and noted', () => {
    expect(translatePattern('^\\d+$')).toEqual({
      source: '^(?:\\p{Nd}+)$',
      note: '"^" and "$" at its ends are read as anchors',
    });
  });

  it.each([
    ['^a$|^bc$', 'bc', 'b'],
    ['^(a|b)$', 'a', 'c'],
    ['^[^$]$', 'a', '$'],
  ])('%s is anchored, and accepts %j, not %j', (pattern, good, bad) => {
    expect([matches(pattern, good), matches(pattern, bad)]).toEqual([true, false]);
  });

  it.each([
    ['[+--]+', '+,-', '.'],
    ['[a\\-z]+', 'a-z', 'b'],
    ['[\\w-z]+', 'a-', '!'],
    ['[-]', '-', 'a'],
    ['[^-]', 'a', '-'],
    ['[\\^a]+', '^a', 'b'],
    ['[a^]+', '^a', 'b'],
    ['a{0}', '', 'a'],
    ['[\\p{Lu}\\p{Nd}-[A1]]+', 'B2', 'A'],
    ['\\p{IsLatin-1Supplement}', 'é', 'e'],
    ['[\\i-[:]][\\c-[:]]*', 'a-b', 'a:b'],
    ['\\S{2}', '\u{a0}x', ' x'],
    ['\\n\\r\\t', '\n\r\t', 'nrt'],
    ['[&&~~##]+', '&~#', 'a'],
    ['a/b', 'a/b', 'ab'],
    ['\\D+', 'ab', 'a1'],
  ])('%s accepts %j, not %j', (pattern, good, bad) => {
    expect([matches(pattern, good), matches(pattern, bad)]).toEqual([true, false]);
  });

  it.each([
    '(?:a)',
    '\\p{Emoji}',
    '\\p{Script=Greek}',
    'a{2,1}',
    '(a{0,1000}){0,1000}',
    '('.repeat(5000),
    `[a${'-[a'.repeat(5000)}`,
    'a'.repeat(200_000),
    'a**',
    '[a',
    '(a',
    'a)',
    '\\b',
    '\\p{IsKlingon}',
    '\\p{Klingon}',
    'a{x}',
    '{1}',
    '+',
    '[a-z-[b]c]',
    '\\',
  ])('%s cannot be expressed', (pattern) => {
    expect(translatePattern(pattern)).toEqual({ note: expect.stringMatching(/^not checked: /u) });
  });
});
