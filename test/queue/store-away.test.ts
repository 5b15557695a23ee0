import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { answers, scripted, unreachable, waitsFor } from '../support/bound-operation.ts';
import type { Scripted, Step } from '../support/bound-operation.ts';
import { dispatching, jobIdOf } from '../support/dispatching.ts';
import type { Dispatching } from '../support/dispatching.ts';

const queued = { kind: 'queued', attempts: 20, backoff: '20ms', giveUpAfter: '1h' } as const;
const away = { kind: 'breakage', inDoubt: false, breakage: { kind: 'store_unavailable', delivery: 'none' } };

let redis: TestRedis;
let open: Dispatching;
let partner: Scripted;

const start = async (order: readonly Step[]): Promise<void> => {
  redis = await startRedis();
  partner = scripted('optique', {
    read: { idempotent: true, script: [answers('read')] },
    order: { script: order },
    later: { script: order, retry: queued },
    queuedRead: { idempotent: true, retry: queued, script: [unreachable] },
  });
  open = await dispatching(redis.url, partner);
};

beforeEach(() => start([answers('ordered')]));
afterEach(async () => {
  await open.close();
  await redis.stop();
});

test('Reads work without the store.', async () => {
  await redis.kill();
  expect(await open.call('read')).toMatchObject({ kind: 'output', output: 'read' });
});

test('A read that has to wait is store_unavailable.', async () => {
  await redis.kill();
  expect(await open.call('queuedRead')).toMatchObject({ kind: 'breakage', breakage: { kind: 'store_unavailable' } });
});

test.each(['order', 'later'])('%s is store_unavailable and is not sent.', async (operation) => {
  await redis.kill();
  expect(await open.call(operation, { key: 'k' })).toMatchObject(away);
  expect(partner.attempts(operation)).toEqual([]);
});

test('A store that hangs is taken for away.', async () => {
  redis.freeze();
  const dispatched = await open.call('order', { key: 'k' });
  redis.thaw();
  expect(dispatched).toMatchObject(away);
  expect(partner.attempts('order')).toEqual([]);
});

test('Jobs and depth say that the store is away.', async () => {
  await redis.kill();
  await expect(open.dispatcher.job('x', 'shop')).rejects.toMatchObject({ kind: 'store_unavailable' });
  await expect(open.dispatcher.depth('optique')).rejects.toMatchObject({ kind: 'store_unavailable' });
});

test('After a restart of the store, what was refused works again and nothing refused has run.', async () => {
  await redis.kill();
  await open.call('later', { respondAsync: true });
  await redis.restart();
  await vi.waitFor(() => open.store.ping(), { timeout: 10_000 });
  expect(await open.call('order', { key: 'k2' })).toMatchObject({ kind: 'output', output: 'ordered' });
  expect(partner.attempts('later')).toEqual([]);
});

test('A job that was accepted outlives the store’s death.', async () => {
  await open.close();
  await redis.stop();
  await start([unreachable, unreachable, answers('ordered')]);
  const dispatched = await open.call('later');
  await redis.kill();
  await redis.restart();
  expect(await open.job(jobIdOf(dispatched), 'succeeded')).toMatchObject({ output: 'ordered' });
}, 60_000);

test('An answer that comes while the store is away is still given, and kept when it is back.', async () => {
  await open.close();
  await redis.stop();
  const gate = Promise.withResolvers<unknown>();
  await start([waitsFor(gate.promise)]);
  const answer = open.call('order', { key: 'k' });
  await expect.poll(() => partner.attempts('order').length).toBe(1);
  const [callId] = partner.attempts('order').map((attempt) => attempt.callId);
  await expect
    .poll(() => open.store.run((connection) => connection.hexists(`passerelle:{calls}:record:${callId}`, 'mark')))
    .toBe(1);
  await redis.kill();
  gate.resolve('ordered');
  const dispatched = await answer;
  expect(dispatched).toMatchObject({ kind: 'output', output: 'ordered' });
  await redis.restart();
  expect(await open.job(jobIdOf(dispatched), 'succeeded')).toMatchObject({ output: 'ordered' });
}, 60_000);

test('A gateway that starts without its store takes up its work when the store comes.', async () => {
  await open.close();
  await redis.kill();
  open = await dispatching(redis.url, partner, { storeAway: true });
  expect(await open.call('read')).toMatchObject({ kind: 'output' });
  expect(await open.call('order', { key: 'k' })).toMatchObject(away);
  await redis.restart();
  await vi.waitFor(() => open.store.ping(), { timeout: 10_000 });
  const dispatched = await open.call('order', { respondAsync: true });
  expect(await open.job(jobIdOf(dispatched), 'succeeded')).toMatchObject({ output: 'ordered' });
}, 60_000);
