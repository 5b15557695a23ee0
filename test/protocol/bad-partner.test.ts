import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/protocol/limits.ts';
import { Transport } from '../../src/protocol/http/transport.ts';
import { fateOf } from './breakage-of.ts';
import { journey, post } from './journey.ts';
import { certificate, closedOrigin, httpPartner, rawPartner, tlsPartner } from './partner.ts';

const megabyte = 1024 * 1024;
let transport = new Transport({ ...defaultLimits, maxReplyBytes: megabyte });

afterEach(async () => {
  await transport.close();
  transport = new Transport({ ...defaultLimits, maxReplyBytes: megabyte });
});

describe('a partner that cannot be reached', () => {
  it('is unreachable with nothing sent when it refuses the connection', async () => {
    const sending = transport.exchange(post(await closedOrigin()), journey());
    expect(await fateOf(sending)).toEqual({ kind: 'unreachable', delivery: 'none' });
  });

  it('is unreachable with nothing sent when its name is unknown', async () => {
    const sending = transport.exchange(post('http://partner.invalid'), journey());
    expect(await fateOf(sending)).toEqual({ kind: 'unreachable', delivery: 'none' });
  });

  it('is unreachable with nothing sent when it does not speak TLS', async () => {
    await using partner = await rawPartner((socket) =>
      socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    const sending = transport.exchange(post(partner.origin.replace('http:', 'https:')), journey());
    expect(await fateOf(sending)).toEqual({ kind: 'unreachable', delivery: 'none' });
  });

  it('is unreachable with nothing sent when the connection takes longer than the attempt may', async () => {
    await using partner = await rawPartner(() => {});
    const sending = transport.exchange(post(partner.origin.replace('http:', 'https:')), journey({ timeoutMs: 50 }));
    expect(await fateOf(sending)).toEqual({ kind: 'unreachable', delivery: 'none' });
  });

  it('is unreachable with nothing sent when the connection takes longer than connecting may', async () => {
    const hasty = new Transport({ ...defaultLimits, connectTimeoutMs: 100 });
    await using partner = await rawPartner(() => {});
    const sending = hasty.exchange(post(partner.origin.replace('http:', 'https:')), journey());
    expect(await fateOf(sending)).toEqual({ kind: 'unreachable', delivery: 'none' });
    await hasty.close();
  });
});

describe('a partner with TLS', () => {
  const partnerUrl = (origin: string): string => origin.replace('http:', 'https:');

  it('is unreachable with nothing sent when nobody vouches for its certificate', async () => {
    await using partner = await tlsPartner((response) => response.end('<r/>'));
    expect(await fateOf(transport.exchange(post(partnerUrl(partner.origin)), journey()))).toEqual({
      kind: 'unreachable',
      delivery: 'none',
    });
    expect(partner.requests).toEqual([]);
  });

  it('answers when its certificate is known', async () => {
    await using partner = await tlsPartner((response) => response.end('<r/>'));
    const trusting = new Transport(defaultLimits, { ca: certificate });
    expect((await trusting.exchange(post(partnerUrl(partner.origin)), journey())).status).toBe(200);
    await trusting.close();
  });
});

describe('a partner that got the message', () => {
  it('times out when it does not answer', async () => {
    await using partner = await httpPartner(() => {});
    expect(await fateOf(transport.exchange(post(partner.origin), journey({ timeoutMs: 100 })))).toEqual({
      kind: 'timeout',
      delivery: 'unknown',
    });
  });

  it('times out when its body drips without end', async () => {
    await using partner = await httpPartner((response) => {
      const drip = setInterval(() => response.write('<'), 10);
      response.on('close', () => clearInterval(drip));
    });
    const reply = await transport.exchange(post(partner.origin), journey({ timeoutMs: 150 }));
    expect(reply.lost).toMatchObject({ kind: 'timeout', delivery: 'unknown' });
  });

  it('times out when its headers stop half way', async () => {
    await using partner = await rawPartner((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-'));
    expect(await fateOf(transport.exchange(post(partner.origin), journey({ timeoutMs: 100 })))).toEqual({
      kind: 'timeout',
      delivery: 'unknown',
    });
  });

  it('is interrupted when the connection closes without an answer', async () => {
    await using partner = await httpPartner((response) => response.socket?.destroy());
    expect(await fateOf(transport.exchange(post(partner.origin), journey()))).toEqual({
      kind: 'interrupted',
      delivery: 'unknown',
    });
  });

  it('is interrupted, and not sent again, when a kept connection dies under the next request', async () => {
    let answered = 0;
    await using partner = await httpPartner((response) =>
      answered++ === 0 ? response.end('<r/>') : response.socket?.destroy(),
    );
    await transport.exchange(post(partner.origin), journey());
    expect(await fateOf(transport.exchange(post(partner.origin), journey()))).toEqual({
      kind: 'interrupted',
      delivery: 'unknown',
    });
    expect(partner.requests).toHaveLength(2);
  });

  it('loses the body when the connection closes half way through it', async () => {
    await using partner = await httpPartner((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('<r>', () => response.socket?.destroy());
    });
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(reply).toMatchObject({ status: 200, lost: { kind: 'interrupted', delivery: 'unknown' } });
  });

  it('is malformed when it does not speak HTTP', async () => {
    await using partner = await rawPartner((socket) => socket.on('data', () => socket.end('220 mail ready\r\n')));
    expect(await fateOf(transport.exchange(post(partner.origin), journey()))).toEqual({
      kind: 'malformed',
      delivery: 'unknown',
    });
  });

  it('is malformed when its headers have no end', async () => {
    await using partner = await rawPartner((socket) =>
      socket.on('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`)),
    );
    expect(await fateOf(transport.exchange(post(partner.origin), journey()))).toEqual({
      kind: 'malformed',
      delivery: 'unknown',
    });
  });

  it('is not followed elsewhere', async () => {
    await using other = await httpPartner((response) => response.end());
    await using partner = await httpPartner((response) => response.writeHead(307, { location: other.origin }).end());
    const reply = await transport.exchange(post(partner.origin), journey());
    expect([reply.status, other.requests.length]).toEqual([307, 0]);
  });
});

describe('a reply above the limit', () => {
  it('is lost as malformed when it announces its length', async () => {
    await using partner = await httpPartner((response) => response.end(Buffer.alloc(megabyte + 1)));
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(reply.lost).toMatchObject({ kind: 'malformed', delivery: 'unknown' });
  });

  it('is lost as malformed when it comes without end, and the connection is closed', async () => {
    let closed: Promise<void> | undefined;
    await using partner = await httpPartner((response) => {
      closed = new Promise((resolve) => response.on('close', () => resolve()));
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) {
          /* the socket takes it */
        }
      };
      response.on('drain', pour);
      pour();
    });
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(reply.lost).toMatchObject({ kind: 'malformed' });
    await closed;
  });

  it('is lost as malformed when it is a compressed bomb', async () => {
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50 * megabyte))),
    );
    const reply = await transport.exchange(post(partner.origin), journey());
    expect(reply).toMatchObject({ lost: { kind: 'malformed' }, chunks: [], bytes: 0 });
  });

  it('is lost as malformed when it is a bomb in a bomb', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(100 * megabyte)));
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(bomb),
    );
    expect((await transport.exchange(post(partner.origin), journey())).lost).toMatchObject({ kind: 'malformed' });
  });

  it('is lost as malformed when its parts are together too large', async () => {
    const part = `\r\n--b\r\n\r\n${'x'.repeat(200_000)}`;
    await using partner = await httpPartner((response) =>
      response
        .writeHead(200, { 'content-type': 'multipart/related; boundary=b', 'content-encoding': 'gzip' })
        .end(gzipSync(`--b\r\n\r\n<r/>${part.repeat(6)}\r\n--b--`)),
    );
    expect((await transport.exchange(post(partner.origin), journey())).lost).toMatchObject({ kind: 'malformed' });
  });

  it('is lost as malformed when what it is inflated to is more than we may hold', async () => {
    const tight = new Transport({ ...defaultLimits, maxHeldBytes: 100_000 });
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(200_000))),
    );
    expect((await tight.exchange(post(partner.origin), journey())).lost).toMatchObject({ kind: 'malformed' });
    await tight.close();
  });

  it('is lost as malformed when it and the others under way are together too large', async () => {
    const tight = new Transport({ ...defaultLimits, maxHeldBytes: 100_000 });
    await using partner = await httpPartner((response) => response.end(Buffer.alloc(200_000)));
    expect((await tight.exchange(post(partner.origin), journey())).lost).toMatchObject({ kind: 'malformed' });
    await tight.close();
  });

  it('gives its room back for the next', async () => {
    const tight = new Transport({ ...defaultLimits, maxHeldBytes: 100_000 });
    await using partner = await httpPartner((response) => response.end(Buffer.alloc(60_000)));
    await tight.exchange(post(partner.origin), journey());
    expect((await tight.exchange(post(partner.origin), journey())).lost).toBeUndefined();
    await tight.close();
  });
});
