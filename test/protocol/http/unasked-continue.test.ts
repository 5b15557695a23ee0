import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../src/protocol/limits.ts';
import { Transport } from '../../../src/protocol/http/transport.ts';
import { fateOf } from '../breakage-of.ts';
import { journey, post } from '../journey.ts';
import { httpPartner, rawPartner } from '../partner.ts';

const go = 'HTTP/1.1 100 Continue\r\n\r\n';
const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<r/>';
let transport = new Transport(defaultLimits);

afterEach(async () => {
  await transport.close();
  transport = new Transport(defaultLimits);
});

/** Writes a text in pieces, each in a packet of its own. */
function writeApart(socket: Socket, [first, ...others]: readonly string[]): void {
  socket.setNoDelay(true);
  socket.write(first ?? '', () => {
    if (others.length > 0) setImmediate(() => writeApart(socket, others));
  });
}

async function bodyFrom(origin: string): Promise<string> {
  const { chunks } = await transport.exchange(post(origin), journey());
  return Buffer.concat(chunks).toString();
}

describe('a partner that says 100 Continue though nobody asked', () => {
  it('is heard out, on a kept connection too', async () => {
    await using partner = await httpPartner((response) => {
      response.writeContinue();
      response.end('<r/>');
    });
    expect([await bodyFrom(partner.origin), await bodyFrom(partner.origin)]).toEqual(['<r/>', '<r/>']);
  });

  it.each([
    ['twice', [go + go + answer]],
    ['with a header', [`HTTP/1.1 100 Continue\r\nServer: old\r\n\r\n${answer}`]],
    ['without a reason', [`HTTP/1.1 100\r\n\r\n${answer}`]],
    ['in HTTP/1.0', [`HTTP/1.0 100 Continue\r\n\r\n${answer}`]],
    ['before the answer', [go, answer]],
    ['byte by byte', (go + answer).split('')],
  ])('is heard out when it says so %s', async (_title, pieces) => {
    await using partner = await rawPartner((socket) => socket.on('data', () => writeApart(socket, pieces)));
    expect(await bodyFrom(partner.origin)).toBe('<r/>');
  });

  it('is interrupted when it says no more', async () => {
    await using partner = await rawPartner((socket) => socket.on('data', () => socket.end(go)));
    expect(await fateOf(transport.exchange(post(partner.origin), journey()))).toEqual({
      kind: 'interrupted',
      delivery: 'unknown',
    });
  });

  it('times out when it says nothing else', async () => {
    await using partner = await rawPartner((socket) => socket.on('data', () => socket.write(go)));
    expect(await fateOf(transport.exchange(post(partner.origin), journey({ timeoutMs: 100 })))).toEqual({
      kind: 'timeout',
      delivery: 'unknown',
    });
  });
});

it('leaves a body as it is that looks like an interim response', async () => {
  const body = go + go;
  const pieces = [`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`, go, go];
  await using partner = await rawPartner((socket) => socket.on('data', () => writeApart(socket, pieces)));
  expect(await bodyFrom(partner.origin)).toBe(body);
});
