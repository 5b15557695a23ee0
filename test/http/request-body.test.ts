import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { CallerGone, readBody } from '../../src/http/request-body.ts';
import { ByteBudget } from '../../src/protocol/http/byte-budget.ts';
import { newOrder, post, send, sendJson, startFacade } from './fakes.ts';

test.each([
  ['application/json'],
  ['application/json; charset=utf-8'],
  ['application/json;charset=UTF-8'],
  ['Application/JSON; charset="utf-8"'],
])('%s is taken.', async (type) => {
  const facade = await startFacade();
  const { status } = await send(facade, 'POST', '/optique/orders', post(newOrder, { 'Content-Type': type }));
  expect(status).toBe(200);
});

test.each([
  ['text/plain'],
  ['application/xml'],
  ['application/json; charset=iso-8859-1'],
  ['application/problem+json'],
  ['application/x-www-form-urlencoded'],
  ['nonsense'],
  [''],
])('"%s" is an unsupported media type.', async (type) => {
  const facade = await startFacade();
  const { status, json, headers } = await sendJson(
    facade,
    'POST',
    '/optique/orders',
    post(newOrder, { 'Content-Type': type }),
  );
  expect({ status, kind: json.kind, accept: headers.accept }).toEqual({
    status: 415,
    kind: 'unsupported_media_type',
    accept: 'application/json',
  });
});

test('A body without a media type is refused.', async () => {
  const facade = await startFacade();
  const { json } = await sendJson(facade, 'POST', '/optique/orders', {
    headers: { 'Idempotency-Key': 'k' },
    body: newOrder,
  });
  expect(json.detail).toBe('Content-Type is missing: send application/json.');
});

test('A compressed body is refused.', async () => {
  const facade = await startFacade();
  const { status, json } = await sendJson(
    facade,
    'POST',
    '/optique/orders',
    post(newOrder, { 'Content-Encoding': 'gzip' }),
  );
  expect({ status, kind: json.kind }).toEqual({ status: 415, kind: 'unsupported_media_type' });
});

test('A body above the limit is too large, and the answer names the limit.', async () => {
  const facade = await startFacade({ limits: { bodyBytes: 1_000 } });
  const { status, json } = await sendJson(facade, 'POST', '/optique/orders', post('x'.repeat(1_001)));
  expect({ status, kind: json.kind, detail: json.detail }).toEqual({
    status: 413,
    kind: 'too_large',
    detail: 'The body may have 1000 bytes at most.',
  });
});

test('A body without an announced length is too large as soon as it is.', async () => {
  const facade = await startFacade({ limits: { bodyBytes: 1_000 } });
  const { json } = await sendJson(
    facade,
    'POST',
    '/optique/orders',
    post('x'.repeat(2_000), { 'Transfer-Encoding': 'chunked' }),
  );
  expect(json.kind).toBe('too_large');
});

test('A body far above the limit closes the connection.', async () => {
  const facade = await startFacade({ limits: { bodyBytes: 1_000 } });
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'k', 'Content-Length': '99999999' };
  const { status, headers: answered } = await send(facade, 'POST', '/optique/orders', { headers });
  expect({ status, connection: answered.connection }).toEqual({ status: 413, connection: 'close' });
});

test('A body at the limit is taken.', async () => {
  const facade = await startFacade({ limits: { bodyBytes: newOrder.length } });
  expect((await send(facade, 'POST', '/optique/orders', post(newOrder))).status).toBe(200);
});

test('A body in many pieces is taken whole.', async () => {
  const facade = await startFacade();
  const lenses = Array.from({ length: 10_000 }, () => ({ side: 'left' }));
  await send(facade, 'POST', '/optique/orders', post(JSON.stringify({ reference: 'A-1', lenses })));
  expect(facade.dispatcher.last.input).toEqual({ reference: 'A-1', lenses });
});

test('Waiting for a body ends when its caller hangs up.', async () => {
  const reading = Promise.withResolvers<unknown>();
  const server = createServer((req) => {
    reading.resolve(readBody(req, 1_000, new ByteBudget(1_000)).catch((error: unknown) => error));
  });
  onTestFinished(() => {
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
  await once(server, 'request');
  socket.destroy();
  expect(await reading.promise).toBeInstanceOf(CallerGone);
});

test('Bodies that are together too large are refused until there is room again.', async () => {
  const facade = await startFacade({ limits: { heldBytes: 1_000 } });
  const slow = connect(facade.port, '127.0.0.1');
  const head = 'POST /optique/tree HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  slow.write(`${head}Content-Length: 990\r\nExpect: 100-continue\r\n\r\n`);
  // It is told to go on when its request is known; the next request finds its body.
  await once(slow, 'data');
  slow.write(' '.repeat(980));
  const refused = await refusedWhileFull(facade);
  expect(refused).toMatchObject({
    status: 429,
    headers: { 'retry-after': '1', connection: 'close' },
    json: { kind: 'too_many_requests', retryable: true },
  });
  slow.destroy();
  await once(slow, 'close');
  expect(await eventually(facade, 200)).toBe(200);
});

test('A caller that hangs up in the middle of its body leaves no trace.', async () => {
  const facade = await startFacade();
  const socket = connect(facade.port, '127.0.0.1');
  socket.end(
    'POST /optique/tree HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":',
  );
  await once(socket.resume(), 'close');
  expect((await send(facade, 'GET', '/health/live')).status).toBe(200);
  expect(facade.lines.filter((line) => line.level === 50)).toEqual([]);
  expect(facade.dispatcher.requests).toEqual([]);
});

type Refused = Awaited<ReturnType<typeof sendJson>>;

/** Asks until the other body has arrived. */
async function refusedWhileFull(facade: Awaited<ReturnType<typeof startFacade>>): Promise<Refused> {
  for (;;) {
    const answer = await sendJson(facade, 'POST', '/optique/orders', post(newOrder));
    if (answer.status !== 200) return answer;
  }
}

/** Asks until the answer has this status. */
async function eventually(facade: Awaited<ReturnType<typeof startFacade>>, status: number): Promise<number> {
  for (;;) {
    const answer = await send(facade, 'POST', '/optique/orders', post(newOrder));
    if (answer.status === status) return answer.status;
  }
}
