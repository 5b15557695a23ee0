import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { answers, breaks, scripted, unreachable } from '../support/bound-operation.ts';
import { dispatching, jobIdOf, keyText } from '../support/dispatching.ts';

const queued = { kind: 'queued', attempts: 3, backoff: '1h', giveUpAfter: '2h' } as const;

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** Every key of the store with its whole value, whatever its type. */
async function everything(store: Store): Promise<string> {
  return store.run(async (connection) => {
    const parts: string[] = [];
    for (const key of await connection.keys('*'))
      parts.push(key, (await connection.dumpBuffer(key))?.toString('latin1') ?? '');
    for (const key of await connection.keys('*record*')) parts.push(JSON.stringify(await connection.hgetall(key)));
    return parts.join('\n');
  });
}

test('Nothing of input, reply, fault or idempotency key is readable in the store.', async () => {
  const [input, output, fault, key] = Array.from({ length: 4 }, () => randomUUID());
  const partner = scripted('optique', {
    ok: { script: [answers({ output })] },
    no: { script: [breaks('rejected', { fault: { code: 'R1', message: fault ?? '', detail: { fault } } })] },
    later: { script: [unreachable], retry: queued },
  });
  const { call, store, close } = await dispatching(redis.url, partner);
  for (const operation of ['ok', 'no', 'later']) await call(operation, { input: { input }, key });
  const kept = await everything(store);
  expect(kept.length).toBeGreaterThan(500);
  expect([input, output, fault, key].map((secret) => kept.includes(secret ?? '?'))).toEqual([
    false,
    false,
    false,
    false,
  ]);
  await close();
});

describe('the keys', () => {
  test('A job whose key is gone waits until the key is back.', async () => {
    const partner = scripted('cles', {
      op: { script: [unreachable, answers('opened')], retry: { ...queued, backoff: '10ms' } },
    });
    const before = await dispatching(redis.url, partner, { work: false });
    const id = jobIdOf(await before.call('op'));
    await before.close();
    const without = await dispatching(redis.url, partner, { keys: keyText('k2', 2) });
    expect(await without.job(id, 'retrying')).toMatchObject({ problem: { kind: 'internal' } });
    await without.close();
    const both = await dispatching(redis.url, partner, { keys: `${keyText('k2', 2)},${keyText('k1', 1)}` });
    expect(await both.job(id, 'succeeded')).toMatchObject({ output: 'opened' });
    await both.close();
  });
});
