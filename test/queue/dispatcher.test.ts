import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { answers, breaks, scripted, unreachable, waitsFor } from '../support/bound-operation.ts';
import type { ScriptedOperation } from '../support/bound-operation.ts';
import { dispatching, jobIdOf } from '../support/dispatching.ts';
import type { Dispatching } from '../support/dispatching.ts';

const queued = { kind: 'queued', attempts: 3, backoff: '20ms', giveUpAfter: '1h' } as const;

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

/** A dispatcher over one operation of an adapter of its own. */
async function over(operation: ScriptedOperation, times = {}) {
  const partner = scripted(`partner-${(count += 1)}`, { op: operation });
  open = await dispatching(redis.url, partner, { times });
  return { ...open, partner, attempts: partner.attempts('op'), adapter: partner.adapter.adapter.name };
}

describe('an idempotent operation', () => {
  test('It is answered without a job.', async () => {
    const { call } = await over({ idempotent: true, script: [answers({ found: true })] });
    expect(await call('op')).toEqual({ kind: 'output', output: { found: true } });
  });

  test('Its breakage is answered.', async () => {
    const { call } = await over({ idempotent: true, script: [breaks('not_found')] });
    expect(await call('op')).toMatchObject({ kind: 'breakage', inDoubt: false, breakage: { kind: 'not_found' } });
  });

  test('Queued, it falls to the queue even after a timeout, and succeeds there.', async () => {
    const { call, job, attempts } = await over({
      idempotent: true,
      retry: queued,
      script: [breaks('timeout'), answers('late')],
    });
    const dispatched = await call('op');
    expect(dispatched.kind).toBe('accepted');
    expect(await job(jobIdOf(dispatched), 'succeeded')).toMatchObject({
      output: 'late',
      attempts: [{ kind: 'timeout' }, { kind: 'success' }],
    });
    expect(attempts.length).toBe(2);
  });
});

test('The delivery of a job is the worst of its attempts.', async () => {
  const { call, job } = await over({
    idempotent: true,
    retry: { ...queued, attempts: 2 },
    script: [breaks('timeout'), unreachable],
  });
  expect(await job(jobIdOf(await call('op')), 'failed')).toMatchObject({
    problem: { kind: 'unreachable', delivery: 'unknown' },
  });
});

