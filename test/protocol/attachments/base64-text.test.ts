import { array, assert, nat, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Base64Block, Base64Text } from '../../../src/protocol/attachments/base64-text.ts';
import { writeCut } from './pieces.ts';
import { cases } from '../../support/random-cases.ts';

function turned(octets: Uint8Array, cuts: readonly number[], block = new Base64Block()): string {
  const text = new Base64Text(block, () => {});
  writeCut(text, Buffer.from(octets), cuts);
  text.end();
  return text.text;
}

describe('octets that become base64 while they come in', () => {
  it('are the base64 of the whole, whatever the octets and the pieces', () => {
    assert(
      property(uint8Array({ maxLength: 300 }), array(nat(300), { maxLength: 20 }), (octets, cuts) => {
        expect(turned(octets, cuts, new Base64Block(30))).toBe(Buffer.from(octets).toString('base64'));
      }),
      cases(1_000),
    );
  });

  it('are the base64 of the whole over many blocks', () => {
    const octets = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 31) % 256));
    expect(turned(octets, [1, 65_536, 196_608, 196_609, 500_000])).toBe(octets.toString('base64'));
  });

  it('count what they are held as', () => {
    let held = 0;
    const text = new Base64Text(new Base64Block(), (bytes) => (held += bytes));
    text.write(Buffer.alloc(1_000_000));
    text.end();
    expect(held).toBe(text.text.length);
  });
});
