import { describe, expect, it } from 'vitest';
import { pointerTo } from '../../src/codec/json-pointer.ts';

describe('a JSON Pointer', () => {
  it('has its names escaped as RFC 6901 says', () => {
    expect(pointerTo(['a/b', 'c~d', '~1', 0])).toBe('/a~1b/c~0d/~01/0');
  });

  it('is empty where it leads nowhere', () => {
    expect(pointerTo([])).toBe('');
  });

  it('goes on from another', () => {
    expect(pointerTo(['Line', 2], '/$headers/Order')).toBe('/$headers/Order/Line/2');
  });
});
