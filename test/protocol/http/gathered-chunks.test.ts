import { array, assert, constantFrom, oneof, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatheredChunks } from '../../../src/protocol/http/gathered-chunks.ts';
import { cases } from '../../support/random-cases.ts';

function gathered(pieces: readonly Uint8Array[]): { chunks: readonly Buffer[]; bytes: number } {
  const chunks = new GatheredChunks();
  for (const piece of pieces) chunks.push(Buffer.from(piece));
  return { chunks: chunks.close(), bytes: chunks.bytes };
}

describe('chunks that are gathered', () => {
  it('are what was pushed, in its order', () => {
    const piece = oneof(
      uint8Array({ maxLength: 20 }),
      constantFrom(1, 4_095, 4_096, 30_000, 70_000).map((length) => new Uint8Array(length).fill(length % 251)),
    );
    assert(
      property(array(piece, { maxLength: 30 }), (pieces) => {
        const { chunks, bytes } = gathered(pieces);
        const whole = Buffer.concat(pieces);
        expect(Buffer.concat(chunks).equals(whole)).toBe(true);
        expect(bytes).toBe(whole.byteLength);
      }),
      cases(100),
    );
  });

  it('are few where a hundred thousand octets come one by one', () => {
    expect(gathered(Array.from({ length: 100_000 }, () => Uint8Array.of(1))).chunks.length).toBeLessThan(5);
  });

  it('keep the one piece of a small reply as it is', () => {
    const piece = Buffer.from('<r/>');
    const chunks = new GatheredChunks();
    chunks.push(piece);
    expect(chunks.close()[0]).toBe(piece);
  });
});
