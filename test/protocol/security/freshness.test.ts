import { describe, expect, it } from 'vitest';
import type { SignedReply } from '../../../src/adapter/ws-security.ts';
import { SeenReplies } from '../../../src/protocol/security/freshness.ts';
import { believed, inMinutes, open, partner, pinned, refused } from './believing.ts';
import { opened } from './open-reply.ts';
import { instants, signedReply } from './signing-partner.ts';

describe('a timestamp', () => {
  const stamped = (timestamp: string): Promise<string> => open(signedReply(partner, { timestamp }));

  it.each([
    ['has expired', instants(inMinutes(-20), inMinutes(-10)), 'its timestamp has expired'],
    ['is older than a reply may be', instants(inMinutes(-20), inMinutes(60)), 'its timestamp has expired'],
    ['does not say when it ends, and is old', instants(inMinutes(-20)), 'its timestamp has expired'],
    ['is of the future', instants(inMinutes(10), inMinutes(20)), 'its timestamp is of the future'],
    ['is not of today', '<wsu:Created>yesterday</wsu:Created>', 'its timestamp cannot be read'],
    ['says two times', instants(new Date()) + instants(inMinutes(-20)), 'its timestamp cannot be read'],
    ['says nothing', '<wsu:Expires>2999-01-01T00:00:00Z</wsu:Expires>', 'its timestamp does not say when it was made'],
    ['is missing', '', 'it has no timestamp'],
  ])('that %s makes a reply unbelievable', async (_what, timestamp, why) => {
    expect(await stamped(timestamp)).toBe(refused(why));
  });

  it('may be off by what clocks are off', async () => {
    const past = instants(inMinutes(-9), inMinutes(-4));
    const future = instants(inMinutes(4), inMinutes(9));
    expect([await stamped(past), await stamped(future)]).toEqual([believed, believed]);
  });

  it('has to be signed itself', async () => {
    expect(await open(signedReply(partner, { signed: ['body'] }))).toBe(refused('its timestamp is not signed'));
  });

  it('need not be there where the adapter does not ask for it', async () => {
    expect(await open(signedReply(partner, { timestamp: '' }), { parts: ['Body'] })).toEqual(believed);
  });
});

describe('a reply that comes again', () => {
  const text = signedReply(partner);

  it('is refused', async () => {
    const seen = new SeenReplies();
    const twice = [
      await opened(text, { signedReply: pinned, seen }),
      await opened(text, { signedReply: pinned, seen }),
    ];
    expect(twice).toEqual([believed, refused('it came before')]);
  });

  it('is refused with its signature written in another way', async () => {
    const seen = new SeenReplies();
    await opened(text, { signedReply: pinned, seen });
    const same = text.replace('</ds:SignatureValue>', '\n</ds:SignatureValue>').replace('<s:Header>', '<s:Header> ');
    expect(await opened(same, { signedReply: pinned, seen })).toBe(refused('it came before'));
  });

  it('is taken where the partner’s replies may be the same to the byte', async () => {
    const seen = new SeenReplies();
    const lenient: SignedReply = { ...pinned, repeats: 'accepted' };
    await opened(text, { signedReply: lenient, seen });
    expect(await opened(text, { signedReply: lenient, seen })).toEqual(believed);
  });

  it('is not confused with another of the same content', async () => {
    const seen = new SeenReplies();
    await opened(text, { signedReply: pinned, seen });
    const later = signedReply(partner, { timestamp: instants(inMinutes(-1), inMinutes(3)) });
    expect(await opened(later, { signedReply: pinned, seen })).toEqual(believed);
  });
});
