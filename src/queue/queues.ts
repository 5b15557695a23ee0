import { DelayedError, Queue, Worker } from 'bullmq';
import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { BreakageError } from '../adapter/breakage.ts';
import { queuePrefix } from '../store/keys.ts';
import type { Store } from '../store/store.ts';

/** BullMQ, one queue per adapter. Its job is the call's id and nothing else; the call record is the truth. */
export interface Queues {
  /** Returns once the store has the job. Adding it again changes nothing. Throws a BreakageError `store_unavailable`. */
  add(adapter: string, id: string, delayMs: number): Promise<void>;
  /** Which of these calls have no job. */
  missing(adapter: string, ids: readonly string[]): Promise<string[]>;
  /** Takes jobs: `run` gives the time (ms since the epoch) to come back to the call, or `undefined` when there is nothing left to do. */
  work(adapter: string, run: (id: string) => Promise<number | undefined>): void;
  /** Stops taking jobs and waits for those running, at most `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const concurrency = 16;
const addTimeoutMs = 3_000;
const afterTroubleMs = 5_000;
/** How long a worker may take to close that runs nothing. */
const idleMs = 1_000;

/** `lockMs`: how long after its last sign of life a worker is taken for dead. */
export function createQueues(store: Store, lockMs: number, log: Logger): Queues {
  const queues = new Map<string, Queue>();
  const workers: Worker[] = [];
  const running = new Set<Promise<void>>();
  let waiting: Redis | undefined;

  const queueOf = (adapter: string, redis: Redis): Queue => {
    let queue = queues.get(adapter);
    if (!queue) {
      queue = new Queue(adapter, {
        connection: redis,
        prefix: queuePrefix(adapter),
        skipVersionCheck: true,
        skipMetasUpdate: true,
      });
      queue.on('error', (error) => log.debug({ reason: error.message, adapter }, 'queue connection'));
      queues.set(adapter, queue);
    }
    return queue;
  };

  return {
    async add(adapter, id, delayMs) {
      await store.run(async (redis) => {
        // The record decides what a job may do, so that one added after all does no harm.
        const job = queueOf(adapter, redis).add(
          'call',
          {},
          {
            jobId: id,
            delay: Math.max(0, Math.round(delayMs)),
            attempts: 1,
            removeOnComplete: true,
            removeOnFail: true,
          },
        );
        await within(addTimeoutMs, job);
      });
    },

    async missing(adapter, ids) {
      if (ids.length === 0) return [];
      const found = await store.run(async (redis) => {
        const queue = queueOf(adapter, redis);
        const pipeline = redis.pipeline();
        for (const id of ids) pipeline.exists(queue.toKey(id));
        return (await pipeline.exec()) ?? [];
      });
      return ids.filter((_id, index) => found[index]?.[1] === 0);
    },

    work(adapter, run) {
      waiting ??= store.waitingConnection();
      const take = (job: Job, token?: string): Promise<void> => {
        const taken = carryOut(job, token, run, log).finally(() => running.delete(taken));
        running.add(taken);
        return taken;
      };
      const worker = new Worker(adapter, take, {
        connection: waiting,
        prefix: queuePrefix(adapter),
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs,
        // Whether a stalled job may run again is for its record to say, not for a count.
        maxStalledCount: 1_000_000,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
      });
      worker.on('error', (error) => log.debug({ reason: error.message, adapter }, 'worker connection'));
      workers.push(worker);
    },

    async close(graceMs) {
      const closed = Promise.all(workers.map((worker) => worker.close()));
      await within(graceMs, closedOrIdle(closed, running)).catch(async () => {
        await within(1_000, Promise.all(workers.map((worker) => worker.disconnect()))).catch(() => undefined);
      });
      await within(1_000, Promise.all([...queues.values()].map((queue) => queue.close()))).catch(() => undefined);
      waiting?.disconnect();
    },
  };
}

/** Without the store a worker never says that it is closed: one that runs nothing is not waited for. */
async function closedOrIdle(closed: Promise<unknown>, running: ReadonlySet<Promise<void>>): Promise<void> {
  for (;;) {
    if (await Promise.race([closed.then(() => true), Promise.allSettled(running).then(() => false)])) return;
    try {
      await within(idleMs, closed);
      return;
    } catch (error) {
      // A job that was on its way to us when we began to close has come.
      if (running.size === 0) throw error;
    }
  }
}

async function carryOut(
  job: Job,
  token: string | undefined,
  run: (id: string) => Promise<number | undefined>,
  log: Logger,
): Promise<void> {
  const id = job.id ?? '';
  let againAt: number | undefined;
  try {
    againAt = await run(id);
  } catch (error) {
    const reason = error instanceof BreakageError ? error.kind : error instanceof Error ? error.name : 'unknown';
    log.warn({ callId: id, adapter: job.queueName, reason }, 'a job could not be carried out; it is tried again');
    againAt = Date.now() + afterTroubleMs;
  }
  if (againAt === undefined) return;
  await job.moveToDelayed(againAt, token);
  throw new DelayedError();
}

async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