describe('a non-idempotent operation', () => {
  test('It is written down and marked before its first byte.', async () => {
    let seen: unknown;
    const { call, store, dispatcher } = await over({
      script: [
        async (_input, attempt) => {
          await attempt.beforeFirstByte?.();
          const mark = await store.run((connection) =>
            connection.hexists(`passerelle:{calls}:record:${attempt.callId}`, 'mark'),
          );
          seen = [(await dispatcher.job(attempt.callId, 'shop'))?.state, mark];
          return 'done';
        },
      ],
    });
    expect(await call('op')).toMatchObject({ kind: 'output', output: 'done', jobId: expect.any(String) });
    expect(seen).toEqual(['running', 1]);
  });

  test('Its result stands at its job.', async () => {
    const { call, job } = await over({ script: [answers({ order: 7 })] });
    expect(await job(jobIdOf(await call('op')), 'succeeded')).toMatchObject({ output: { order: 7 }, client: 'shop' });
  });

  test('Not queued and in doubt, it is a breakage with its job.', async () => {
    const { call, job } = await over({ script: [breaks('interrupted')] });
    const dispatched = await call('op');
    expect(dispatched).toMatchObject({
      kind: 'breakage',
      inDoubt: true,
      breakage: { kind: 'interrupted', delivery: 'unknown' },
    });
    expect(await job(jobIdOf(dispatched), 'in_doubt')).toMatchObject({ problem: { kind: 'interrupted' } });
  });

  test('Queued and in doubt, it is accepted with a job in doubt, and never sent again.', async () => {
    const { call, attempts } = await over({ retry: queued, script: [breaks('timeout'), answers(1)] });
    expect(await call('op')).toMatchObject({ kind: 'accepted', job: { state: 'in_doubt' } });
    expect(attempts.length).toBe(1);
  });

  test('Queued and unreachable, it is accepted and succeeds later.', async () => {
    const { call, job, attempts } = await over({
      retry: queued,
      script: [unreachable, breaks('throttled', { retryAfterMs: 50 }), answers('ok')],
    });
    const dispatched = await call('op');
    expect(dispatched).toMatchObject({
      kind: 'accepted',
      job: { state: 'retrying', nextAttemptAt: expect.any(String) },
    });
    expect(await job(jobIdOf(dispatched), 'succeeded')).toMatchObject({ output: 'ok' });
    expect(new Set(attempts.map(({ callId }) => callId)).size).toBe(1);
    expect(new Set(attempts.map(({ attemptId }) => attemptId)).size).toBe(3);
  });

  test('In doubt in the queue, it stays so.', async () => {
    const { call, job, attempts } = await over({
      retry: queued,
      script: [unreachable, breaks('malformed'), answers(1)],
    });
    await job(jobIdOf(await call('op')), 'in_doubt');
    expect(attempts.length).toBe(2);
  });

  test('After its attempts it is a dead letter with its problem.', async () => {
    const { call, job, attempts, dispatcher, adapter } = await over({ retry: queued, script: [unreachable] });
    const view = await job(jobIdOf(await call('op')), 'failed');
    expect([view.problem?.kind, view.attempts.length, attempts.length]).toEqual(['unreachable', 3, 3]);
    expect(await dispatcher.depth(adapter)).toMatchObject({ waiting: 0, failed: 1, inDoubt: 0 });
  });

  test('After giveUpAfter it has expired, and says why.', async () => {
    const { call, job } = await over({
      retry: { ...queued, attempts: 100, giveUpAfter: '200ms' },
      script: [unreachable],
    });
    expect(await job(jobIdOf(await call('op')), 'expired')).toMatchObject({
      problem: { kind: 'expired', delivery: 'none' },
    });
  });

  test('What the partner refuses for good in the queue is a dead letter.', async () => {
    const { call, job } = await over({
      retry: queued,
      script: [unreachable, breaks('rejected', { fault: { code: 'R1', message: 'no' } })],
    });
    expect(await job(jobIdOf(await call('op')), 'failed')).toMatchObject({
      problem: { kind: 'rejected', fault: { code: 'R1', message: 'no' } },
    });
  });

  test('Refused credentials hold the job without burning its attempts.', async () => {
    const { call, job, attempts } = await over({
      retry: { ...queued, attempts: 2 },
      script: [breaks('credentials'), breaks('credentials'), breaks('credentials'), answers('mended')],
    });
    expect(await job(jobIdOf(await call('op')), 'succeeded')).toMatchObject({ output: 'mended' });
    expect(attempts.length).toBe(4);
  });

  test('Refused credentials of an operation that is not queued are answered.', async () => {
    const { call } = await over({ script: [breaks('credentials')] });
    expect(await call('op')).toMatchObject({ kind: 'breakage', inDoubt: false, breakage: { kind: 'credentials' } });
  });

  test('An open breaker puts the job back and burns nothing.', async () => {
    const { call, job, attempts } = await over({ retry: { ...queued, attempts: 7 }, script: [unreachable] });
    const id = jobIdOf(await call('op'));
    const five = async (): Promise<void> => {
      const view = await job(id, 'retrying');
      expect([view.attempts.length, view.problem?.kind]).toEqual([5, 'circuit_open']);
    };
    await expect
      .poll(
        () =>
          five().then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    expect(attempts.length).toBe(5);
  });
});

describe('respond-async', () => {
  test('It is accepted at once and carried out by the queue.', async () => {
    const { call, job } = await over({ script: [answers('ok')] });
    const dispatched = await call('op', { respondAsync: true });
    expect(dispatched).toMatchObject({
      kind: 'accepted',
      job: { state: expect.stringMatching(/queued|running|succeeded/) },
    });
    expect(await job(jobIdOf(dispatched), 'succeeded')).toMatchObject({ output: 'ok' });
  });

  test('An input that no longer validates is a dead letter that was never sent.', async () => {
    const { call, job, attempts, partner } = await over({ script: [answers('ok')] });
    partner.of('op').checkInput = () => {
      throw new TypeError('another release');
    };
    expect(await job(jobIdOf(await call('op', { respondAsync: true })), 'failed')).toMatchObject({
      problem: { kind: 'internal', delivery: 'none' },
    });
    expect(attempts.length).toBe(0);
  });
});

describe('the end of the caller’s wait', () => {
  test('Queued and sent, it is accepted, and the attempt goes on to its end.', async () => {
    const gate = Promise.withResolvers<unknown>();
    const { call, job } = await over({ retry: queued, script: [waitsFor(gate.promise)] });
    const dispatched = await call('op', { waitMs: 50 });
    expect(dispatched).toMatchObject({ kind: 'accepted', job: { state: 'running' } });
    gate.resolve('slow');
    expect(await job(jobIdOf(dispatched), 'succeeded')).toMatchObject({ output: 'slow' });
  });

  test('Not queued and sent, it is in doubt for its caller, and its job knows the end.', async () => {
    const gate = Promise.withResolvers<unknown>();
    const { call, job } = await over({ script: [waitsFor(gate.promise)] });
    const dispatched = await call('op', { waitMs: 50 });
    expect(dispatched).toMatchObject({
      kind: 'breakage',
      inDoubt: true,
      breakage: { kind: 'expired', delivery: 'unknown' },
    });
    gate.resolve('slow');
    expect(await job(jobIdOf(dispatched), 'succeeded')).toMatchObject({ output: 'slow' });
  });

  test('A caller that hangs up after the first byte leaves a job that knows the end.', async () => {
    const hangUp = new AbortController();
    const gate = Promise.withResolvers<unknown>();
    const { call, job } = await over({ script: [waitsFor(gate.promise)] });
    const dispatched = call('op', { signal: hangUp.signal });
    await expect.poll(() => open?.dispatcher.depth(`partner-${count}`)).toBeTruthy();
    gate.resolve('ordered');
    hangUp.abort();
    await job(jobIdOf(await dispatched), 'succeeded', 'failed');
  });
});

test('A job belongs to the client that made it.', async () => {
  const { call, dispatcher } = await over({ script: [answers(1)] });
  expect(await dispatcher.job(jobIdOf(await call('op')), 'another')).toBeUndefined();
});

test('A job that never was is undefined.', async () => {
  const { dispatcher } = await over({ script: [answers(1)] });
  expect(await dispatcher.job('nothing', 'shop')).toBeUndefined();
});

test('Waiting jobs and the oldest of them are counted.', async () => {
  const { call, dispatcher, adapter } = await over({
    retry: { ...queued, backoff: '1h' },
    script: [breaks('throttled', { retryAfterMs: 3_000_000 })],
  });
  await call('op');
  const depth = await dispatcher.depth(adapter);
  expect([depth.waiting, depth.oldestMs >= 0, depth.failed]).toEqual([1, true, 0]);
});

test('A waiting call whose BullMQ job is lost gets another.', async () => {
  const { call, job, store, adapter } = await over({
    retry: queued,
    script: [breaks('throttled', { retryAfterMs: 800 }), answers('found again')],
  });
  const id = jobIdOf(await call('op'));
  await store.run(async (connection) => connection.del(await connection.keys(`passerelle:queue:{${adapter}}:*`)));
  expect(await job(id, 'succeeded')).toMatchObject({ output: 'found again' });
});
