import { describe, expect, it } from 'vitest';
import { markBlocks } from '../../../src/protocol/security/header-blocks.ts';

const mark = (blocks: string): string => markBlocks(blocks, (name) => (name === 'n1:a' ? ' id="1"' : ''));

describe('markBlocks', () => {
  it.each([
    ['', ''],
    ['<n1:a>x</n1:a><n1:b/>', '<n1:a id="1">x</n1:a><n1:b/>'],
    ['<n1:b/><n1:a/>', '<n1:b/><n1:a id="1"/>'],
    ['<n1:b><n1:a/></n1:b>', '<n1:b><n1:a/></n1:b>'],
    ['<n1:a><n1:a></n1:a></n1:a>', '<n1:a id="1"><n1:a></n1:a></n1:a>'],
    ['<n1:a x="/"/><n1:a x="y/">z</n1:a>', '<n1:a id="1" x="/"/><n1:a id="1" x="y/">z</n1:a>'],
    ['<n1:ab/><n1:a b="1"/>', '<n1:ab/><n1:a id="1" b="1"/>'],
  ])('marks the outermost elements alone: %s', (blocks, marked) => {
    expect(mark(blocks)).toBe(marked);
  });
});
