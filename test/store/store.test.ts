import pino from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseKeyring } from '../../src/store/keyring.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.ts';
import { keyText } from '../support/dispatching.ts';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';

let redis: TestRedis;
let store: Store;

const openedOn = (url: string): Store =>
  openStore({ url, keys: parseKeyring(keyText('a', 1)), log: pino({ level: 'silent' }) });

beforeAll(async () => {
  redis = await startRedis();
  store = openedOn(redis.url);
  await new Promise<void>((resolve) => {
    store.onReady(resolve);
  });
});
afterAll(async () => {
  await store.close();
  await redis.stop();
});

test('A store that is there answers.', async () => {
  await expect(store.ping()).resolves.toBeUndefined();
});

test('A store that never was there is away at once.', async () => {
  const nowhere = openedOn('redis://127.0.0.1:1');
  await expect(nowhere.ping()).rejects.toMatchObject({ kind: 'store_unavailable', retryable: true, delivery: 'none' });
  await nowhere.close();
});

test('A command under way when the store dies is store_unavailable, and is not sent again when it is back.', async () => {
  // Listened to from the start: it is refused while the store's process is still ending.
  const refused = store.run((connection) => connection.blpop('list', 0)).catch((error: unknown) => error);
  await redis.kill();
  expect(await refused).toMatchObject({ kind: 'store_unavailable' });
  await redis.restart();
  await vi.waitFor(() => store.ping(), { timeout: 10_000 });
  expect(await store.run((connection) => connection.rpush('list', 'x'))).toBe(1);
});

test('What is thrown carries nothing of the command.', async () => {
  const failing = store.run((connection) => connection.hset('list', 'field', 'private value'));
  await expect(failing).rejects.toSatisfy(
    (error: Error) =>
      !JSON.stringify(error, Object.getOwnPropertyNames(error)).includes('private') &&
      !String((error.cause as Error).stack).includes('private'),
  );
});
