import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { answers, breaks, scripted, unreachable, waitsFor } from '../support/bound-operation.ts';
import type { ScriptedOperation, Step } from '../support/bound-operation.ts';
import { dispatching, jobIdOf } from '../support/dispatching.ts';
import type { Dispatching } from '../support/dispatching.ts';

const queued = { kind: 'queued', attempts: 3, backoff: '1h', giveUpAfter: '2h' } as const;

let redis: TestRedis;
let open: Dispatching | undefined;
let count = 0;

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  await open?.close();
});
afterAll(() => redis.stop());

async function over(script: readonly Step[], more: Partial<ScriptedOperation> = {}) {
  const partner = scripted(`partner-${(count += 1)}`, { op: { script, ...more } });
  open = await dispatching(redis.url, partner);
  const { call } = open;
  return {
    again: (input: unknown = { reference: 'A1' }, other = {}) => call('op', { key: 'k-1', input, ...other }),
    attempts: partner.attempts('op'),
    job: open.job,
  };
}

test('Fifty equal requests at once are one send.', async () => {
  const gate = Promise.withResolvers<unknown>();
  const { again, attempts } = await over([waitsFor(gate.promise)]);
  let refused = 0;
  const all = Array.from({ length: 50 }, async () => {
    const { kind } = await again();
    refused += Number(kind === 'refused');
    return kind;
  });
  await expect.poll(() => refused).toBe(49);
  gate.resolve('once');
  const kinds = await Promise.all(all);
  expect(attempts.length).toBe(1);
  expect(kinds.filter((kind) => kind === 'output')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(49);
});

test('The same key and input get the same output again, from the same job.', async () => {
  const { again, attempts } = await over([answers({ order: 1 }), answers({ order: 2 })]);
  const [first, second] = [await again(), await again()];
  expect(second).toEqual(first);
  expect(attempts.length).toBe(1);
});

test('The order of an input’s fields does not matter.', async () => {
  const { again, attempts } = await over([answers(1)]);
  await again({ a: 1, b: [{ c: 2, d: 3 }] });
  await again({ b: [{ d: 3, c: 2 }], a: 1 });
  expect(attempts.length).toBe(1);
});

test('Another input under the same key is refused.', async () => {
  const { again } = await over([answers(1)]);
  await again({ a: 1 });
  expect(await again({ a: 2 })).toEqual({ kind: 'refused', refusal: 'key_reused' });
});

test('While the call runs, the same key is in progress.', async () => {
  const gate = Promise.withResolvers<unknown>();
  const { again, attempts } = await over([waitsFor(gate.promise)]);
  const first = again();
  await expect.poll(() => attempts.length).toBe(1);
  expect(await again()).toEqual({ kind: 'refused', refusal: 'in_progress', retryAfterMs: 1_000 });
  gate.resolve(1);
  await first;
});

test('Another client’s equal key is another call.', async () => {
  const { again, attempts } = await over([answers(1)]);
  await again();
  await again({ reference: 'A1' }, { client: 'other' });
  expect(attempts.length).toBe(2);
});

test.each(['not_found', 'rejected'] as const)('%s is replayed.', async (kind) => {
  const { again, attempts } = await over([breaks(kind, { fault: { code: 'R7', message: 'text' } }), answers(1)]);
  await again();
  expect(await again()).toMatchObject({ kind: 'breakage', breakage: { kind, fault: { code: 'R7', message: 'text' } } });
  expect(attempts.length).toBe(1);
});

test.each(['invalid', 'throttled', 'unreachable', 'credentials'] as const)('%s frees the key.', async (kind) => {
  const { again } = await over([breaks(kind), answers('second')]);
  await again();
  expect(await again()).toMatchObject({ kind: 'output', output: 'second' });
});

test('A call in doubt is answered as such again, and not sent.', async () => {
  const { again, attempts } = await over([breaks('timeout'), answers(1)]);
  const [first, second] = [await again(), await again()];
  expect(second).toMatchObject({
    kind: 'breakage',
    inDoubt: true,
    jobId: jobIdOf(first),
    breakage: { kind: 'timeout' },
  });
  expect(attempts.length).toBe(1);
});

test('An accepted call is answered with its job’s present state.', async () => {
  const { again, job } = await over([unreachable, answers('later')], { retry: { ...queued, backoff: '50ms' } });
  const first = await again();
  await job(jobIdOf(first), 'succeeded');
  expect(await again()).toMatchObject({
    kind: 'accepted',
    job: { id: jobIdOf(first), state: 'succeeded', output: 'later' },
  });
});

test('The key of an accepted call stays as long as it is unsettled.', async () => {
  const { again } = await over([unreachable], { retry: queued });
  await again();
  const ttls = await open?.store.run(async (connection) => {
    const keys = await connection.keys('passerelle:{calls}:key:*');
    return Promise.all(keys.map((key) => connection.pttl(key)));
  });
  expect(ttls).toContain(-1);
});
