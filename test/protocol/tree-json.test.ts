import { describe, expect, it } from 'vitest';
import { put } from '../../src/protocol/tree-json.ts';

describe('a property that comes again', () => {
  it('joins the values before it without copying them', () => {
    const json: Record<string, unknown> = {};
    put(json, 'a', 1);
    put(json, 'a', 2);
    const before = json['a'];
    put(json, 'a', 3);
    expect(json['a']).toBe(before);
    expect(before).toEqual([1, 2, 3]);
  });

  it('keeps values that are arrays apart', () => {
    const json: Record<string, unknown> = {};
    put(json, 'a', [1]);
    put(json, 'a', [2]);
    expect(json).toEqual({ a: [[1], [2]] });
  });
});
