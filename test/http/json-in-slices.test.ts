import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonInSlices } from '../../src/http/json-in-slices.ts';
import { cases } from '../support/random-cases.ts';

const written = (value: unknown): string => [...jsonInSlices(value)].join('');

describe('JSON written in slices', () => {
  it('is what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(written(value)).toBe(JSON.stringify(value));
      }),
      cases(500),
    );
  });

  it.each<[string, unknown]>([
    ['absent properties', { a: undefined, b: 1, c: undefined }],
    ['absent items', [undefined, [undefined], { a: undefined }]],
    ['functions', { a: () => 1, b: [() => 1] }],
    ['dates', { a: new Date(0), b: [new Date(0)] }],
    ['objects without a prototype', Object.assign(Object.create(null), { constructor: 'c', a: [1] })],
    ['objects that say how they are written', [{ toJSON: () => 'x' }, { a: { toJSON: () => [1] } }]],
    ['objects that say they are not written', { a: { toJSON: () => undefined }, b: [{ toJSON: () => undefined }] }],
    ['a property named __proto__', JSON.parse('{"__proto__":{"a":[1]}}')],
    ['numbers that JSON has not', [NaN, Infinity, { a: -0 }]],
  ])('so for %s', (_, value) => {
    expect(written(value)).toBe(JSON.stringify(value));
  });

  it.each<[string, unknown]>([
    ['records', { total: 1, orders: Array.from({ length: 20_000 }, (_, id) => ({ id, text: 'é€ "quoted"' })) }],
    ['numbers', Array.from({ length: 200_000 }, (_, id) => id)],
    ['a list in the one record', [{ lines: Array.from({ length: 50_000 }, (_, id) => ({ id, name: 'line' })) }]],
    [
      'records of very different lengths',
      Array.from({ length: 300 }, (_, id) => ({ id, text: 'x'.repeat((id % 7) * 999) })),
    ],
  ])('comes in short pieces, of %s', (_, value) => {
    const slices = [...jsonInSlices(value)];
    expect(slices.join('')).toBe(JSON.stringify(value));
    expect(slices.length).toBeGreaterThan(3);
    expect(Math.max(...slices.map(({ length }) => length))).toBeLessThan(400_000);
  });
});
