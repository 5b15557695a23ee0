import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { answers, breaks, scripted, unreachable, waitsFor } from '../support/bound-operation.ts';
import type { ScriptedOperation } from '../support/bound-operation.ts';
import { dispatching, jobIdOf } from '../support/dispatching.ts';
import type { Dispatching } from '../support/dispatching.ts';

const queued = { kind: 'queued', attempts: 1, backoff: '1h', giveUpAfter: '2h' } as const;
const day = 86_400_000;

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

async function over(operation: ScriptedOperation): Promise<Dispatching> {
  open = await dispatching(redis.url, scripted(`partner-${(count += 1)}`, { op: operation }));
  return open;
}

/** Days the call's record is still kept; -1 for ever. */
async function daysKept({ store }: Dispatching, id: string): Promise<number> {
  const ttl = await store.run((connection) => connection.pttl(`passerelle:{calls}:record:${id}`));
  return ttl < 0 ? ttl : Math.round(ttl / day);
}

test('A result is kept seven days.', async () => {
  const gateway = await over({ script: [answers(1)] });
  const id = jobIdOf(await gateway.call('op'));
  expect(await daysKept(gateway, id)).toBe(7);
});

test('A dead letter is kept thirty days.', async () => {
  const gateway = await over({ script: [unreachable], retry: { ...queued, attempts: 2, backoff: '10ms' } });
  const id = jobIdOf(await gateway.call('op'));
  await gateway.job(id, 'failed');
  expect(await daysKept(gateway, id)).toBe(30);
});

test('A call in doubt is kept until it is settled.', async () => {
  const gateway = await over({ script: [breaks('timeout')] });
  const id = jobIdOf(await gateway.call('op'));
  expect(await daysKept(gateway, id)).toBe(-1);
});

test('A waiting call is kept until it is settled.', async () => {
  const gateway = await over({ script: [breaks('credentials')], retry: queued });
  const id = jobIdOf(await gateway.call('op'));
  expect(await daysKept(gateway, id)).toBe(-1);
});

test('A close lets the attempt under way end and writes its end down.', async () => {
  const gate = Promise.withResolvers<unknown>();
  const gateway = await over({ script: [waitsFor(gate.promise)] });
  const dispatched = await gateway.call('op', { waitMs: 50 });
  const closed = gateway.dispatcher.close(10_000);
  gate.resolve('just in time');
  await closed;
  expect(await gateway.dispatcher.job(jobIdOf(dispatched), 'shop')).toMatchObject({
    state: 'succeeded',
    output: 'just in time',
  });
});
