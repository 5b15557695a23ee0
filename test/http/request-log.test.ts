import { expect, test } from 'vitest';
import { BreakageError } from '../../src/adapter/breakage.ts';
import { fakeJob, newOrder, post, send, sendJson, startFacade } from './fakes.ts';

test('A refused request has one line, with the template of its route.', async () => {
  const facade = await startFacade();
  const { json, headers } = await sendJson(facade, 'PUT', '/optique/orders/member-1850799', post('{}'));
  expect(json.kind).toBe('invalid');
  expect(facade.lines).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      reqId: headers['x-request-id'],
      traceId: json.traceId,
      client: 'local',
      method: 'PUT',
      route: '/optique/orders/:reference',
      adapter: 'optique',
      operation: 'changeOrder',
      status: 400,
      kind: 'invalid',
      durationMs: expect.any(Number),
      msg: 'request refused',
    },
  ]);
});

test.each([
  ['GET', '/nowhere/1850799?member=1850799', {}],
  ['GET', '/optique/orders/1850799?member=%zz1850799', {}],
  ['PATCH', '/optique/orders/1850799', {}],
  ['POST', '/optique/orders', post('{"member":1850799')],
  ['POST', '/optique/orders', { headers: { 'Content-Type': 'text/1850799' } }],
])('Nothing of what was sent is logged: %s %s', async (method, path, options) => {
  const facade = await startFacade();
  await send(facade, method, path, options);
  expect(facade.lines).toHaveLength(1);
  expect(JSON.stringify({ ...facade.lines[0], reqId: '', traceId: '', time: 0 })).not.toContain('1850799');
});

test('A call that was attempted has no line here.', async () => {
  const facade = await startFacade();
  facade.dispatcher.next = { kind: 'breakage', breakage: new BreakageError('timeout', 'No answer.'), inDoubt: true };
  await send(facade, 'POST', '/optique/orders', post(newOrder));
  expect(facade.lines).toEqual([]);
});

test('A call that waits from the start has a line with its id.', async () => {
  const facade = await startFacade();
  facade.dispatcher.next = { kind: 'accepted', job: fakeJob({ id: 'job-3' }) };
  await send(facade, 'POST', '/optique/orders', post(newOrder));
  expect(facade.lines).toEqual([expect.objectContaining({ msg: 'call accepted', callId: 'job-3', status: 202 })]);
});

test('A call that could not be written down has a line.', async () => {
  const facade = await startFacade();
  facade.dispatcher.next = {
    kind: 'breakage',
    breakage: new BreakageError('store_unavailable', 'No.'),
    inDoubt: false,
  };
  await send(facade, 'POST', '/optique/orders', post(newOrder));
  expect(facade.lines).toEqual([expect.objectContaining({ kind: 'store_unavailable', status: 503 })]);
});
