import type { Logger } from 'pino';
import { BreakageError } from '../adapter/breakage.ts';
import { framesOf } from '../adapter/error-frames.ts';
import type { Caller } from '../call/outcome.ts';
import type { BoundAdapter } from '../protocol/bound.ts';
import { callRecords } from '../store/call-records.ts';
import type { Store } from '../store/store.ts';
import { dispatchDirect } from './direct.ts';
import type { Dispatched, Dispatcher, DispatchRequest } from './dispatch.ts';
import { jobView } from './job-view.ts';
import { createLeases } from './leases.ts';
import { createQueues } from './queues.ts';
import { dispatchRecorded } from './recorded.ts';
import { defaultTimes } from './room.ts';
import type { QueueTimes, Room } from './room.ts';
import { startSweep } from './sweep.ts';
import { work } from './work.ts';

export interface DispatcherOptions {
  readonly caller: Caller;
  readonly store: Store;
  readonly adapters: readonly BoundAdapter[];
  readonly log: Logger;
  /** Also takes jobs, and looks after what dead processes left behind. */
  readonly work: boolean;
  readonly times?: Partial<QueueTimes>;
}

/** Makes the one way in for calls. The store stays its owner's to close, after this is closed. */
export function createDispatcher({
  caller,
  store,
  adapters,
  log,
  work: works,
  times: given,
}: DispatcherOptions): Dispatcher {
  const times = { ...defaultTimes, ...given };
  const records = callRecords(store, times.leaseMs);
  const closing = new AbortController();
  const room: Room = {
    caller,
    records,
    sealer: store.sealer,
    log,
    times,
    underWay: new Set(),
    closing: closing.signal,
    queues: createQueues(store, times.leaseMs, log),
    leases: createLeases(records, times.leaseMs, log),
    adapters: new Map(adapters.map((bound) => [bound.adapter.name, bound])),
  };
  const stopSweep = works ? startWork(room, store) : () => undefined;
  return {
    dispatch: (request) => dispatch(room, request),
    async job(id, client) {
      const record = await records.load(id);
      return record?.client === client ? jobView(records, record) : undefined;
    },
    depth: (adapter) => records.depth(adapter),
    async close(graceMs) {
      stopSweep();
      const until = Date.now() + graceMs;
      await room.queues.close(graceMs);
      await settledBefore(until, room.underWay);
      closing.abort();
      room.leases.close();
    },
  };
}

function startWork(room: Room, store: Store): () => void {
  for (const adapter of room.adapters.keys()) room.queues.work(adapter, (id) => work(room, id));
  const { round, stop } = startSweep(room);
  store.onReady(round);
  return stop;
}

async function dispatch(room: Room, request: DispatchRequest): Promise<Dispatched> {
  try {
    const { idempotent } = request.bound.operation;
    return idempotent && !request.respondAsync
      ? await dispatchDirect(room, request)
      : await dispatchRecorded(room, request);
  } catch (error) {
    if (error instanceof BreakageError) return { kind: 'breakage', breakage: error, inDoubt: false };
    room.log.error(
      { where: framesOf(error), adapter: request.bound.adapter.name, operation: request.bound.name },
      'a call could not be dispatched',
    );
    return {
      kind: 'breakage',
      breakage: new BreakageError('internal', 'The gateway failed', { delivery: 'unknown', cause: error }),
      inDoubt: false,
    };
  }
}

/** Waits for what goes on without its caller, no longer than until then. */
async function settledBefore(until: number, underWay: ReadonlySet<Promise<unknown>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, until - Date.now()));
  });
  await Promise.race([Promise.allSettled(underWay), limit]);
  clearTimeout(timer);
}
