import { expect, test } from 'vitest';
import { parsePrefer } from '../../src/http/prefer.ts';
import { fakeJob, newOrder, post, send, startFacade } from './fakes.ts';

test.each([
  [undefined, false, undefined],
  ['', false, undefined],
  ['respond-async', true, undefined],
  ['Respond-Async', true, undefined],
  ['wait=10', false, 10_000],
  ['wait = 10', false, 10_000],
  ['wait="10"', false, 10_000],
  ['respond-async, wait=10', true, 10_000],
  ['respond-async; x=1, wait=10; y', true, 10_000],
  ['wait=10, wait=20', false, 10_000],
  ['wait=0', false, undefined],
  ['wait=-1', false, undefined],
  ['wait=1.5', false, undefined],
  ['wait=soon', false, undefined],
  ['handling=lenient, return=minimal', false, undefined],
  ['foo="a, respond-async"', false, undefined],
  ['"'.repeat(10_000), false, undefined],
])('%s', (header, respondAsync, waitMs) => {
  expect(parsePrefer(header)).toEqual({ respondAsync, waitMs });
});

test('Without Prefer the caller waits for the deadline of the operation.', async () => {
  const facade = await startFacade();
  await send(facade, 'GET', '/optique/orders/A-1');
  expect(facade.dispatcher.last).toMatchObject({ waitMs: 30_000, respondAsync: false });
});

test('The wait that is preferred is the wait, and is said to be applied.', async () => {
  const facade = await startFacade();
  const { headers } = await send(facade, 'GET', '/optique/orders/A-1', { headers: { Prefer: 'wait=2' } });
  expect(facade.dispatcher.last.waitMs).toBe(2_000);
  expect(headers['preference-applied']).toBe('wait=2');
});

test('A wait above the limit is the limit.', async () => {
  const facade = await startFacade();
  const { headers } = await send(facade, 'GET', '/optique/orders/A-1', { headers: { Prefer: 'wait=86400' } });
  expect(headers['preference-applied']).toBe('wait=300');
});

test('respond-async is applied when the call was accepted.', async () => {
  const facade = await startFacade();
  facade.dispatcher.next = { kind: 'accepted', job: fakeJob() };
  const { headers } = await send(facade, 'POST', '/optique/orders', post(newOrder, { Prefer: 'respond-async' }));
  expect(facade.dispatcher.last.respondAsync).toBe(true);
  expect(headers['preference-applied']).toBe('respond-async');
});

test('respond-async is not applied when the answer is there.', async () => {
  const facade = await startFacade();
  const { headers } = await send(facade, 'POST', '/optique/orders', post(newOrder, { Prefer: 'respond-async' }));
  expect(headers).not.toHaveProperty('preference-applied');
});
