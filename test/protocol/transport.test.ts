import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { BreakageError } from '../../src/adapter/breakage.ts';
import { defaultLimits } from '../../src/protocol/limits.ts';
import { Transport } from '../../src/protocol/transport.ts';
import { fateOf } from './breakage-of.ts';
import { journey, post } from './journey.ts';
import { httpPartner } from './partner.ts';

const megabyte = 1024 * 1024;
let transport = new Transport({ ...defaultLimits, maxReplyBytes: megabyte });

afterEach(async () => {
  await transport.close();
  transport = new Transport({ ...defaultLimits, maxReplyBytes: megabyte });
});

describe('sending', () => {
  it('sends method, path, headers and body, and takes status, headers and body', async () => {
    await using partner = await httpPartner((response) => response.writeHead(201, { 'x-a': 'b' }).end('<r>é</r>'));
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(partner.requests).toMatchObject([
      { method: 'POST', url: '/soap', body: '<a/>', headers: { 'content-type': 'text/xml', 'content-length': '4' } },
    ]);
    expect(reply).toMatchObject({ status: 201, headers: { 'x-a': 'b' }, lost: undefined });
    expect(Buffer.from(reply.body).toString()).toBe('<r>é</r>');
  });

  it('keeps connections for the next requests', async () => {
    await using partner = await httpPartner((response) => response.end('<r/>'));
    for (let request = 0; request < 10; request++) await transport.exchange(post(partner.origin), journey());
    // undici rests a connection for one turn of the event loop, so that two take turns.
    expect(partner.connections()).toBeLessThanOrEqual(2);
  });

  it('opens a new connection when the partner closed the kept one', async () => {
    await using partner = await httpPartner((response) => {
      response.end('<r/>', () => response.socket?.end());
    });
    await transport.exchange(post(partner.origin), journey());
    const second = await transport.exchange(post(partner.origin), journey());
    expect(second.status).toBe(200);
  });

  it('waits for beforeFirstByte before anything reaches the partner', async () => {
    await using partner = await httpPartner((response) => response.end('<r/>'));
    let seenBefore = -1;
    await transport.exchange(
      post(partner.origin),
      journey({
        beforeFirstByte: async () => {
          seenBefore = partner.requests.length;
        },
      }),
    );
    expect([seenBefore, partner.requests.length]).toEqual([0, 1]);
  });

  it('sends nothing when beforeFirstByte throws, and passes its error on', async () => {
    await using partner = await httpPartner((response) => response.end('<r/>'));
    const away = new BreakageError('store_unavailable', 'away');
    const sending = transport.exchange(post(partner.origin), journey({ beforeFirstByte: () => Promise.reject(away) }));
    await expect(sending).rejects.toBe(away);
    expect(partner.requests).toEqual([]);
  });

  it('refuses more exchanges at once than the limit, before anything is sent', async () => {
    const narrow = new Transport({ ...defaultLimits, maxConnections: 1 });
    await using partner = await httpPartner((response, { url }) => (url === '/end' ? response.end() : undefined));
    const controller = new AbortController();
    const first = narrow.exchange(post(partner.origin), journey({ signal: controller.signal }));
    expect(await fateOf(narrow.exchange(post(partner.origin), journey()))).toEqual({
      kind: 'overloaded',
      delivery: 'none',
    });
    controller.abort();
    await fateOf(first);
    await narrow.close();
  });

  it('calls a request that is no valid HTTP our own bug', async () => {
    await using partner = await httpPartner((response) => response.end());
    const sending = transport.exchange({ ...post(partner.origin), headers: ['x-a', 'b\r\nc: d'] }, journey());
    expect(await fateOf(sending)).toEqual({ kind: 'internal', delivery: 'none' });
  });
});

describe('content encodings', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ] as const)('reads %s', async (encoding, compress) => {
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(compress('<r>plain</r>')),
    );
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(Buffer.from(reply.body).toString()).toBe('<r>plain</r>');
  });

  it('loses a truncated gzip body as malformed', async () => {
    const body = gzipSync('<r>plain</r>').subarray(0, 15);
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body),
    );
    expect((await transport.exchange(post(partner.origin), journey())).lost).toMatchObject({ kind: 'malformed' });
  });

  it('loses a body in an encoding that was not asked for as malformed', async () => {
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-encoding': 'br' }).end('x'),
    );
    expect((await transport.exchange(post(partner.origin), journey())).lost).toMatchObject({ kind: 'malformed' });
  });
});

describe('giving up', () => {
  it('sends nothing when the signal was aborted before', async () => {
    await using partner = await httpPartner((response) => response.end());
    const sending = transport.exchange(post(partner.origin), journey({ signal: AbortSignal.abort() }));
    expect(await fateOf(sending)).toEqual({ kind: 'expired', delivery: 'none' });
    expect(partner.requests).toEqual([]);
  });

  it('sends nothing when the signal is aborted while beforeFirstByte runs', async () => {
    await using partner = await httpPartner((response) => response.end());
    const controller = new AbortController();
    const sending = transport.exchange(
      post(partner.origin),
      journey({ signal: controller.signal, beforeFirstByte: async () => controller.abort() }),
    );
    expect(await fateOf(sending)).toEqual({ kind: 'expired', delivery: 'none' });
    expect(partner.requests).toEqual([]);
  });

  it('leaves the delivery unknown when the signal is aborted after the first byte', async () => {
    const controller = new AbortController();
    await using partner = await httpPartner(() => controller.abort());
    const sending = transport.exchange(post(partner.origin), journey({ signal: controller.signal }));
    expect(await fateOf(sending)).toEqual({ kind: 'expired', delivery: 'unknown' });
  });

  it('is the partner’s slowness when a deadline aborts it', async () => {
    await using partner = await httpPartner(() => {});
    const sending = transport.exchange(post(partner.origin), journey({ signal: AbortSignal.timeout(100) }));
    expect(await fateOf(sending)).toEqual({ kind: 'timeout', delivery: 'unknown' });
  });

  it('keeps the kind of a breakage that aborts it', async () => {
    const controller = new AbortController();
    await using partner = await httpPartner(() => controller.abort(new BreakageError('overloaded', 'closing')));
    const sending = transport.exchange(post(partner.origin), journey({ signal: controller.signal }));
    expect(await fateOf(sending)).toEqual({ kind: 'overloaded', delivery: 'unknown' });
  });
});
