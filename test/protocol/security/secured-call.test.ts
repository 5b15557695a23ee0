import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Auth } from '../../../src/adapter/auth.ts';
import { Secret } from '../../../src/adapter/secret.ts';
import {
  encryption,
  signature,
  signedReply as mustBeSigned,
  timestamp,
  usernameToken,
} from '../../../src/adapter/ws-security.ts';
import type { BoundAdapter } from '../../../src/protocol/bound.ts';
import { breakageOf } from '../breakage-of.ts';
import type { Partner } from '../partner.ts';
import { httpPartner } from '../partner.ts';
import { attempt, bound, envelope11, followed, shopAdapter } from '../shop.ts';
import { identity } from './keys.ts';
import { signedReply } from './signing-partner.ts';

const us = identity('us.example');
const them = identity('partner.example');
const stranger = identity('stranger.example');

const auth: readonly Auth[] = [
  timestamp(),
  usernameToken('anna', new Secret('secret')),
  signature({ certificate: us.certificate, key: us.key, parts: ['Timestamp', 'UsernameToken', 'Body'] }),
  mustBeSigned({ trusted: [them.certificate] }),
];

/** Longer than what is read at once, and says nothing. */
const long = ' '.repeat(300 * 1024);

const faults = { OutOfStock: 'rejected', Busy: 'throttled', BadSignature: 'credentials' } as const;
const faultOf = (code: string): string =>
  `<s:Fault xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>${code}</faultcode><faultstring>no</faultstring></s:Fault>`;

let answer: (response: ServerResponse) => void;
let partner: Partner;
let shop: BoundAdapter;

beforeAll(async () => {
  partner = await httpPartner((response) => answer(response));
  shop = bound(shopAdapter, { url: partner.origin, auth, faults });
});
beforeEach(() => {
  partner.requests.length = 0;
});
afterAll(async () => {
  await shop.close();
  await partner[Symbol.asyncDispose]();
});

function answering(status: number, body: string): void {
  answer = (response) => {
    response.statusCode = status;
    response.end(body);
  };
}

const follow = () => attempt(shop, 'follow', { reference: 'A-1' }, { now: new Date() });

describe('a call to a partner of several ways of greeting', () => {
  it('carries them all, and takes the signed reply', async () => {
    answering(200, signedReply(them));
    expect(await follow()).toMatchObject({ output: { status: 'MADE', count: 3 }, drift: [] });
    expect(partner.requests[0]?.body).toMatch(/Timestamp .*BinarySecurityToken .*UsernameToken .*<ds:Signature /);
  });

  it('is malformed, and may have been carried out, when the reply is not signed', async () => {
    answering(200, envelope11(followed));
    const breakage = await breakageOf(follow());
    expect(breakage).toMatchObject({ kind: 'malformed', delivery: 'unknown', partnerStatus: 200 });
    expect(breakage.message).toBe('The partner’s reply cannot be believed: it is not signed');
  });

  it('is malformed when a stranger signed the reply', async () => {
    answering(200, signedReply(stranger));
    expect(await breakageOf(follow())).toMatchObject({ kind: 'malformed', delivery: 'unknown' });
  });

  it('is malformed when the reply came before', async () => {
    answering(200, signedReply(them));
    await follow();
    const breakage = await breakageOf(follow());
    expect([breakage.kind, breakage.message]).toEqual([
      'malformed',
      'The partner’s reply cannot be believed: it came before',
    ]);
  });

  it('tells drift in what was signed', async () => {
    answering(200, signedReply(them, { body: '<Other xmlns="urn:example:shop"/>' }));
    expect(await breakageOf(follow())).toMatchObject({ kind: 'drift', delivery: 'done' });
  });

  it.each([
    ['the output', followed, { output: { status: 'MADE', count: 3 }, drift: [] }],
    [
      'what differs',
      followed.replace('MADE', 'LOST'),
      { output: { status: 'LOST' }, drift: [{ kind: 'enumeration' }] },
    ],
  ])('reads a long reply in steps once it is believed: %s', async (_, body, answered) => {
    answering(200, signedReply(them, { body: body.replace('<Count>', `${long}<Count>`) }));
    expect(await follow()).toMatchObject(answered);
  });

  it('believes nothing of a long reply that somebody altered', async () => {
    const body = followed.replace('<Count>', `${long}<Count>`);
    answering(200, signedReply(them, { body }).replace('>MADE<', '>LOST<'));
    expect(await breakageOf(follow())).toMatchObject({ kind: 'malformed', delivery: 'unknown' });
  });

  it('tells drift in a long reply that was signed', async () => {
    answering(200, signedReply(them, { body: followed.replace('<Count>3</Count>', `<Count>x</Count>${long}`) }));
    expect(await breakageOf(follow())).toMatchObject({ kind: 'drift', delivery: 'done' });
  });

  it('takes a signed 202 for a one-way message', async () => {
    const body = '<Accepted xmlns="urn:example:shop"/>';
    answering(202, signedReply(them, { body }));
    expect(await attempt(shop, 'notify', { text: 'x' }, { now: new Date() })).toMatchObject({ output: null });
  });

  it('takes an empty 202 for a one-way message: there is no reply that could be signed', async () => {
    answering(202, '');
    expect(await attempt(shop, 'notify', { text: 'x' }, { now: new Date() })).toMatchObject({ output: null });
  });
});

