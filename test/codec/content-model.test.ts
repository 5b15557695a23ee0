import { describe, expect, test } from 'vitest';
import { checkContent, rowStarts } from '../../src/codec/content-model.ts';
import type { ComplexType } from '../../src/codec/model.ts';
import { UNBOUNDED } from '../../src/codec/model.ts';
import type { Draft } from './model-builder.ts';
import { all, choice, el, many, ModelBuilder, opt, seq } from './model-builder.ts';

const builder = new ModelBuilder();
const text = builder.simple('string');
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => builder.element(name, text)) as [
  number,
  number,
  number,
  number,
];

/** Checks names, as letters, against a content model. */
function check(content: Draft, letters: string): string[] {
  const type = builder.types[builder.complex(content)] as ComplexType;
  const slots = letters.split('').map((letter) => type.slots.findIndex(({ key }) => key === letter));
  return checkContent(type, slots).map(
    ({ kind, slot, expected }) => `${kind} ${type.slots[slot ?? -1]?.key ?? ''}: ${expected}`,
  );
}

describe('a sequence', () => {
  const abc = seq([el(a), opt(b), many(c)]);

  test.each(['a', 'ab', 'abc', 'abccc', 'acc'])('accepts %s', (letters) => {
    expect(check(abc, letters)).toEqual([]);
  });

  test('names what is missing', () => {
    expect(check(abc, 'bc')).toEqual(['missing a: "a"']);
  });

  test('names what is too many', () => {
    expect(check(abc, 'aab')).toEqual(['too_many a: fewer "a"']);
  });

  test('tells a wrong order from wrong content', () => {
    expect(check(abc, 'cab')).toEqual(['order : the order of the schema: a, b, c']);
  });

  test('names every missing element at once', () => {
    expect(check(seq([el(a), el(b), el(c)]), 'b')).toEqual(['missing a: "a"', 'missing c: "c"']);
  });

  test('asks for as many as minOccurs says', () => {
    expect(check(seq([el(a, 2, 3)]), 'a')).toEqual(['missing a: at least 2 "a"']);
  });

  test('of no particle accepts no child', () => {
    const empty = builder.types[builder.complex(undefined)] as ComplexType;
    expect(checkContent(empty, [])).toEqual([]);
  });
});

describe('a name in two places', () => {
  const aba = seq([el(a), el(b), el(a)]);

  test('is accepted in both', () => {
    expect(check(aba, 'aba')).toEqual([]);
  });

  test('is found in the wrong order', () => {
    expect(check(aba, 'aab')).toEqual(['order : the order of the schema: a, b']);
  });

  test('leaves what the last place needs', () => {
    expect(check(seq([many(a), el(b), el(a)]), 'aaab')).toEqual(['order : the order of the schema: a, b']);
  });
});

describe('a choice', () => {
  const either = choice([el(a), seq([el(b), opt(c)])]);

  test.each(['a', 'b', 'bc'])('accepts %s', (letters) => {
    expect(check(either, letters)).toEqual([]);
  });

  test('names the alternatives where none came', () => {
    expect(check(either, '')).toEqual(['choice a: one of a, (b, c?)']);
  });

  test('names the alternatives where two came', () => {
    expect(check(either, 'ab')).toEqual(['choice b: only one of a, (b, c?)']);
  });

  test('names what its chosen alternative is missing', () => {
    expect(check(either, 'c')).toEqual(['missing b: "b"']);
  });

  test('of optional alternatives accepts nothing', () => {
    expect(check(choice([opt(a), opt(b)]), '')).toEqual([]);
  });

  test('finds the alternative that fits by what comes later', () => {
    expect(check(choice([seq([el(a), el(b)]), seq([el(a), el(c)])]), 'ca')).toEqual([
      'order : the order of the schema: a, b, c',
    ]);
  });
});

describe('a repeated choice', () => {
  const mixed = seq([choice([el(a), el(b)], 0, UNBOUNDED), el(c)]);

  test.each(['c', 'abac', 'bbbc'])('accepts %s', (letters) => {
    expect(check(mixed, letters)).toEqual([]);
  });

  test('is checked against what follows it', () => {
    expect(check(mixed, 'abca')).toEqual(['order : the order of the schema: a, b, c']);
  });

  test('has a limit', () => {
    expect(check(choice([el(a), el(b)], 0, 2), 'aba')).toEqual(['too_many b: fewer "b"']);
  });
});

describe('a repeated sequence', () => {
  const rows = seq([seq([el(a), opt(b)], 0, UNBOUNDED), el(d)]);

  test.each(['d', 'ad', 'abaabd'])('accepts %s', (letters) => {
    expect(check(rows, letters)).toEqual([]);
  });

  test('misses what every row needs', () => {
    expect(check(rows, 'bd')).toEqual(['missing a: "a"']);
  });

  test('is matched in every possible way', () => {
    expect(check(choice([seq([el(a, 2, 3)], 2, 2)]), 'aaaa')).toEqual([]);
  });
});

describe('rows', () => {
  /** Each row's first child, as its position and group. */
  function rows(content: Draft, letters: string): string | undefined {
    const type = builder.types[builder.complex(content)] as ComplexType;
    const slots = letters.split('').map((letter) => type.slots.findIndex(({ key }) => key === letter));
    return rowStarts(type, slots)
      ?.map(({ at, group }) => `${group}@${at}`)
      .join(' ');
  }

  test('begin where the sequence begins again', () => {
    expect(rows(seq([seq([el(a), many(b)], 0, UNBOUNDED), opt(c)]), 'aabbac')).toBe('1@0 1@1 1@4');
  });

  test('of a choice hold one alternative each', () => {
    expect(rows(seq([choice([el(a), el(b)])], 1, UNBOUNDED), 'abb')).toBe('1@0 1@1 1@2');
  });

  test('begin inside rows', () => {
    expect(rows(seq([el(a), seq([el(b), opt(c)], 0, UNBOUNDED)], 0, UNBOUNDED), 'abcba')).toBe('1@0 2@1 2@3 1@4');
  });

  test('are not found in content that is not accepted', () => {
    expect(rows(seq([seq([el(a), el(b)], 0, UNBOUNDED)]), 'ba')).toBeUndefined();
  });
});

describe('xs:all', () => {
  const any = all([el(a), el(b), opt(c)]);

  test.each(['ab', 'ba', 'cab', 'bca'])('accepts %s', (letters) => {
    expect(check(any, letters)).toEqual([]);
  });

  test('names what is missing', () => {
    expect(check(any, 'ca')).toEqual(['missing b: "b"']);
  });

  test('takes each once', () => {
    expect(check(any, 'aab')).toEqual(['too_many a: fewer "a"']);
  });
});

test('ten thousand children of a repeated choice are matched in one pass', () => {
  expect(check(choice([el(a), el(b), seq([el(c), el(d)])], 0, UNBOUNDED), 'abcd'.repeat(2500))).toEqual([]);
});
