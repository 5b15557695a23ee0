import { describe, expect, test } from 'vitest';
import { UNBOUNDED } from '../../../src/codec/model.ts';
import type { Draft } from '../model-builder.ts';
import { any, choice, el, many, opt, seq } from '../model-builder.ts';
import { Encoded } from './encoded.ts';

/** An element `e` whose content model is made of `a`, `b`, `c` and `d`, integers all. */
function element(content: (names: { a: number; b: number; c: number; d: number }) => Draft): Encoded {
  return new Encoded((builder) => {
    const int = builder.simple('int');
    const [a = 0, b = 0, c = 0, d = 0] = ['a', 'b', 'c', 'd'].map((name) => builder.element(name, int));
    return builder.global('e', builder.complex(content({ a, b, c, d })));
  });
}

/** The children as letters and digits: `a1 b2`. */
function children(written: string | string[]): string | string[] {
  return typeof written === 'string'
    ? [...written.matchAll(/<t:(\w)>(\d+)/g)].map(([, name, value]) => `${name}${value}`).join(' ')
    : written;
}

describe('a choice', () => {
  const either = element(({ a, b, c, d }) => seq([choice([el(a), seq([el(b), opt(c)])]), opt(d)]));

  test.each([
    [{ a: 1 }, 'a1'],
    [{ c: 3, b: 2 }, 'b2 c3'],
    [{ d: 4, a: 1 }, 'a1 d4'],
  ])('writes %o', (value, written) => {
    expect(children(either.write(value))).toBe(written);
  });

  test('names the alternatives where none is given', () => {
    expect(either.write({ d: 4 })).toEqual([': expected one of a, (b, c?)']);
  });

  test('names the alternatives where two are given', () => {
    expect(either.write({ a: 1, c: 3 })).toEqual([': expected only one of a, (b, c?)']);
  });

  test('asks for what the chosen alternative is missing', () => {
    expect(either.write({ c: 3 })).toEqual(['/b: is required']);
  });

  test('is checked beside other problems', () => {
    expect(either.write({ a: 'x', b: 1 })).toEqual([
      '/a: expected a whole number from -2147483648 to 2147483647',
      ': expected only one of a, (b, c?)',
    ]);
  });

  test('may be left out where it is optional', () => {
    expect(children(element(({ a, b }) => choice([el(a), el(b)], 0, 1)).write({}))).toBe('');
  });
});

describe('a repeated choice', () => {
  const mixed = element(({ a, b, c }) => seq([choice([el(a), el(b)], 0, UNBOUNDED), opt(c)]));

  test('is written in the order of $order', () => {
    expect(children(mixed.write({ a: [1, 2], b: [3], $order: ['a', 'b', 'a'], c: 4 }))).toBe('a1 b3 a2 c4');
  });

  test('of one name needs no $order', () => {
    expect(children(mixed.write({ a: [1, 2], b: [] }))).toBe('a1 a2');
  });

  test('of nothing needs no $order', () => {
    expect(children(mixed.write({ a: [], b: [] }))).toBe('');
  });

  test('of two names needs $order', () => {
    expect(mixed.write({ a: [1], b: [2] })).toEqual(['/$order: is required, since more than one of a, b is given']);
  });

  test.each([[['a']], [['a', 'b', 'b']], [[]]])('has each name in $order as often as it has items: %j', (order) => {
    expect(mixed.write({ a: [1], b: [2], $order: order })).toHaveLength(1);
  });

  test.each([['a'], [['a', 'x']], [['__proto__']], [[1]], [{}]])('takes no $order like %j', (order) => {
    expect(mixed.write({ a: [1], b: [], $order: order })).toEqual(['/$order: expected an array of the names a, b']);
  });

  test('takes an array even of one', () => {
    expect(mixed.write({ a: 1 })).toEqual(['/a: expected an array']);
  });

  test('has an order that the schema refuses reported', () => {
    const pairs = element(({ a, b, c }) => choice([seq([el(a), el(b)]), el(c)], 0, UNBOUNDED));
    expect(pairs.write({ a: [1], b: [2], c: [3], $order: ['a', 'c', 'b'] })[0]).toBe(
      '/$order: expected an order that the schema allows: with "b" in its place',
    );
  });

  test('of sequences follows $order', () => {
    const pairs = element(({ a, b, c }) => choice([seq([el(a), el(b)]), el(c)], 0, UNBOUNDED));
    expect(children(pairs.write({ a: [1, 2], b: [3, 4], c: [5], $order: ['a', 'b', 'c', 'a', 'b'] }))).toBe(
      'a1 b3 c5 a2 b4',
    );
  });

  test('has its limit', () => {
    const two = element(({ a, b }) => choice([el(a), el(b)], 0, 2));
    expect(two.write({ a: [1, 2, 3] })).toEqual(['/$order: expected an order that the schema allows']);
  });

  test('may hold a wildcard', () => {
    const open = element(({ a }) => choice([el(a), any({}, 1, 1)], 0, UNBOUNDED));
    const value = { a: [1, 2], $any: [{ name: '{urn:t}c', children: ['3'] }], $order: ['a', '$any', 'a'] };
    expect(children(open.write(value))).toBe('a1 c3 a2');
  });
});

