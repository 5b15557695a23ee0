import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { basic, header } from '../../../src/adapter/auth.ts';
import { usernameToken } from '../../../src/adapter/ws-security.ts';
import { Secret } from '../../../src/adapter/secret.ts';
import type { XmlTree } from '../../../src/codec/index.ts';
import { readTree, XmlReader } from '../../../src/codec/index.ts';
import { childOf, childText } from '../../../src/protocol/tree-json.ts';
import type { BoundAdapter } from '../../../src/protocol/bound.ts';
import { bindAdapter } from '../../../src/protocol/bind.ts';
import { breakageOf } from '../breakage-of.ts';
import type { Partner } from '../partner.ts';
import { httpPartner } from '../partner.ts';
import { attempt, bound, contracts, envelope11, envelope12, followed, shopAdapter } from '../shop.ts';

let partner: Partner;
let shop: BoundAdapter;

beforeAll(async () => {
  partner = await httpPartner((response, { url }) => {
    response.end(url === '/12' ? envelope12(followed) : envelope11(followed));
  });
  shop = bound(shopAdapter, { url: `${partner.origin}/shop?v=1` });
});
beforeEach(() => {
  partner.requests.length = 0;
});
afterAll(async () => {
  await shop.close();
  await partner[Symbol.asyncDispose]();
});

function sent(): XmlTree {
  const reader = new XmlReader(partner.requests[0]?.body ?? '');
  reader.readRoot();
  return readTree(reader);
}

async function send12(
  options: Partial<Parameters<typeof shopAdapter>[0]> = {},
  overrides = {},
): Promise<XmlTree | undefined> {
  const shop12 = bound(shopAdapter, { url: `${partner.origin}/12`, ...options });
  await attempt(shop12, 'follow12', { reference: 'A-1' }, overrides);
  await shop12.close();
  return childOf(sent(), 'Header');
}

describe('a SOAP 1.1 message', () => {
  it('goes to the endpoint as text/xml with its action', async () => {
    await attempt(shop, 'follow', { reference: 'A-1' });
    expect(partner.requests[0]).toMatchObject({
      method: 'POST',
      url: '/shop?v=1',
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        soapaction: '"urn:follow"',
        'accept-encoding': 'gzip, deflate',
      },
    });
  });

  it('holds what encode made in the envelope’s body, and no header', async () => {
    await attempt(shop, 'follow', { reference: 'A&<é', quantity: 2 });
    const envelope = sent();
    const follow = childOf(childOf(envelope, 'Body'), 'Follow');
    expect(envelope).toMatchObject({ namespace: 'http://schemas.xmlsoap.org/soap/envelope/', local: 'Envelope' });
    expect([follow?.namespace, childText(follow, 'Reference'), childText(follow, 'Quantity')]).toEqual([
      'urn:example:shop',
      'A&<é',
      '2',
    ]);
    expect(childOf(envelope, 'Header')).toBeUndefined();
  });

  it('carries the trace with a span of its own', async () => {
    await attempt(
      shop,
      'follow',
      { reference: 'A-1' },
      { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    );
    expect(partner.requests[0]?.headers['traceparent']).toMatch(
      /^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/,
    );
  });

  it.each([
    [basic('anna', new Secret('pé')), { authorization: `Basic ${Buffer.from('anna:pé').toString('base64')}` }],
    [header('X-Api-Key', new Secret('k-1')), { 'x-api-key': 'k-1' }],
  ])('greets the partner by $0.kind', async (auth, headers) => {
    const greeted = bound(shopAdapter, { url: partner.origin, auth });
    await attempt(greeted, 'follow', { reference: 'A-1' });
    expect(partner.requests[0]?.headers).toMatchObject(headers);
    await greeted.close();
  });
});

describe('a SOAP 1.2 message', () => {
  it('names its action in the content type', async () => {
    await send12();
    expect(partner.requests[0]?.headers).toMatchObject({
      'content-type': 'application/soap+xml; charset=utf-8; action="urn:follow"',
    });
    expect(partner.requests[0]?.headers['soapaction']).toBeUndefined();
  });

  it('carries the adapter’s headers that the operation declares', async () => {
    const context = childOf(await send12(), 'Context');
    expect([context?.namespace, childText(context, 'Emitter')]).toEqual(['urn:example:shop', 'crm']);
  });

  it('carries WS-Addressing where the WSDL asks for it', async () => {
    const blocks = await send12({}, { attemptId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' });
    const names = ['Action', 'MessageID', 'To'].map((name) => childText(blocks, name));
    expect(names).toEqual(['urn:follow', 'urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff', `${partner.origin}/12`]);
    expect(childText(childOf(blocks, 'ReplyTo'), 'Address')).toBe('http://www.w3.org/2005/08/addressing/anonymous');
    expect(childOf(blocks, 'Action')).toMatchObject({
      namespace: 'http://www.w3.org/2005/08/addressing',
      attributes: [{ namespace: 'http://www.w3.org/2003/05/soap-envelope', local: 'mustUnderstand', value: '1' }],
    });
  });

  it('carries a UsernameToken beside them', async () => {
    const blocks = await send12({ auth: usernameToken('anna', new Secret('secret'), 'text') });
    const token = childOf(childOf(blocks, 'Security'), 'UsernameToken');
    expect([childText(token, 'Username'), childText(token, 'Password')]).toEqual(['anna', 'secret']);
  });

  it('declares each namespace once, on the envelope', async () => {
    await send12({ auth: usernameToken('anna', new Secret('secret')) });
    const [start = '', ...rest] = (partner.requests[0]?.body ?? '').split('<soap:Header>');
    expect([rest.join('').includes('xmlns'), new Set(start.match(/xmlns:\w+="[^"]+"/g)).size]).toEqual([false, 5]);
  });
});

describe('a message that cannot be made', () => {
  it('is our bug, and nothing is sent, when the schema refuses what encode made', async () => {
    const breakage = await breakageOf(attempt(shop, 'follow', { reference: 'A-1', quantity: 1.5 }));
    expect(breakage).toMatchObject({ kind: 'internal', delivery: 'none' });
    expect(breakage.message).toContain('/Quantity');
    expect(partner.requests).toEqual([]);
  });

  it('is our bug, and nothing is sent, when encode throws', async () => {
    const adapter = shopAdapter({ url: partner.origin });
    const follow = {
      ...adapter.operations['follow'],
      encode: () => {
        throw new TypeError('oops');
      },
    } as NonNullable<(typeof adapter.operations)[string]>;
    const broken = bindAdapter(
      { ...adapter, operations: { follow } },
      { url: partner.origin },
      { wsdlRoot: contracts },
    );
    expect(await breakageOf(attempt(broken, 'follow', { reference: 'A-1' }))).toMatchObject({
      kind: 'internal',
      delivery: 'none',
    });
    expect(partner.requests).toEqual([]);
  });

  it('is the caller’s when the input does not fit', async () => {
    const breakage = await breakageOf(attempt(shop, 'follow', { reference: 1 }));
    expect(breakage).toMatchObject({ kind: 'invalid', delivery: 'none', errors: [{ pointer: '/reference' }] });
  });

  it('is our bug when the endpoint has no URL', async () => {
    const nowhere = bound(shopAdapter, { url: 'nowhere' });
    expect(await breakageOf(attempt(nowhere, 'follow', { reference: 'A-1' }))).toMatchObject({
      kind: 'internal',
      delivery: 'none',
    });
  });
});
