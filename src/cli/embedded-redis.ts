import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { withinMs } from '../health/within.ts';

/** A Redis that was started here, and that stops with us. */
export interface EmbeddedRedis {
  readonly url: string;
  /** Where its append-only file is. */
  readonly folder: string;
  /** Resolves, to words, when it ends without having been asked to. */
  readonly died: Promise<string>;
  close(): Promise<void>;
}

/** Who uses a folder: written beside it, since two Redis on one append-only file would spoil it. */
interface Owner {
  readonly owner: number;
  readonly redis: number;
  readonly url: string;
  /** When it was taken, in milliseconds. */
  readonly at: number;
}

const START_PATIENCE_MS = 20_000;
const STOP_PATIENCE_MS = 10_000;

/**
 * Starts a real `redis-server` on 127.0.0.1 whose jobs outlive it: each write is on disk before it is acknowledged.
 * Throws an Error with code `ENOENT` where there is no `redis-server`. Another instance that runs beside this one has
 * its own folder; a Redis that a killed instance left behind is stopped first.
 */
export async function startRedis(home: string): Promise<EmbeddedRedis> {
  const folder = await freeFolder(home);
  const port = await freePort();
  const password = randomBytes(24).toString('base64url');
  const url = `redis://:${password}@127.0.0.1:${port}`;
  // Of its own process group: Ctrl-C reaches the whole group at once, and Redis must outlast the gateway.
  const child = spawn('redis-server', ['-'], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const words: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  const ended = endOf(child);
  // When the process ends in haste, Redis still ends: it has its file in order at any time.
  const kill = (): unknown => child.kill('SIGTERM');
  process.once('exit', kill);
  child.stdin.on('error', () => undefined);
  child.stdin.end(configuration(folder, port, password));
  try {
    await Promise.race([answering(url), ended.then((how) => Promise.reject(new RedisStartError(how, words)))]);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  words.length = 0;
  for (const stream of [child.stdout, child.stderr]) stream.removeAllListeners('data').resume();
  writeOwner(folder, { owner: process.pid, redis: child.pid ?? 0, url, at: Date.now() });
  let closing = false;
  return {
    url,
    folder,
    died: new Promise((tell) => void ended.then((how) => (closing ? undefined : tell(how)))),
    async close() {
      closing = true;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
      await ended;
      clearTimeout(late);
      process.off('exit', kill);
      rmSync(ownerFile(folder), { force: true });
    },
  };
}

class RedisStartError extends Error {
  override readonly name = 'RedisStartError';

  constructor(how: string, words: readonly string[]) {
    super(`redis-server did not start (${how}): ${words.join('').trim().split('\n').slice(-3).join(' ')}`);
  }
}

/** Through standard input: what stands in the arguments is seen by everyone on the machine. */
function configuration(folder: string, port: number, password: string): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${folder}"`,
    'appendonly yes',
    'appendfsync always',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    '',
  ].join('\n');
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((tell, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => tell(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
}

/** Waits until Redis has read its file and answers. */
async function answering(url: string): Promise<void> {
  const redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  try {
    await withinMs(START_PATIENCE_MS, redis.ping());
  } finally {
    redis.disconnect();
  }
}

async function freeFolder(home: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const folder = resolve(home, number === 1 ? 'redis' : `redis-${number}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const owner = readOwner(folder);
    if (owner === undefined || !(await isInUse(owner))) {
      // Taken before Redis runs, so that two instances that start together do not both take it.
      writeOwner(folder, { owner: process.pid, redis: 0, url: '', at: Date.now() });
      return folder;
    }
  }
}

/** A number of a process may have gone to another since: only a Redis that knows the password written down is in use. */
async function isInUse({ owner, redis: pid, url, at }: Owner): Promise<boolean> {
  if (url === '') return isAlive(owner) && owner !== process.pid && Date.now() - at < START_PATIENCE_MS;
  const redis = new Redis(url, { retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    await withinMs(2_000, redis.ping());
    if (isAlive(owner)) return true;
    // Left behind by an instance that was killed. It closes the connection instead of answering.
    await redis.call('SHUTDOWN').catch(() => undefined);
    for (let waited = 0; isAlive(pid) && waited < STOP_PATIENCE_MS; waited += 50) await sleep(50);
    return false;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

const ownerFile = (folder: string): string => join(folder, 'owner.json');

function readOwner(folder: string): Owner | undefined {
  if (!existsSync(ownerFile(folder))) return undefined;
  try {
    return JSON.parse(readFileSync(ownerFile(folder), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function writeOwner(folder: string, owner: Owner): void {
  writeFileSync(ownerFile(folder), JSON.stringify(owner), { mode: 0o600 });
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A port nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
