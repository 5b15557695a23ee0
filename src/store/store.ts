import { Redis, ReplyError } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { Logger } from 'pino';
import { BreakageError } from '../adapter/breakage.ts';
import { sayDurability } from './durability.ts';
import type { Keyring } from './keyring.ts';
import { createSealer } from './seal.ts';
import type { Sealer } from './seal.ts';

/** The room of what is kept. */
export interface Store {
  readonly sealer: Sealer;
  /** Runs commands. Never waits for a store that is away, and translates every trouble of the store to a BreakageError `store_unavailable`. */
  run<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result>;
  /** Throws a BreakageError `store_unavailable`. */
  ping(): Promise<void>;
  /** Called each time the store is there, again after an outage included. */
  onReady(listener: () => void): void;
  /** A connection for those who wait for work: it blocks, and waits for a store that is away. Its user closes it. */
  waitingConnection(): Redis;
  close(): Promise<void>;
}

/** Why a command that was on its way has no answer: it may have been carried out all the same. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** Whether what the store was asked may have been done, though it threw. */
export function mayHaveRun(error: unknown): boolean {
  return error instanceof BreakageError && error.cause instanceof Unanswered;
}

/** A command that has no answer by then counts as not done; whatever it writes is guarded by a token. */
const commandTimeoutMs = 2_000;

const reconnect = {
  retryStrategy: (times: number) => Math.min(times * 50, 1_000),
  connectTimeout: 5_000,
} satisfies RedisOptions;

/** Opens the connection and goes on at once, whether the store is there or not. */
export function openStore({ url, keys, log }: { url: string; keys: Keyring; log: Logger }): Store {
  const redis = new Redis(url, {
    ...reconnect,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: commandTimeoutMs,
  });
  let away = false;
  redis.once('ready', () => void sayDurability(redis, log));
  redis.on('error', (error: Error) => {
    if (!away) log.error({ reason: error.message }, 'the store is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('the store is back');
    away = false;
  });
  const run: Store['run'] = async (work) => {
    if (redis.status !== 'ready') throw unavailable(new Error(`the connection is ${redis.status}`));
    try {
      return await work(redis);
    } catch (error) {
      if (error instanceof BreakageError) throw error;
      // A refusal of the store's is an answer: a full memory, say.
      const reason = reasonOf(error);
      throw unavailable(error instanceof ReplyError ? new Error(reason) : new Unanswered(reason));
    }
  };
  return {
    sealer: createSealer(keys),
    run,
    async ping() {
      await run((connection) => connection.ping());
    },
    onReady(listener) {
      redis.on('ready', listener);
      if (redis.status === 'ready') listener();
    },
    waitingConnection() {
      const connection = new Redis(url, { ...reconnect, maxRetriesPerRequest: null });
      connection.on('error', () => undefined);
      return connection;
    },
    async close() {
      // `quit` waits for the answers under way; there are none to wait for when the store is away.
      await redis.quit().catch(() => undefined);
      redis.disconnect();
    },
  };
}

/** The driver's errors carry the command's arguments: only their message goes on. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

function unavailable(cause: Error): BreakageError {
  return new BreakageError('store_unavailable', 'The gateway’s store is away', { retryAfterMs: 5_000, cause });
}
