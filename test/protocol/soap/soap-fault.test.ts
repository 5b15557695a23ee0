import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BreakageError } from '../../../src/adapter/breakage.ts';
import { notDone } from '../../../src/adapter/fault.ts';
import { driftOf } from '../../../src/protocol/attempt-breakage.ts';
import type { BoundAdapter } from '../../../src/protocol/bound.ts';
import { breakageOf } from '../breakage-of.ts';
import type { Partner } from '../partner.ts';
import { httpPartner } from '../partner.ts';
import { attempt, bound, envelope11, envelope12, shopAdapter } from '../shop.ts';

let partner: Partner;
let mapped: BoundAdapter;
let plain: BoundAdapter;
let next = { status: 500, body: '', headers: {} };

const faults = {
  UnknownOrder: 'not_found',
  QuotaExceeded: 'throttled',
  BadPassword: 'credentials',
  Closed: notDone('failing'),
  MS_UNAVAILABLE: 'failing',
  'Client.Auth': 'credentials',
} as const;

beforeAll(async () => {
  partner = await httpPartner((response) => response.writeHead(next.status, next.headers).end(next.body));
  mapped = bound(shopAdapter, { url: partner.origin, faults });
  plain = bound(shopAdapter, { url: partner.origin });
});
afterAll(async () => {
  await Promise.all([mapped.close(), plain.close()]);
  await partner[Symbol.asyncDispose]();
});

function fault11(code: string, reason = 'no', detail = ''): string {
  return envelope11(
    `<s:Fault><faultcode>${code}</faultcode><faultstring>${reason}</faultstring>${detail === '' ? '' : `<detail>${detail}</detail>`}</s:Fault>`,
  );
}

function fault12(code: string, subcodes: readonly string[] = [], detail = ''): string {
  const nested = subcodes.reduceRight(
    (inner, subcode) => `<e:Subcode><e:Value>${subcode}</e:Value>${inner}</e:Subcode>`,
    '',
  );
  return envelope12(
    `<e:Fault><e:Code><e:Value>e:${code}</e:Value>${nested}</e:Code>` +
      `<e:Reason><e:Text xml:lang="fr">non</e:Text><e:Text xml:lang="en">no</e:Text></e:Reason>${detail === '' ? '' : `<e:Detail>${detail}</e:Detail>`}</e:Fault>`,
  );
}

function broken(
  adapter: BoundAdapter,
  body: string,
  status = 500,
  operation = 'follow',
  headers = {},
): Promise<BreakageError> {
  next = { status, body, headers };
  return breakageOf(attempt(adapter, operation, { reference: 'A-1' }));
}

const declaredDetail =
  '<UnknownOrder xmlns="urn:example:shop"><Reference>A-1</Reference><Tries>3</Tries></UnknownOrder>';

describe('a fault is looked up', () => {
  it.each([200, 202, 400, 401, 404, 500, 503])('whatever the status: %i', async (status) => {
    expect(await broken(mapped, fault11('s:Server', 'no', declaredDetail), status)).toMatchObject({
      kind: 'not_found',
      delivery: 'refused',
      partnerStatus: status,
      fault: { code: 'UnknownOrder' },
    });
  });

  it('by its detail’s element first', async () => {
    const breakage = await broken(mapped, fault12('Sender', ['x:BadPassword'], declaredDetail), 500, 'follow12');
    expect(breakage).toMatchObject({ kind: 'not_found', fault: { code: 'UnknownOrder' } });
  });

  it('by its innermost subcode', async () => {
    const breakage = await broken(mapped, fault12('Sender', ['x:Access', 'x:BadPassword']), 500, 'follow12');
    expect(breakage).toMatchObject({
      kind: 'credentials',
      delivery: 'refused',
      fault: { code: 'BadPassword', message: 'non' },
    });
  });

  it('by its code', async () => {
    expect(await broken(mapped, fault11('x:QuotaExceeded'))).toMatchObject({
      kind: 'throttled',
      fault: { code: 'QuotaExceeded', message: 'no' },
    });
  });

  it('by a dotted code of SOAP 1.1', async () => {
    expect(await broken(mapped, fault11('s:Client.Auth'))).toMatchObject({
      kind: 'credentials',
      fault: { code: 'Client.Auth' },
    });
  });

  it('by its exact reason at last', async () => {
    expect(await broken(mapped, fault11('s:Server', ' MS_UNAVAILABLE '))).toMatchObject({
      kind: 'failing',
      delivery: 'unknown',
      fault: { code: 'MS_UNAVAILABLE' },
    });
  });

  it('and may mean that nothing was done', async () => {
    expect(await broken(mapped, fault11('s:Server', 'Closed'))).toMatchObject({
      kind: 'failing',
      delivery: 'refused',
      retryable: true,
    });
  });

  it('in an envelope of either SOAP version', async () => {
    expect(await broken(mapped, fault12('VersionMismatch', ['x:Closed']))).toMatchObject({
      kind: 'failing',
      fault: { code: 'Closed' },
    });
  });

  it('and keeps the Retry-After beside it', async () => {
    expect(await broken(mapped, fault11('x:QuotaExceeded'), 503, 'follow', { 'retry-after': '9' })).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 9_000,
    });
  });

  it('but never by a name that every object has', async () => {
    expect(await broken(mapped, fault11('x:constructor', 'toString'))).toMatchObject({ kind: 'failing' });
  });
});

