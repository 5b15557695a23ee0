import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { answers, scripted } from '../support/bound-operation.ts';
import type { Scripted, Step } from '../support/bound-operation.ts';
import { dispatching, jobIdOf } from '../support/dispatching.ts';
import type { Dispatching } from '../support/dispatching.ts';

let redis: TestRedis;
let gateways: Dispatching[] = [];
let partners: Scripted[] = [];

beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await redis.stop();
});

/** Two gateways on one store, each with its own eyes on the same partner. */
async function two(step: Step): Promise<[Dispatching, Dispatching]> {
  partners = [scripted('optique', { order: { script: [step] } }), scripted('optique', { order: { script: [step] } })];
  gateways = await Promise.all(partners.map((partner) => dispatching(redis.url, partner)));
  return gateways as [Dispatching, Dispatching];
}

const sent = (): string[] => partners.flatMap((partner) => partner.attempts('order').map(({ callId }) => callId));

test('Of a hundred jobs among two gateways each is sent once.', async () => {
  const [first, second] = await two(answers('ok'));
  const accepted = await Promise.all(
    Array.from({ length: 100 }, (_, index) => (index % 2 ? first : second).call('order', { respondAsync: true })),
  );
  await Promise.all(accepted.map((dispatched) => first.job(jobIdOf(dispatched), 'succeeded')));
  expect(sent().toSorted()).toEqual(accepted.map((dispatched) => jobIdOf(dispatched)).toSorted());
});

test('Equal requests to both gateways are one send.', async () => {
  const [first, second] = await two(answers('ok'));
  await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? first : second).call('order', { key: 'k' })));
  expect(sent()).toHaveLength(1);
});

test('A job that BullMQ takes for stalled while it is being sent is not sent again.', async () => {
  const [first] = await two(async (_input, attempt) => {
    await attempt.beforeFirstByte?.();
    const queue = 'passerelle:queue:{optique}:optique';
    const movedBack = (): Promise<boolean> =>
      first.store.run(async (connection) => {
        await connection.del(`${queue}:${attempt.callId}:lock`);
        return (await connection.zscore(`${queue}:delayed`, attempt.callId)) !== null;
      });
    await expect.poll(movedBack, { timeout: 10_000, interval: 20 }).toBe(true);
    return 'ok';
  });
  const id = jobIdOf(await first.call('order', { respondAsync: true }));
  expect(await first.job(id, 'succeeded')).toMatchObject({ output: 'ok' });
  expect(sent()).toEqual([id]);
});
