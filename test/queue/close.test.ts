import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { scripted, waitsFor } from '../support/bound-operation.ts';
import { dispatching, jobIdOf } from '../support/dispatching.ts';
import type { Dispatching } from '../support/dispatching.ts';

const longGraceMs = 600_000;

let redis: TestRedis;
let open: Dispatching;

beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  await open.store.close();
  await redis.stop();
});

test('A close waits for the jobs that run.', async () => {
  const gate = Promise.withResolvers<unknown>();
  const partner = scripted('optique', { order: { script: [waitsFor(gate.promise)], attemptTimeout: '60s' } });
  open = await dispatching(redis.url, partner);
  const id = jobIdOf(await open.call('order', { respondAsync: true }));
  await expect.poll(() => partner.attempts('order').length).toBe(1);
  const closed = open.dispatcher.close(longGraceMs);
  gate.resolve('ordered');
  await closed;
  expect(await open.dispatcher.job(id, 'shop')).toMatchObject({ state: 'succeeded', output: 'ordered' });
});

test('Where nothing runs, a close does not wait for a store that is away.', async () => {
  open = await dispatching(redis.url, scripted('optique', { order: { script: [] } }));
  await redis.kill();
  await expect(open.dispatcher.close(longGraceMs)).resolves.toBeUndefined();
});
