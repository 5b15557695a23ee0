import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { answers, breaks, scripted } from '../support/bound-operation.ts';
import type { Step } from '../support/bound-operation.ts';
import { dispatching, jobIdOf } from '../support/dispatching.ts';
import type { Dispatching } from '../support/dispatching.ts';

interface Agreement {
  readonly status: string;
  readonly id: string;
}

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

const waits: Step = answers({ status: 'pending', id: 'G1' });
const granted: Step = answers({ status: 'granted', id: 'G1' });

async function over(ask: readonly Step[], more: { idempotent?: boolean; giveUpAfter?: '5d' | '150ms' } = {}) {
  const asked: unknown[] = [];
  const partner = scripted(`partner-${(count += 1)}`, {
    agree: {
      script: [waits],
      idempotent: more.idempotent ?? false,
      pending: {
        when: (output) => (output as Agreement).status === 'pending',
        ask: 'status',
        input: (output, input) => ({
          id: (output as Agreement).id,
          reference: (input as { reference: string }).reference,
        }),
        every: '50ms',
        giveUpAfter: more.giveUpAfter ?? '5d',
      },
    },
    status: {
      idempotent: true,
      script: ask.map((step): Step => (input, attempt) => {
        asked.push(input);
        return step(input, attempt);
      }),
    },
  });
  open = await dispatching(redis.url, partner);
  return { ...open, partner, asked };
}

test.each([true, false])(
  'A pending answer is accepted and asked for until it is granted (idempotent: %s).',
  async (idempotent) => {
    const { call, job, asked, partner } = await over([waits, breaks('unreachable'), waits, granted], { idempotent });
    const dispatched = await call('agree');
    expect(dispatched).toMatchObject({ kind: 'accepted', job: { state: 'awaiting_partner' } });
    expect(await job(jobIdOf(dispatched), 'succeeded')).toMatchObject({ output: { status: 'granted' } });
    expect(asked).toEqual(Array.from({ length: 4 }, () => ({ id: 'G1', reference: 'A1' })));
    expect(partner.attempts('agree').length).toBe(1);
  },
);

test('A partner that never comes to an answer lets the job expire.', async () => {
  const { call, job } = await over([waits], { giveUpAfter: '150ms', idempotent: true });
  expect(await job(jobIdOf(await call('agree')), 'expired')).toMatchObject({
    problem: { kind: 'expired', delivery: 'done' },
  });
});

test('A refusal of the question ends the job.', async () => {
  const { call, job } = await over([waits, breaks('rejected')], { idempotent: true });
  expect(await job(jobIdOf(await call('agree')), 'failed')).toMatchObject({
    problem: { kind: 'rejected', delivery: 'done' },
  });
});

test.each([
  { how: 'never answered', ask: [waits], giveUpAfter: '150ms', kind: 'expired' },
  { how: 'refused when asked for', ask: [breaks('rejected')], giveUpAfter: '5d', kind: 'rejected' },
] as const)('What the partner took and $how is in doubt, never a dead letter.', async ({ ask, giveUpAfter, kind }) => {
  const { call, job, dispatcher, partner } = await over(ask, { giveUpAfter });
  expect(await job(jobIdOf(await call('agree')), 'in_doubt')).toMatchObject({ problem: { kind, delivery: 'done' } });
  expect(await dispatcher.depth(partner.adapter.adapter.name)).toMatchObject({ failed: 0, inDoubt: 1 });
});

test('What the partner took and a later release cannot read is in doubt, never a dead letter.', async () => {
  const { call, job, partner } = await over([waits]);
  const id = jobIdOf(await call('agree'));
  partner.of('agree').checkInput = () => {
    throw new TypeError('another release');
  };
  expect(await job(id, 'in_doubt')).toMatchObject({ problem: { kind: 'internal', delivery: 'done' } });
});

test('A call that waits for its partner is no backlog of ours.', async () => {
  const { call, dispatcher, partner } = await over([waits]);
  await call('agree');
  expect(await dispatcher.depth(partner.adapter.adapter.name)).toMatchObject({ waiting: 0 });
});
