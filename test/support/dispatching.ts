import pino from 'pino';
import { vi } from 'vitest';
import { createCaller } from '../../src/call/caller.ts';
import type { BoundAdapter } from '../../src/protocol/bound.ts';
import type { Dispatched, Dispatcher, DispatchRequest, JobView } from '../../src/queue/dispatch.ts';
import { createDispatcher } from '../../src/queue/dispatcher.ts';
import type { QueueTimes } from '../../src/queue/room.ts';
import { parseKeyring } from '../../src/store/keyring.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.ts';
import type { Scripted } from './bound-operation.ts';

export const keyText = (id: string, fill: number): string => `${id}:${Buffer.alloc(32, fill).toString('base64')}`;

/** Fast enough for a test, and still in the order of the real ones. */
export const testTimes: QueueTimes = { leaseMs: 500, sweepMs: 250, holdMs: 300, rewriteMs: 50 };

export interface Dispatching {
  readonly store: Store;
  readonly dispatcher: Dispatcher;
  /** Dispatches a call of an operation. */
  readonly call: (operation: string, more?: Partial<DispatchRequest>) => Promise<Dispatched>;
  /** Waits until a job's state is one of these. */
  readonly job: (id: string, ...states: JobView['state'][]) => Promise<JobView>;
  readonly close: () => Promise<void>;
}

/** A dispatcher over a scripted partner and a real store, which is there unless `storeAway` says otherwise. */
export async function dispatching(
  url: string,
  partner: Scripted | { readonly adapter: BoundAdapter },
  options: {
    work?: boolean;
    times?: Partial<QueueTimes>;
    keys?: string;
    storeAway?: boolean;
    through?: (store: Store) => Store;
  } = {},
): Promise<Dispatching> {
  const log = pino({ level: 'silent' });
  const store = openStore({ url, keys: parseKeyring(options.keys ?? keyText('k1', 1)), log });
  const ready = new Promise<void>((resolve) => {
    store.onReady(resolve);
  });
  if (!options.storeAway) await ready;
  const dispatcher = createDispatcher({
    caller: createCaller({ observers: [], log }),
    store: options.through?.(store) ?? store,
    adapters: [partner.adapter],
    log,
    work: options.work ?? true,
    times: { ...testTimes, ...options.times },
  });
  return {
    store,
    dispatcher,
    call(operation, more = {}) {
      const bound = partner.adapter.operations.get(operation);
      if (!bound) throw new Error(`no operation ${operation}`);
      return dispatcher.dispatch({
        bound,
        input: { reference: 'A1' },
        client: 'shop',
        key: undefined,
        respondAsync: false,
        waitMs: 5_000,
        traceparent: undefined,
        traceId: 'trace',
        signal: new AbortController().signal,
        ...more,
      });
    },
    job(id, ...states) {
      return vi.waitFor(
        async () => {
          const job = await dispatcher.job(id, 'shop');
          if (!job || !states.includes(job.state)) throw new Error(`the job is ${job?.state}`);
          return job;
        },
        { timeout: 20_000, interval: 20 },
      );
    },
    async close() {
      await dispatcher.close(1_000);
      await store.close();
    },
  };
}

/** The job of a call that was accepted, in doubt or answered. */
export function jobIdOf(dispatched: Dispatched): string {
  const id = dispatched.kind === 'accepted' ? dispatched.job.id : 'jobId' in dispatched ? dispatched.jobId : undefined;
  if (!id) throw new Error(`no job: ${dispatched.kind}`);
  return id;
}
