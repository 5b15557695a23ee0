import { describe, expect, it } from 'vitest';
import type { SignedReply } from '../../../src/adapter/ws-security.ts';
import { believed, inMinutes, open, partner, refused } from './believing.ts';
import { identity } from './keys.ts';
import { opened } from './open-reply.ts';
import { bearing, signedReply } from './signing-partner.ts';

const attacker = identity('attacker.example');

describe('the key of a signature', () => {
  it('is a trusted one, whatever certificate the reply brings along', async () => {
    expect(await open(signedReply(attacker, bearing(attacker)))).toBe(
      refused('its signature is not right, or not of a trusted certificate'),
    );
  });

  it('may be elliptic', async () => {
    const elliptic = identity('elliptic.example', { curve: 'P-256' });
    const own = { trusted: [elliptic.certificate] };
    // xml-crypto makes no such signature: see the interoperability tests.
    expect(await open(signedReply(partner), own)).toBe(
      refused('its signature is not of a kind that a trusted certificate’s key makes'),
    );
  });
});

describe('a certificate that an authority issued', () => {
  const authority = identity('authority.example');
  const issued = identity('partner.example', { issuer: authority });
  const neighbour = identity('neighbour.example', { issuer: authority });
  const namesake = identity('authority.example');
  const trusted: SignedReply['trusted'] = { authorities: [authority.certificate], subject: { CN: 'partner.example' } };
  const notOurs = refused('its signature’s certificate is not one that a trusted authority issued to the partner');
  const signedBy = (who: typeof issued): Promise<string> => open(signedReply(who, bearing(who)), { trusted });

  it('is believed for the declared subject', async () => {
    expect(await signedBy(issued)).toEqual(believed);
  });

  it('may be named several times', async () => {
    const { tokens, keyInfo } = bearing(issued);
    const reference = /<w:Reference [^>]*>/.exec(keyInfo)?.[0] ?? '';
    const again = keyInfo.replace(reference, reference.repeat(3));
    expect(await open(signedReply(issued, { tokens, keyInfo: again }), { trusted })).toEqual(believed);
  });

  it.each([
    ['for another subject', neighbour],
    ['by another authority of the same name', identity('partner.example', { issuer: namesake, vague: true })],
    ['by somebody who is no authority', identity('partner.example', { issuer: neighbour })],
    ['that is an authority’s itself', identity('partner.example', { issuer: authority, authority: true })],
    ['by nobody', identity('partner.example')],
  ])('is refused %s', async (_what, who) => {
    expect(await signedBy(who)).toBe(notOurs);
  });

  it('is of no use after its authority’s time', async () => {
    const answer = await opened(signedReply(issued, bearing(issued)), {
      signedReply: { trusted },
      now: inMinutes(60 * 24 * 31),
    });
    expect(answer).toBe('BreakageError: No certificate that the partner’s replies are trusted by is valid today');
  });

  it('is refused where what is declared as an authority is none', async () => {
    const pupil = identity('partner.example', { issuer: neighbour });
    const declared = { authorities: [neighbour.certificate], subject: { CN: 'partner.example' } };
    expect(await open(signedReply(pupil, bearing(pupil)), { trusted: declared })).toBe(notOurs);
  });

  it('has to come along', async () => {
    expect(await open(signedReply(issued), { trusted })).toBe(
      refused('it does not send the certificate of its signature along'),
    );
  });

  it('is of no use where no subject is declared', async () => {
    const anybody = { authorities: [authority.certificate], subject: {} };
    expect(await open(signedReply(issued, bearing(issued)), { trusted: anybody })).toBe(notOurs);
  });
});
