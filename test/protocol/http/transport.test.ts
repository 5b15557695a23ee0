import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { BreakageError } from '../../../src/adapter/breakage.ts';
import { defaultLimits } from '../../../src/protocol/limits.ts';
import { Transport } from '../../../src/protocol/http/transport.ts';
import { fateOf } from '../breakage-of.ts';
import { journey, post } from '../journey.ts';
import { httpPartner, rawPartner } from '../partner.ts';

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
    expect(Buffer.concat(reply.chunks).toString()).toBe('<r>é</r>');
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
  const plain = `<r>${'plain '.repeat(20_000)}</r>`;

  it.each([
    ['gzip', gzipSync(plain)],
    ['x-gzip', gzipSync(plain)],
    ['GZIP', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['deflate', deflateSync(plain, { windowBits: 9 })],
    ['br', brotliCompressSync(plain)],
    ['identity', Buffer.from(plain)],
    ['deflate, gzip', gzipSync(deflateSync(plain))],
    ['identity, deflate ,identity', deflateSync(plain)],
    ['gzip, gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(gzipSync(plain))))],
    ['gzip', Buffer.concat([gzipSync(plain.slice(0, 7)), gzipSync(plain.slice(7))])],
  ])('reads %s', async (encoding, body) => {
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(reply).toMatchObject({ bytes: plain.length, lost: undefined });
    expect(Buffer.concat(reply.chunks).toString()).toBe(plain);
  });

  it('reads a compressed body that comes octet by octet', async () => {
    const body = gzipSync('<r>plain</r>');
    await using partner = await httpPartner((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      for (const octet of body) response.write(Buffer.of(octet));
      response.end();
    });
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(Buffer.concat(reply.chunks).toString()).toBe('<r>plain</r>');
  });

  it('takes an empty body whatever its encoding', async () => {
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(),
    );
    expect(await transport.exchange(post(partner.origin), journey())).toMatchObject({ bytes: 0, lost: undefined });
  });

  it.each([
    ['a truncated body', 'gzip', gzipSync(plain).subarray(0, 150)],
    ['a truncated raw body', 'deflate', deflateRawSync(plain).subarray(0, 150)],
    ['a body that is not compressed', 'gzip', Buffer.from(plain)],
    ['a false checksum', 'gzip', Buffer.concat([gzipSync(plain).subarray(0, -8), Buffer.alloc(8)])],
    ['an encoding that was not asked for', 'compress', Buffer.from(plain)],
    ['one of several encodings that is unknown', 'compress, gzip', gzipSync(plain)],
    ['more encodings than make sense', 'gzip, gzip, gzip, gzip, gzip', gzipSync(plain)],
  ])('loses %s as malformed', async (_what, encoding, body) => {
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(reply).toMatchObject({ status: 200, bytes: 0, lost: { kind: 'malformed' } });
  });

  it('times out while a compressed body drips', async () => {
    const body = gzipSync(plain);
    await using partner = await httpPartner((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).write(body.subarray(0, 60));
    });
    const reply = await transport.exchange(post(partner.origin), journey({ timeoutMs: 150 }));
    expect(reply.lost).toMatchObject({ kind: 'timeout', delivery: 'unknown' });
  });
});

describe('the length of a body', () => {
  it.each([
    ['a length', 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n<r/>'],
    [
      'chunks and trailers',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;x=y\r\n<r\r\n2\r\n/>\r\n0\r\nx-sum: 1\r\n\r\n',
    ],
    ['HTTP/1.1 up to the end of the connection', 'HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n<r/>'],
    ['HTTP/1.0 up to the end of the connection', 'HTTP/1.0 200 OK\r\n\r\n<r/>'],
  ])('can be told by %s', async (_what, text) => {
    await using partner = await rawPartner((socket) => socket.once('data', () => socket.end(text)));
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(Buffer.concat(reply.chunks).toString()).toBe('<r/>');
  });

  it.each([
    ['interrupted', 'ends before the length that was told', 'content-length: 40\r\n\r\n<r/>'],
    ['interrupted', 'ends inside a chunk', 'transfer-encoding: chunked\r\n\r\n9\r\n<r/>'],
    ['interrupted', 'ends before the last chunk', 'transfer-encoding: chunked\r\n\r\n4\r\n<r/>\r\n'],
    ['malformed', 'has a chunk without a length', 'transfer-encoding: chunked\r\n\r\nx\r\n<r/>\r\n'],
  ])('is %s where it %s', async (kind, _what, text) => {
    await using partner = await rawPartner((socket) =>
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${text}`)),
    );
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(reply).toMatchObject({ bytes: 0, lost: { kind } });
  });

  it('is kept from growing by a hundred thousand chunks of one octet', async () => {
    await using partner = await httpPartner((response) => {
      for (let octet = 0; octet < 100_000; octet++) response.write('a');
      response.end();
    });
    const { bytes, chunks } = await transport.exchange(post(partner.origin), journey());
    expect([bytes, chunks.length < 10]).toEqual([100_000, true]);
  });
});

describe('a body in pieces', () => {
  const pieces = [Buffer.from('<a>'), Buffer.alloc(300_000, 'x'), Buffer.from('</a>')];
  const body = { bytes: 300_007, [Symbol.iterator]: () => pieces.values() };

  it('is sent with its length', async () => {
    await using partner = await httpPartner((response) => response.end('<r/>'));
    await transport.exchange({ ...post(partner.origin), body }, journey());
    const [request] = partner.requests;
    expect(request?.headers).toMatchObject({ 'content-length': '300007' });
    expect(request?.headers['transfer-encoding']).toBeUndefined();
    expect(request?.body).toBe(Buffer.concat(pieces).toString());
  });

  it('is sent over a kept connection again and again', async () => {
    await using partner = await httpPartner((response) => response.end('<r/>'));
    for (let request = 0; request < 5; request++)
      await transport.exchange({ ...post(partner.origin), body }, journey());
    expect(partner.requests.map(({ octets }) => octets.byteLength)).toEqual(Array(5).fill(300_007));
    expect(partner.connections()).toBeLessThanOrEqual(2);
  });

  it('leaves the delivery unknown when the partner closes half way through it', async () => {
    await using partner = await rawPartner((socket) => socket.once('data', () => socket.destroy()));
    const sending = transport.exchange({ ...post(partner.origin), body }, journey());
    expect(await fateOf(sending)).toEqual({ kind: 'interrupted', delivery: 'unknown' });
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
