import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { DispatchRequest } from '../../src/queue/dispatch.ts';
import { newOrder, post, send, startFacade } from './fakes.ts';

test('The dispatcher gets everything that is known of the call.', async () => {
  const facade = await startFacade();
  const { headers } = await send(facade, 'POST', '/optique/orders', post(newOrder));
  expect(facade.dispatcher.last).toEqual({
    bound: expect.objectContaining({ name: 'placeOrder' }),
    input: { reference: 'A-1', lenses: [{ side: 'left' }] },
    json: { reference: 'A-1', lenses: [{ side: 'left' }] },
    client: 'local',
    key: 'k-1',
    respondAsync: false,
    waitMs: 30_000,
    traceparent: headers.traceparent,
    traceId: String(headers.traceparent).slice(3, 35),
    signal: expect.any(AbortSignal),
  });
});

test('When the caller hangs up, the call is told.', async () => {
  const facade = await startFacade();
  const begun = Promise.withResolvers<DispatchRequest>();
  facade.dispatcher.next = (request) => {
    begun.resolve(request);
    return new Promise(() => undefined);
  };
  const socket = connect(facade.port, '127.0.0.1');
  socket.write('GET /optique/orders/A-1 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const { signal } = await begun.promise;
  socket.destroy();
  await once(signal, 'abort');
  expect(signal.aborted).toBe(true);
});

test('When the answer is out, the call is not told that its caller has gone.', async () => {
  const facade = await startFacade();
  await send(facade, 'GET', '/optique/orders/A-1', { headers: { Connection: 'close' } });
  await send(facade, 'GET', '/health/live');
  expect(facade.dispatcher.last.signal.aborted).toBe(false);
});

test('An answer for a caller that has gone is dropped.', async () => {
  const facade = await startFacade();
  const answer = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<DispatchRequest>();
  facade.dispatcher.next = async (request) => {
    begun.resolve(request);
    await answer.promise;
    return { kind: 'output', output: {} };
  };
  const socket = connect(facade.port, '127.0.0.1');
  socket.write('GET /optique/orders/A-1 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const { signal } = await begun.promise;
  socket.destroy();
  await once(signal, 'abort');
  answer.resolve();
  expect((await send(facade, 'GET', '/health/live')).status).toBe(200);
  expect(facade.lines.filter((line) => line.level === 50)).toEqual([]);
});
