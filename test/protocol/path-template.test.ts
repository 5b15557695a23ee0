import { describe, expect, it } from 'vitest';
import { PathTemplate } from '../../src/protocol/path-template.ts';
import { breakageOf } from './breakage-of.ts';

describe('PathTemplate', () => {
  it('gives a path without places as it is', () => {
    expect(new PathTemplate('/accords').expand({})).toBe('/accords');
  });

  it('fills each place, percent-encoded', () => {
    expect(new PathTemplate('/a/:one/b/:two?x=:one').expand({ one: 'é /?#', two: 7 })).toBe(
      '/a/%C3%A9%20%2F%3F%23/b/7?x=%C3%A9%20%2F%3F%23',
    );
  });

  it.each(['', '.', '..', '\ud800', undefined, null, {}])(
    'refuses %j, which would be another path',
    async (reference) => {
      const breakage = await breakageOf(() => new PathTemplate('/orders/:reference').expand({ reference }));
      expect(breakage).toMatchObject({ kind: 'invalid', delivery: 'none', errors: [{ pointer: '/reference' }] });
    },
  );

  it('keeps a dotted name that stays in its place', () => {
    expect(new PathTemplate('/orders/:reference').expand({ reference: '../x' })).toBe('/orders/..%2Fx');
  });
});
