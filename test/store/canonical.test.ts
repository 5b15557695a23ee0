import { assert, jsonValue, property } from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../src/store/canonical.ts';

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

test('Different JSON gives different text.', () => {
  assert(
    property(jsonValue(), jsonValue(), (one, other) => {
      expect(canonical(one) === canonical(other)).toBe(
        canonical(JSON.parse(canonical(one))) === canonical(JSON.parse(canonical(other))),
      );
      expect(canonical(one)).toBe(canonical(JSON.parse(JSON.stringify(one))));
    }),
  );
});