describe('a fault of such a partner', () => {
  it.each([500, 200])('is believed when it is signed, on HTTP %s', async (status) => {
    answering(status, signedReply(them, { body: faultOf('OutOfStock') }));
    expect(await breakageOf(follow())).toMatchObject({
      kind: 'rejected',
      delivery: 'refused',
      fault: { code: 'OutOfStock' },
    });
  });

  it.each([500, 200])('is no answer when it is not: the call may have been carried out, on HTTP %s', async (status) => {
    answering(status, envelope11(faultOf('OutOfStock')));
    const breakage = await breakageOf(follow());
    expect(breakage).toMatchObject({ kind: 'failing', delivery: 'unknown', fault: { code: 'OutOfStock' } });
    expect(breakage.message).toBe('The partner answered with a fault that it did not sign as it must');
  });

  it.each(['BadSignature', 'wsse:FailedCheck'])('is told to ops though it is not signed: %s', async (code) => {
    const body = faultOf(code).replace(
      '<faultcode>',
      '<faultcode xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">',
    );
    answering(500, envelope11(body));
    expect(await breakageOf(follow())).toMatchObject({ kind: 'credentials', delivery: 'unknown' });
  });

  it('is no answer when somebody altered it', async () => {
    answering(500, signedReply(them, { body: faultOf('OutOfStock') }).replace('OutOfStock', 'Busy'));
    expect(await breakageOf(follow())).toMatchObject({ kind: 'failing', delivery: 'unknown', fault: { code: 'Busy' } });
  });

  it.each([
    [401, 'credentials'],
    [429, 'throttled'],
    [503, 'failing'],
    [404, 'drift'],
  ])('without a document says whose trouble it is, not that nothing was done: HTTP %s', async (status, kind) => {
    answering(status, '');
    expect(await breakageOf(follow())).toMatchObject({ kind, delivery: 'unknown', partnerStatus: status });
  });
});

describe('a call that could not be believed', () => {
  it.each([
    ['no certificate to trust', [mustBeSigned({ trusted: [] })], 'credentials'],
    ['one way declared twice', [timestamp(), timestamp()], 'internal'],
    ['a key that does not fit', [signature({ certificate: us.certificate, key: them.key })], 'credentials'],
  ] as const)('is not made: %s', async (_what, wrong, kind) => {
    const broken = bound(shopAdapter, { url: partner.origin, auth: wrong });
    const breakage = await breakageOf(attempt(broken, 'follow', { reference: 'A-1' }, { now: new Date() }));
    expect([breakage.kind, breakage.delivery, partner.requests]).toEqual([kind, 'none', []]);
    await broken.close();
  });
});

describe('an encrypted call', () => {
  it('shows nobody its body, nor its reply’s', async () => {
    const sealed = bound(shopAdapter, {
      url: partner.origin,
      auth: [encryption({ certificate: them.certificate, key: us.key })],
    });
    answering(200, envelope11(followed));
    expect(await attempt(sealed, 'follow', { reference: 'A-1' }, { now: new Date() })).toMatchObject({
      output: { status: 'MADE' },
    });
    expect(partner.requests[0]?.body).toMatch(/<soap:Body><xenc:EncryptedData /);
    expect(partner.requests[0]?.body).not.toContain('A-1');
    await sealed.close();
  });
});
