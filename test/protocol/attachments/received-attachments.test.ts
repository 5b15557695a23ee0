import { describe, expect, it } from 'vitest';
import { ReceivedAttachments } from '../../../src/protocol/attachments/received-attachments.ts';

const base64 = 'A'.repeat(1024 * 1024);

function received(...contentIds: string[]): ReceivedAttachments {
  return new ReceivedAttachments(
    contentIds.map((contentId) => ({ contentId, contentLocation: `http://partner.example/${contentId}`, base64 })),
  );
}

describe('the parts beside an envelope', () => {
  it('may be referred to several times', () => {
    const parts = received('a');
    expect([parts.find('cid:a'), parts.find('cid:a')]).toEqual([base64, base64]);
  });

  it('are not repeated until we cannot hold what they make', () => {
    const parts = received('a', 'b');
    const often = (): void => {
      for (let times = 0; times < 40; times++) parts.find(times % 2 ? 'cid:a' : 'cid:b');
    };
    expect(often).toThrow('it repeats its attachments more often than we may hold');
  });

  it('may be many, each of them once', () => {
    const names = Array.from({ length: 40 }, (_, index) => `part${index}`);
    const parts = received(...names);
    expect(names.map((name) => parts.find(`cid:${name}`)?.length)).toEqual(names.map(() => base64.length));
  });

  it('are found by their Content-ID as it is written, or percent-encoded, in no other case', () => {
    const parts = received('Part 1@x', 'b');
    const found = ['cid:Part 1@x', 'CID:Part%201%40x', 'cid:part 1@x', 'cid:%ZZ', 'b', ''].map((each) =>
      parts.find(each),
    );
    expect(found).toEqual([base64, base64, undefined, undefined, undefined, undefined]);
  });

  it('are never fetched: an address is only another name of a part', () => {
    const parts = received('a');
    expect([parts.find('http://partner.example/a'), parts.find('http://partner.example/z')]).toEqual([
      base64,
      undefined,
    ]);
  });
});
