import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkedBy } from '../../src/protocol/check-input.ts';
import { breakageOf } from './breakage-of.ts';

const Order = z.strictObject({
  reference: z.string().min(2),
  lines: z.array(z.object({ quantity: z.int() })),
  payment: z.union([z.object({ iban: z.string() }), z.object({ card: z.string(), year: z.int() })]).optional(),
});

describe('checkedBy', () => {
  it('gives what the schema makes of the input', () => {
    expect(checkedBy(z.object({ on: z.string().transform((text) => text.length) }), { on: 'abc', extra: 1 })).toEqual({
      on: 3,
    });
  });

  it('points to every offending place at once', async () => {
    const breakage = await breakageOf(() =>
      checkedBy(Order, { reference: 'x', lines: [{ quantity: 1 }, { quantity: 'two' }], 'a/b~c': 1 }),
    );
    expect(breakage).toMatchObject({ kind: 'invalid', delivery: 'none' });
    expect(breakage.errors?.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/a~1b~0c',
      '/lines/1/quantity',
      '/reference',
    ]);
  });

  it('says that a missing field is required', async () => {
    const breakage = await breakageOf(() => checkedBy(Order, { lines: [] }));
    expect(breakage.errors).toEqual([{ pointer: '/reference', message: 'is required' }]);
  });

  it('points into the branch of a union that came closest', async () => {
    const breakage = await breakageOf(() =>
      checkedBy(Order, { reference: 'abc', lines: [], payment: { card: '1', year: 'x' } }),
    );
    expect(breakage.errors?.map(({ pointer }) => pointer)).toEqual(['/payment/iban']);
  });

  it('points to the whole when it is no object', async () => {
    const breakage = await breakageOf(() => checkedBy(Order, 'text'));
    expect(breakage.errors?.map(({ pointer }) => pointer)).toEqual(['']);
  });

  it('never quotes the value', async () => {
    const breakage = await breakageOf(() =>
      checkedBy(z.object({ a: z.enum(['x']), b: z.int() }), { a: 'private', b: 'private' }),
    );
    expect(JSON.stringify([breakage.message, breakage.errors])).not.toContain('private');
  });
});
