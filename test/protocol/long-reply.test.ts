import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BreakageError } from '../../src/adapter/breakage.ts';
import { driftOf } from '../../src/protocol/attempt-breakage.ts';
import type { BoundAdapter } from '../../src/protocol/bound.ts';
import { isLongOutput } from '../../src/protocol/long-output.ts';
import type { Partner } from './partner.ts';
import { httpPartner } from './partner.ts';
import { attempt, bound, envelope11, envelope12, followed, ordersAdapter, shopAdapter } from './shop.ts';

let partner: Partner;
let shop: BoundAdapter;
let orders: BoundAdapter;
let next: { status?: number; body: string | Buffer; headers?: Record<string, string> } = { body: '' };

beforeAll(async () => {
  partner = await httpPartner((response) => response.writeHead(next.status ?? 200, next.headers).end(next.body));
  shop = bound(shopAdapter, { url: partner.origin });
  orders = bound(ordersAdapter, { url: partner.origin });
});
afterAll(async () => {
  await Promise.all([shop.close(), orders.close()]);
  await partner[Symbol.asyncDispose]();
});

/** Longer than what is read at once, and says nothing. */
const padding = '<!-- nothing é€ -->\r\n'.repeat(20_000);

/** What came of it, without how long the reply was. */
async function outcome(adapter: BoundAdapter, operation: string, body: string | Buffer): Promise<unknown> {
  next = { body };
  try {
    const { output, drift } = await attempt(adapter, operation, { reference: 'A-1' });
    return { output, drift };
  } catch (error) {
    if (!(error instanceof BreakageError)) throw error;
    return { kind: error.kind, message: error.message, fault: error.fault, drift: driftOf(error) };
  }
}

const fault =
  '<s:Fault xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>';

const soapReplies: readonly (readonly [string, string])[] = [
  ['one that keeps its contract', envelope11(followed)],
  ['one with something unknown', envelope11(followed.replace('<Count>', '<New><a/></New><Count>'))],
  ['one with something unknown in the envelope', envelope11(followed).replace('<s:Body>', '<x/><s:Body>')],
  ['one with something behind the content', envelope11(`${followed}<x/>`)],
  ['one with text in the body', envelope11(`text${followed}`)],
  ['a missing element', envelope11(followed.replace('<Count>3</Count>', ''))],
  ['a value that has no JSON', envelope11(followed.replace('>3<', '>three<'))],
  ['a difference before the end is missing', envelope11(followed.replace('>3<', '>three<')).slice(0, -10)],
  ['a difference before a second root', `${envelope11(followed.replace('>3<', '>three<'))}<x/>`],
  ['a fault', envelope11(fault)],
  [
    'a header that must be understood',
    envelope11(followed, '<s:Header><x:T xmlns:x="urn:x" s:mustUnderstand="1"/></s:Header>'),
  ],
  ['another content', envelope11('<Other xmlns="urn:example:shop"/>')],
  ['an empty body', envelope11('')],
  ['no body', '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"></s:Envelope>'],
  ['the other SOAP', envelope12(followed)],
  ['a page', '<html><body>Maintenance</body></html>'],
  ['another document', '<Status/>'],
  ['no XML', '{"status":"MADE"}'],
];

describe('a long SOAP reply is read in steps, and comes to what it comes to at once:', () => {
  it.each(soapReplies)('%s', async (_, body) => {
    const whole = await outcome(shop, 'follow', body);
    const head = body.replace(/(?=<\/?\w+:Body|<\/s:Envelope|<html|<Status\/|\{)/, padding);
    expect(await outcome(shop, 'follow', head.replace(/^<!--/, '<?p?><!--'))).toEqual(whole);
    expect(await outcome(shop, 'follow', body.replace(/(?=<\/\w+:Body>|<\/html)/, padding))).toEqual(whole);
  });

  it('behind its last element', async () => {
    expect(await outcome(shop, 'follow', envelope11(followed) + padding)).toEqual(
      await outcome(shop, 'follow', envelope11(followed)),
    );
  });

  it('in any encoding', async () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-15"?>${envelope11(followed)}<!--${'\xA4'.repeat(300_000)}-->`;
    expect(await outcome(shop, 'follow', Buffer.from(text, 'latin1'))).toMatchObject({ output: { status: 'MADE' } });
  });

  it('bytes that do not decode make it malformed, wherever they stand', async () => {
    const bytes = Buffer.concat([Buffer.from(envelope11(followed) + padding), Buffer.from([0xff])]);
    expect(await outcome(shop, 'follow', bytes)).toMatchObject({ kind: 'malformed' });
  });

  it('compressed', async () => {
    next = { body: gzipSync(envelope11(followed) + padding), headers: { 'content-encoding': 'gzip' } };
    expect((await attempt(shop, 'follow', { reference: 'A-1' })).output).toEqual({ status: 'MADE', count: 3 });
  });

  it('its output is marked, so that it is written in slices', async () => {
    next = { body: envelope11(followed) + padding };
    const { output, replyBytes } = await attempt(shop, 'follow', { reference: 'A-1' });
    expect(isLongOutput(output)).toBe(true);
    expect(replyBytes).toBe(Buffer.byteLength(next.body));
  });

  it('a short one is not', async () => {
    next = { body: envelope11(followed) };
    expect(isLongOutput((await attempt(shop, 'follow', { reference: 'A-1' })).output)).toBe(false);
  });
});

const state = '<State xmlns="urn:example:orders"><Status>made</Status></State>';

describe('so does a long document without SOAP:', () => {
  it.each([
    ['one that keeps its contract', state],
    ['one with something unknown', state.replace('</State>', '<x/></State>')],
    ['one without what is required', state.replace('<Status>made</Status>', '')],
    ['the partner’s error', '<Error xmlns="urn:example:orders"><Code>E1</Code><Text>no</Text></Error>'],
    ['a page', '<html>Maintenance</html>'],
    ['another document', '<Other/>'],
    ['one that is cut short', state.slice(0, -3)],
  ])('%s', async (_, body) => {
    expect(await outcome(orders, 'state', body.replace('>', `>${padding}`))).toEqual(
      await outcome(orders, 'state', body),
    );
  });
});
