import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmbeddedRedis } from '../../src/cli/embedded-redis.ts';
import { startRedis } from '../../src/cli/embedded-redis.ts';

let home: string;
let started: EmbeddedRedis[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'passerelle-redis-'));
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((redis) => redis.close()));
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedRedis> {
  const redis = await startRedis(home);
  started.push(redis);
  return redis;
}

async function using<Result>(redis: EmbeddedRedis, work: (client: Redis) => Promise<Result>): Promise<Result> {
  const client = new Redis(redis.url, { retryStrategy: () => null });
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

describe('the embedded Redis', () => {
  it('keeps what was written over a restart', async () => {
    const first = await start();
    await using(first, (client) => client.set('job', 'waits'));
    await first.close();
    started.pop();
    expect(await using(await start(), (client) => client.get('job'))).toBe('waits');
  });

  it('writes to disk before it acknowledges', async () => {
    const redis = await start();
    expect(await using(redis, (client) => client.config('GET', 'appendfsync'))).toEqual(['appendfsync', 'always']);
  });

  it('lets nobody in without its password', async () => {
    const redis = await start();
    const client = new Redis(redis.url.replace(/:[^:@]+@/, ':wrong@'), { retryStrategy: () => null });
    client.on('error', () => undefined);
    await expect(client.ping()).rejects.toThrow('WRONGPASS');
    client.disconnect();
  });

  it('gives a second instance a folder of its own', async () => {
    const [first, second] = [await start(), await start()];
    expect(second.folder).not.toBe(first.folder);
  });

  it('takes over the folder of an instance that was killed', async () => {
    const first = await start();
    await using(first, (client) => client.set('job', 'waits'));
    const left = JSON.parse(readFileSync(join(first.folder, 'owner.json'), 'utf8')) as object;
    writeFileSync(join(first.folder, 'owner.json'), JSON.stringify({ ...left, owner: 2 ** 30 }));
    expect(await using(await start(), (client) => client.get('job'))).toBe('waits');
  });

  it('says when it dies', async () => {
    const redis = await start();
    await using(redis, (client) => client.call('SHUTDOWN', 'NOSAVE').catch(() => undefined));
    expect(await redis.died).toBe('exit code 0');
  });
});