describe('a fault that no table maps', () => {
  it.each(['Server', 'Receiver'])('%s is the partner’s failure, and no drift', async (code) => {
    const breakage = await broken(plain, fault11(`s:${code}`));
    expect([breakage.kind, breakage.delivery, driftOf(breakage)]).toEqual(['failing', 'unknown', []]);
  });

  it.each(['Client', 'Sender', 'VersionMismatch', 'MustUnderstand'])(
    '%s is a refusal, and an unmapped fault in the drift check',
    async (code) => {
      const breakage = await broken(plain, fault11(`s:${code}`));
      expect([breakage.kind, breakage.delivery, driftOf(breakage)]).toMatchObject([
        'rejected',
        'refused',
        [{ kind: 'fault', found: `unmapped fault ${code}` }],
      ]);
    },
  );

  it('of WS-Security’s is about our credentials', async () => {
    const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
    const body = fault11('w:FailedAuthentication').replace('<faultcode>', `<faultcode xmlns:w="${wsse}">`);
    expect(await broken(plain, body)).toMatchObject({
      kind: 'credentials',
      delivery: 'refused',
      fault: { code: 'FailedAuthentication' },
    });
  });

  it('with a code of no standard claims nothing about what was done', async () => {
    const breakage = await broken(plain, fault11('x:E_42'));
    expect([breakage.kind, breakage.delivery, driftOf(breakage)]).toMatchObject([
      'failing',
      'unknown',
      [{ found: 'unmapped fault E_42' }],
    ]);
  });

  it('shows a text in place of a code to the caller alone', async () => {
    const breakage = await broken(plain, fault11('Jean Dupont 1850575123456'));
    expect(JSON.stringify([breakage.message, breakage.fault?.code, driftOf(breakage)])).not.toMatch(/Jean|185/);
  });
});

describe('the detail of a fault', () => {
  it('is decoded by the mapping where the contract declares it', async () => {
    expect((await broken(mapped, fault11('s:Server', 'no', declaredDetail))).fault?.detail).toEqual({
      UnknownOrder: { Reference: 'A-1', Tries: 3 },
    });
  });

  it('is decoded in SOAP 1.2 too', async () => {
    expect((await broken(mapped, fault12('Sender', [], declaredDetail), 500, 'follow12')).fault?.detail).toEqual({
      UnknownOrder: { Reference: 'A-1', Tries: 3 },
    });
  });

  it('is plain JSON where it breaks its declaration, which is reported', async () => {
    const breakage = await broken(mapped, fault11('s:Server', 'no', declaredDetail.replace('3', 'three')));
    expect(breakage.fault?.detail).toEqual({ UnknownOrder: { Reference: 'A-1', Tries: 'three' } });
    expect(driftOf(breakage)).toMatchObject([{ kind: 'lexical' }]);
  });

  it('is plain JSON where nobody declared it', async () => {
    const detail =
      '<x:Trace xmlns:x="urn:x" level="3"><line>a</line><line>b</line><deep><end/></deep></x:Trace><__proto__>p</__proto__>';
    const expected = JSON.parse(
      '{"Trace":{"@level":"3","line":["a","b"],"deep":{"end":""}},"__proto__":"p"}',
    ) as unknown;
    expect((await broken(plain, fault11('s:Server', 'no', detail))).fault?.detail).toEqual(expected);
  });

  it('is its text where it has no element', async () => {
    expect((await broken(plain, fault11('s:Server', 'no', 'ORA-00942'))).fault?.detail).toBe('ORA-00942');
  });

  it('is left out where nobody declared it and it is huge', async () => {
    const detail = `<trace>${'x'.repeat(300_000)}</trace>`;
    expect((await broken(plain, fault11('s:Server', 'no', detail))).fault).toEqual({
      code: 'trace',
      message: 'no',
      detail: {},
    });
  });

  it('is read in full where it repeats a name forty thousand times', async () => {
    const breakage = await broken(plain, fault11('s:Server', 'no', '<a/>'.repeat(40_000)));
    expect(breakage.fault?.detail).toEqual({ a: Array.from({ length: 40_000 }, () => '') });
  });
});

describe('a fault that is not whole', () => {
  it('is malformed on a 2xx', async () => {
    expect(await broken(mapped, fault11('s:Server', 'no', declaredDetail).slice(0, -5), 200)).toMatchObject({
      kind: 'malformed',
      delivery: 'unknown',
    });
  });

  it('is malformed on a 2xx when something follows it', async () => {
    const breakage = await broken(mapped, `${fault11('s:Server', 'no', declaredDetail)}<x/>`, 200);
    expect(breakage).toMatchObject({ kind: 'malformed', delivery: 'unknown' });
  });

  it('is malformed on a 2xx when it has more elements than any fault', async () => {
    const detail = `<detail>${'<a/>'.repeat(50_000)}</detail>`;
    next = {
      status: 200,
      body: envelope11(`<s:Fault><faultcode>s:Server</faultcode><faultstring>x</faultstring>${detail}</s:Fault>`),
      headers: {},
    };
    expect((await breakageOf(attempt(plain, 'follow', { reference: 'A-1' }))).kind).toBe('malformed');
  });

  it('leaves another status to speak for itself', async () => {
    expect(await broken(mapped, fault11('s:Server', 'no', declaredDetail).slice(0, -5), 403)).toMatchObject({
      kind: 'credentials',
      delivery: 'refused',
    });
  });
});
