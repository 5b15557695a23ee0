import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { answers, scripted, unreachable } from '../support/bound-operation.ts';
import type { ScriptedOperation } from '../support/bound-operation.ts';
import { dispatching, jobIdOf } from '../support/dispatching.ts';
import type { Dispatching } from '../support/dispatching.ts';
import { losing } from '../support/losing-store.ts';
import type { LosingStore } from '../support/losing-store.ts';

const queued = { kind: 'queued', attempts: 3, backoff: '1h', giveUpAfter: '2h' } as const;

let redis: TestRedis;
let open: Dispatching | undefined;
let store: LosingStore;
let count = 0;

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  await open?.close();
});
afterAll(() => redis.stop());

/** A dispatcher that nothing but the test's own call keeps busy. */
async function over(operation: ScriptedOperation): Promise<Dispatching> {
  const partner = scripted(`partner-${(count += 1)}`, { op: operation });
  open = await dispatching(redis.url, partner, {
    work: false,
    times: { leaseMs: 60_000, rewriteMs: 1 },
    through: (real) => (store = losing(real)),
  });
  return open;
}

test('A call for the queue that may have been written down is not said to have come to nothing.', async () => {
  const { call, job } = await over({ script: [answers(1)] });
  store.lose();
  const dispatched = await call('op', { respondAsync: true, key: 'k' });
  expect(dispatched).toMatchObject({
    kind: 'breakage',
    inDoubt: true,
    breakage: { kind: 'store_unavailable', delivery: 'unknown' },
  });
  expect(await job(jobIdOf(dispatched), 'queued')).toMatchObject({ attempts: [] });
});

test('A call whose step to the queue was taken unheard, and that is answered as refused, leaves the queue again.', async () => {
  const { call, job } = await over({
    retry: queued,
    script: [
      async (input, attempt) => {
        store.lose();
        return unreachable(input, attempt);
      },
    ],
  });
  const dispatched = await call('op', { key: 'k' });
  expect(dispatched).toMatchObject({
    kind: 'breakage',
    inDoubt: false,
    breakage: { kind: 'store_unavailable', delivery: 'none' },
  });
  expect(await job(jobIdOf(dispatched), 'failed')).toMatchObject({ problem: { kind: 'store_unavailable' } });
});

test('A call whose caller could not be told that it goes on may go on all the same.', async () => {
  const gate = Promise.withResolvers<never>();
  const { call, job } = await over({
    retry: queued,
    script: [
      () => {
        store.lose();
        return gate.promise;
      },
    ],
  });
  const dispatched = await call('op', { key: 'k', waitMs: 10 });
  expect(dispatched).toMatchObject({ kind: 'breakage', inDoubt: true, breakage: { delivery: 'unknown' } });
  gate.reject(new Error('nothing was sent'));
  expect(await job(jobIdOf(dispatched), 'retrying')).toMatchObject({ problem: { kind: 'expired', delivery: 'none' } });
});

test('An accepted call whose step to the queue the store did not take goes on when it does.', async () => {
  const gate = Promise.withResolvers<void>();
  const { call, job } = await over({
    retry: queued,
    script: [
      async (input, attempt) => {
        await gate.promise;
        store.refuse();
        return unreachable(input, attempt);
      },
    ],
  });
  const dispatched = await call('op', { key: 'k', waitMs: 10 });
  expect(dispatched).toMatchObject({ kind: 'accepted', job: { state: 'running' } });
  gate.resolve();
  await job(jobIdOf(dispatched), 'retrying');
});

test('What the partner said is kept at last, however often the store does not take it.', async () => {
  const { call, job } = await over({
    script: [
      async (input, attempt) => {
        const output = await answers('ordered')(input, attempt);
        store.refuse(200);
        return output;
      },
    ],
  });
  const dispatched = await call('op', { key: 'k' });
  expect(dispatched).toMatchObject({ kind: 'output', output: 'ordered' });
  expect(await job(jobIdOf(dispatched), 'succeeded')).toMatchObject({ output: 'ordered' });
});

test('A read that could not be kept says what became of its attempt.', async () => {
  const { call } = await over({
    idempotent: true,
    retry: queued,
    script: [
      async (input, attempt) => {
        store.lose();
        return unreachable(input, attempt);
      },
    ],
  });
  const dispatched = await call('op');
  expect(dispatched).toMatchObject({ breakage: { kind: 'store_unavailable', delivery: 'none' } });
});
