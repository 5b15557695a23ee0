import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { answers, scripted } from '../support/bound-operation.ts';
import type { ScriptedOperation } from '../support/bound-operation.ts';
import { dispatching } from '../support/dispatching.ts';
import type { Dispatching } from '../support/dispatching.ts';

let redis: TestRedis;
let open: Dispatching | undefined;

beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  await open?.close();
  await redis.stop();
});

/** Lets a real process come to where it stands, kills it there, and gives the call's id. */
async function killed(stop: 'marked' | 'unmarked', how: 'direct' | 'async'): Promise<string> {
  const child = spawn(process.execPath, ['test/support/doomed-dispatcher.ts', redis.url, stop, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [callId] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  child.kill('SIGKILL');
  await exit;
  return callId;
}

/** The process that comes after it. */
async function after(more: Partial<ScriptedOperation> = {}) {
  const partner = scripted('optique', { order: { script: [answers('sent by the next process')], ...more } });
  open = await dispatching(redis.url, partner);
  return { ...open, attempts: partner.attempts('order') };
}

test.each(['direct', 'async'] as const)(
  'Killed between mark and reply (%s), a call is in doubt and never sent again.',
  async (how) => {
    const id = await killed('marked', how);
    const { job, call, attempts } = await after();
    expect(await job(id, 'in_doubt')).toMatchObject({ problem: { kind: 'internal', delivery: 'unknown' } });
    const again = await call('order', { key: 'key-1' });
    expect([again.kind, attempts.length]).toEqual([how === 'async' ? 'accepted' : 'breakage', 0]);
  },
);

test('Of an operation that is queued, the key of a call in doubt is answered with its job.', async () => {
  const id = await killed('marked', 'direct');
  const { job, call } = await after({
    retry: { kind: 'queued', attempts: 3, backoff: '1s', giveUpAfter: '1h' },
  });
  await job(id, 'in_doubt');
  expect(await call('order', { key: 'key-1' })).toMatchObject({ kind: 'accepted', job: { id, state: 'in_doubt' } });
});

test('Killed before its mark, an accepted call is carried out by the next process.', async () => {
  const id = await killed('unmarked', 'async');
  const { job, attempts } = await after();
  expect(await job(id, 'succeeded')).toMatchObject({ output: 'sent by the next process' });
  expect(attempts.length).toBe(1);
});

test('Killed before its mark, a call whose caller waited has failed without being sent, and its key is free.', async () => {
  const id = await killed('unmarked', 'direct');
  const { job, call, attempts } = await after();
  expect(await job(id, 'failed')).toMatchObject({ problem: { kind: 'internal', delivery: 'none' } });
  expect(await call('order', { key: 'key-1' })).toMatchObject({ kind: 'output' });
  expect(attempts.length).toBe(1);
});

test('A run that lives takes back a lease that ran out, before anyone looks for the dead.', async () => {
  const partner = scripted('optique', {
    order: {
      attemptTimeout: '10s',
      script: [
        async (_input, { callId, beforeFirstByte }) => {
          await beforeFirstByte?.();
          const lease = `passerelle:{calls}:lease:${callId}`;
          await open?.store.run((connection) => connection.del(lease));
          await expect
            .poll(() => open?.store.run((connection) => connection.exists(lease)), { timeout: 5_000 })
            .toBe(1);
          return (await open?.dispatcher.job(callId, 'shop'))?.state;
        },
      ],
    },
  });
  open = await dispatching(redis.url, partner, { times: { leaseMs: 60_000, sweepMs: 20 } });
  expect(await open.call('order', { waitMs: 10_000 })).toMatchObject({ kind: 'output', output: 'running' });
});

test('While the process lives, its call is left alone.', async () => {
  const partner = scripted('optique', {
    order: {
      attemptTimeout: '10s',
      script: [
        async (_input, attempt) => {
          await attempt.beforeFirstByte?.();
          const other = await after();
          await expect
            .poll(
              () => other.store.run((connection) => connection.pttl(`passerelle:{calls}:lease:${attempt.callId}`)),
              { interval: 50 },
            )
            .toBeGreaterThan(0);
          return (await other.call('order', { key: 'key-2' })).kind;
        },
      ],
    },
  });
  const first = await dispatching(redis.url, partner);
  expect(await first.call('order', { key: 'key-2', waitMs: 10_000 })).toMatchObject({
    kind: 'output',
    output: 'refused',
  });
  await first.close();
});
