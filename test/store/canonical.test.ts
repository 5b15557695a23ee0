import { isDeepStrictEqual } from 'node:util';
import { assert, jsonValue, property } from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../src/store/canonical.ts';
import { cases } from '../support/random-cases.ts';

test('The order of keys does not matter, at any depth.', () => {
  expect(canonical({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonical({ a: null, b: [{ c: 2, d: 1 }] }));
});

test.each([
  [{ a: 1 }, { a: '1' }],
  [
    [1, 2],
    [2, 1],
  ],
  [{}, []],
  [{ a: 1 }, ['{', 'a', 1]],
  [{ a: undefined }, { a: null }],
  [JSON.parse('{"__proto__":1}'), {}],
  [null, 'null'],
])('%j and %j are not the same.', (one, other) => {
  expect(canonical(one)).not.toBe(canonical(other));
});

test('JSON gives the same text where it is the same, and only there.', () => {
  const small = jsonValue({ maxDepth: 1 });
  assert(
    property(small, small, (one, other) => {
      const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
      expect(canonical(one) === canonical(other)).toBe(isSame);
    }),
    cases(500),
  );
});
