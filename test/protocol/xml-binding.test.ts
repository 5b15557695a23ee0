import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { basic } from '../../src/adapter/auth.ts';
import { usernameToken } from '../../src/adapter/ws-security.ts';
import { notDone } from '../../src/adapter/fault.ts';
import { Secret } from '../../src/adapter/secret.ts';
import { driftOf } from '../../src/protocol/attempt-breakage.ts';
import type { BoundAdapter } from '../../src/protocol/bound.ts';
import { breakageOf } from './breakage-of.ts';
import type { Partner } from './partner.ts';
import { httpPartner } from './partner.ts';
import { attempt, bound, ordersAdapter } from './shop.ts';

let partner: Partner;
let orders: BoundAdapter;
let next: { status?: number; body?: string | Buffer; headers?: Record<string, string> } = {};

const made = '<State xmlns="urn:example:orders"><Status>made</Status></State>';
const faults = { E404: 'not_found', BUSY: notDone('failing') } as const;

beforeAll(async () => {
  partner = await httpPartner((response) =>
    response.writeHead(next.status ?? 200, next.headers).end(next.body ?? made),
  );
  orders = bound(ordersAdapter, {
    url: `${partner.origin}/api/?key=1`,
    faults,
    auth: basic('anna', new Secret('secret')),
  });
});
beforeEach(() => {
  partner.requests.length = 0;
  next = {};
});
afterAll(async () => {
  await orders.close();
  await partner[Symbol.asyncDispose]();
});

function errorDocument(code: string): string {
  return `<Error xmlns="urn:example:orders"><Code>${code}</Code><Text>no</Text></Error>`;
}

describe('a message', () => {
  it('goes to the filled path below the endpoint as an XML document', async () => {
    await attempt(orders, 'order', { reference: 'A/1 é', comment: 'a<b' });
    expect(partner.requests).toMatchObject([
      {
        method: 'PUT',
        url: '/api/orders/A%2F1%20%C3%A9?key=1',
        headers: {
          'content-type': 'application/xml; charset=utf-8',
          authorization: `Basic ${Buffer.from('anna:secret').toString('base64')}`,
        },
      },
    ]);
    expect(partner.requests[0]?.body).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?><(\w+):Order xmlns:\1="urn:example:orders"><\1:Reference>A\/1 é<\/\1:Reference><\1:Comment>a&lt;b<\/\1:Comment><\/\1:Order>$/,
    );
  });

  it('has no body and no content type where none is declared', async () => {
    await attempt(orders, 'state', { reference: 'A-1' });
    expect(partner.requests[0]).toMatchObject({ method: 'GET', url: '/api/orders/A-1?key=1', body: '' });
    expect(partner.requests[0]?.headers['content-type']).toBeUndefined();
  });

  it('is refused before anything is sent when a value would be another path', async () => {
    const breakage = await breakageOf(attempt(orders, 'state', { reference: '..' }));
    expect(breakage).toMatchObject({ kind: 'invalid', errors: [{ pointer: '/reference' }] });
    expect(partner.requests).toEqual([]);
  });

  it('has no place for a UsernameToken', async () => {
    const wrong = bound(ordersAdapter, { url: partner.origin, auth: usernameToken('anna', new Secret('secret')) });
    expect(await breakageOf(attempt(wrong, 'state', { reference: 'A-1' }))).toMatchObject({
      kind: 'internal',
      delivery: 'none',
    });
  });
});

describe('a reply', () => {
  it('becomes the output', async () => {
    expect(await attempt(orders, 'state', { reference: 'A-1' })).toMatchObject({
      output: { status: 'made' },
      drift: [],
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['its XML declaration', { 'content-type': 'application/xml' }, '<?xml version="1.0" encoding="ISO-8859-1"?>'],
    ['HTTP', { 'content-type': 'application/xml; charset=iso-8859-1' }, ''],
  ])('is read in the ISO-8859-1 of %s', async (_, headers, declaration) => {
    next = { headers, body: Buffer.from(declaration + made.replace('made', 'expédiée'), 'latin1') };
    expect((await attempt(orders, 'state', { reference: 'A-1' })).output).toEqual({ status: 'expédiée' });
  });

  it.each<[string, typeof next, string]>([
    ['an empty 200', { body: '' }, 'malformed'],
    ['an HTML page', { body: '<html/>' }, 'malformed'],
    ['a truncated document', { body: made.slice(0, -3) }, 'malformed'],
    ['another root', { body: '<State/>' }, 'drift'],
    ['a missing element', { body: '<State xmlns="urn:example:orders"/>' }, 'drift'],
  ])('that is %s is a breakage', async (_, scripted, kind) => {
    next = scripted;
    expect(await breakageOf(attempt(orders, 'state', { reference: 'A-1' }))).toMatchObject({ kind });
  });
});

describe('an error document', () => {
  it.each([200, 400, 404, 500])('is looked up in faults whatever the status: %i', async (status) => {
    next = { status, body: errorDocument('E404') };
    expect(await breakageOf(attempt(orders, 'order', { reference: 'A-1' }))).toMatchObject({
      kind: 'not_found',
      delivery: 'refused',
      partnerStatus: status,
      fault: { code: 'E404', message: 'no', detail: { Error: { Code: 'E404', Text: 'no' } } },
    });
  });

  it('may mean that nothing was done', async () => {
    next = { status: 503, body: errorDocument('BUSY'), headers: { 'retry-after': '5' } };
    expect(await breakageOf(attempt(orders, 'order', { reference: 'A-1' }))).toMatchObject({
      kind: 'failing',
      delivery: 'refused',
      retryAfterMs: 5_000,
    });
  });

  it('leaves the word to the status where its code is unknown, and reports it', async () => {
    next = { status: 404, body: errorDocument('NEW') };
    const breakage = await breakageOf(attempt(orders, 'order', { reference: 'A-1' }));
    expect(breakage).toMatchObject({ kind: 'not_found', delivery: 'refused', fault: { code: 'NEW' } });
  });

  it.each([
    [400, 'rejected', 'refused'],
    [401, 'credentials', 'refused'],
    [500, 'failing', 'unknown'],
    [200, 'failing', 'unknown'],
  ] as const)('that nothing maps is, on %i, %s', async (status, kind, delivery) => {
    next = { status, body: errorDocument('NEW') };
    const breakage = await breakageOf(attempt(orders, 'state', { reference: 'A-1' }));
    expect([breakage.kind, breakage.delivery, driftOf(breakage)]).toMatchObject([
      kind,
      delivery,
      [{ kind: 'fault', found: 'unmapped fault NEW' }],
    ]);
  });
});

describe('a status without an error document', () => {
  it.each([
    [404, 'not_found', 'refused'],
    [409, 'failing', 'refused'],
    [410, 'drift', 'refused'],
    [502, 'failing', 'unknown'],
    [303, 'drift', 'unknown'],
  ] as const)('%i is %s', async (status, kind, delivery) => {
    next = { status, body: '<html><br>' };
    expect(await breakageOf(attempt(orders, 'order', { reference: 'A-1' }))).toMatchObject({
      kind,
      delivery,
      partnerStatus: status,
    });
  });
});