describe('a repeated sequence', () => {
  const rows = element(({ a, b, c, d }) => seq([seq([el(a), opt(b), many(c)], 0, UNBOUNDED), opt(d)]));

  test('is written row by row', () => {
    expect(
      children(
        rows.write({
          d: 9,
          $rows: [
            { b: 2, a: 1 },
            { a: 3, c: [4, 5] },
          ],
        }),
      ),
    ).toBe('a1 b2 a3 c4 c5 d9');
  });

  test('may be left out', () => {
    expect(children(rows.write({ d: 9 }))).toBe('d9');
  });

  test('has its problems with the row they are in', () => {
    expect(rows.write({ $rows: [{ b: 2 }, { a: 1, d: 1 }, 5] })).toEqual([
      '/$rows/0/a: is required',
      '/$rows/1/d: is not known here',
      '/$rows/2: expected an object',
    ]);
  });

  test('is counted in rows', () => {
    const some = element(({ a, b }) => seq([seq([el(a), el(b)], 2, 3)]));
    expect(some.write({ $rows: [{ a: 1, b: 2 }] })).toEqual(['/$rows: expected at least 2 items']);
  });

  test('has a second one beside it', () => {
    const two = element(({ a, b, c, d }) =>
      seq([seq([el(a), el(b)], 0, UNBOUNDED), seq([el(c), el(d)], 0, UNBOUNDED)]),
    );
    expect(children(two.write({ $rows2: [{ c: 3, d: 4 }], $rows: [{ a: 1, b: 2 }] }))).toBe('a1 b2 c3 d4');
  });

  test('has another one inside it', () => {
    const nested = element(({ a, b, c }) => seq([el(a), seq([el(b), opt(c)], 0, UNBOUNDED)], 0, UNBOUNDED));
    const value = { $rows: [{ a: 1, $rows: [{ b: 2 }, { b: 3, c: 4 }] }, { a: 5 }] };
    expect(children(nested.write(value))).toBe('a1 b2 b3 c4 a5');
  });

  test('has choices of its own in each row', () => {
    const chosen = element(({ a, b, c }) => seq([el(a), choice([el(b), el(c)])], 1, UNBOUNDED));
    expect(chosen.write({ $rows: [{ a: 1, b: 2 }, { a: 3 }] })).toEqual(['/$rows/1: expected one of b, c']);
  });

  test('is an alternative like any other', () => {
    const either = element(({ a, b, c }) => choice([el(a), seq([el(b), el(c)], 1, UNBOUNDED)]));
    expect([
      children(either.write({ $rows: [{ b: 1, c: 2 }] })),
      either.write({ a: 1, $rows: [{ b: 1, c: 2 }] }),
    ]).toEqual(['b1 c2', [': expected only one of a, $rows+']]);
  });
});

describe('a name in two places', () => {
  const twice = element(({ a, b }) => seq([el(a), el(b), el(a, 0, 2)]));

  test('has its items placed by the content model', () => {
    expect(children(twice.write({ a: [1, 2, 3], b: 4 }))).toBe('a1 b4 a2 a3');
  });

  test('leaves an item for the place that needs one', () => {
    const last = element(({ a, b }) => seq([many(a), el(b), el(a)]));
    expect(children(last.write({ a: [1, 2], b: 3 }))).toBe('a1 b3 a2');
  });

  test('has no more items than both places hold', () => {
    expect(twice.write({ a: [1, 2, 3, 4], b: 4 })).toEqual(['/a: expected at most 3 items']);
  });
});
