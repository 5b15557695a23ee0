import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/adapter/adapter.ts';
import type { Operation } from '../../src/adapter/operation.ts';
import { bindAdapter } from '../../src/protocol/bind.ts';
import { breakageOf } from './breakage-of.ts';
import { closedOrigin, httpPartner, rawPartner } from './partner.ts';
import { bound, contracts, shopAdapter } from './shop.ts';

function withToken(token: Partial<Extract<Operation['wire'], { kind: 'soap' }>['token']>): Adapter {
  const adapter = shopAdapter({ url: '' });
  const { follow } = adapter.operations as Record<'follow', Operation>;
  const known = { wsdl: 'shop.wsdl', service: 'ShopService', port: 'Port11', operation: 'Follow' };
  return { ...adapter, operations: { follow: { ...follow, wire: { kind: 'soap', token: { ...known, ...token } } } } };
}

describe('bindAdapter', () => {
  it('binds every operation under its name', () => {
    expect([...bound(shopAdapter, { url: 'http://127.0.0.1:9' }).operations.keys()]).toEqual([
      'follow',
      'follow12',
      'notify',
    ]);
  });

  it.each([{ operation: 'Missing' }, { port: 'Missing' }, { service: 'Missing' }])(
    'names adapter, operation and mend for a token of %j',
    (token) => {
      expect(() => bindAdapter(withToken(token), {}, { wsdlRoot: contracts })).toThrow(
        /adapter "shop", operation "follow": .*Missing.*types/,
      );
    },
  );

  it('names the file and the line of a WSDL that is none', () => {
    const wsdlRoot = mkdtempSync(join(tmpdir(), 'passerelle-'));
    writeFileSync(join(wsdlRoot, 'wrong.wsdl'), '<a>\n<b></a>');
    expect(() => bindAdapter(withToken({ wsdl: 'wrong.wsdl' }), {}, { wsdlRoot })).toThrow(
      /operation "follow": .*wrong\.wsdl:\d+: /,
    );
  });

  it('describes an adapter’s operations by their zod schemas', () => {
    const follow = bound(shopAdapter, { url: 'http://127.0.0.1:9' }).operations.get('follow');
    expect(follow?.inputSchema).toMatchObject({
      type: 'object',
      properties: { reference: { type: 'string' } },
      required: ['reference'],
    });
    expect(follow?.outputSchema).toMatchObject({ type: 'object', required: ['status'] });
    expect(JSON.stringify(follow?.schemas.faultDetail)).toContain('UnknownOrder');
  });

  it('gives an address without sending anything', () => {
    const shop = bound(shopAdapter, { url: 'http://127.0.0.1:9/shop' });
    expect(shop.operations.get('follow')?.address({ reference: 'A-1' }, 'crm')).toBe('http://127.0.0.1:9#');
  });
});

describe('connect', () => {
  it('connects to the endpoint and sends nothing', async () => {
    await using partner = await httpPartner((response) => response.end());
    const shop = bound(shopAdapter, { url: partner.origin });
    await shop.connect(1_000);
    expect([partner.connections(), partner.requests.length]).toEqual([1, 0]);
  });

  it('connects to where the first operation’s example would be sent', async () => {
    await using partner = await httpPartner((response) => response.end());
    const ports: Readonly<Record<string, string>> = { 'A-1': partner.origin };
    const endpoint: Adapter['endpoint'] = (_env, { input }) => ({
      url: ports[(input as { reference: string }).reference] ?? 'http://127.0.0.1:9',
      auth: { kind: 'none' },
    });
    const shop = bindAdapter({ ...shopAdapter({ url: '' }), endpoint }, {}, { wsdlRoot: contracts });
    await shop.connect(1_000);
    expect(partner.connections()).toBe(1);
  });

  it('is unreachable where nobody listens', async () => {
    const shop = bound(shopAdapter, { url: await closedOrigin() });
    expect(await breakageOf(shop.connect(1_000))).toMatchObject({ kind: 'unreachable', delivery: 'none' });
  });

  it('is enough for a partner that says nothing', async () => {
    await using partner = await rawPartner(() => {});
    await expect(bound(shopAdapter, { url: partner.origin }).connect(1_000)).resolves.toBeUndefined();
  });
});

describe('close', () => {
  it('ends what is under way, and says so', async () => {
    await using partner = await httpPartner(() => void shop.close());
    const shop = bound(shopAdapter, { url: partner.origin });
    const follow = shop.operations.get('follow');
    const running = follow?.attempt(
      { reference: 'A-1' },
      {
        callId: 'c',
        attemptId: 'a',
        client: undefined,
        now: new Date(),
        timeoutMs: 5_000,
        signal: new AbortController().signal,
        traceparent: undefined,
      },
    );
    expect(await breakageOf(running as Promise<unknown>)).toMatchObject({ kind: 'interrupted', delivery: 'unknown' });
  });
});
