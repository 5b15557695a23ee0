import { Redis } from 'ioredis';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sayDurability } from '../../src/store/durability.ts';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';

let redis: TestRedis;
let connection: Redis;

beforeAll(async () => {
  redis = await startRedis();
  connection = new Redis(redis.url);
});
afterAll(async () => {
  connection.disconnect();
  await redis.stop();
});

async function said(...settings: [string, string][]): Promise<string> {
  for (const [name, value] of settings) await connection.config('SET', name, value);
  const lines: string[] = [];
  await sayDurability(connection, pino({}, { write: (line: string) => lines.push(line) }));
  return lines.join('');
}

test('A store that writes at every command survives everything.', async () => {
  expect(await said()).toContain('survives process, store and machine');
});

test('A store that writes every second may lose that second.', async () => {
  expect(await said(['appendfsync', 'everysec'])).toContain('set appendfsync to always');
});

test('A store that evicts is warned of.', async () => {
  expect(await said(['maxmemory-policy', 'allkeys-lru'])).toContain('noeviction');
});

test('A store without an append-only file is warned of.', async () => {
  expect(await said(['appendonly', 'no'])).toContain('is lost with the store');
});
