import type { Logger } from 'pino';
import { framesOf } from '../adapter/error-frames.ts';
import type { Caller } from '../call/outcome.ts';
import type { BoundAdapter, BoundOperation } from '../protocol/bound.ts';
import type { CallRecords, Held } from '../store/call-records.ts';
import type { Sealer } from '../store/seal.ts';
import type { Leases } from './leases.ts';
import type { Queues } from './queues.ts';

/** What everyone in this room works with. */
export interface Room {
  readonly caller: Caller;
  readonly records: CallRecords;
  readonly sealer: Sealer;
  readonly queues: Queues;
  readonly leases: Leases;
  readonly adapters: ReadonlyMap<string, BoundAdapter>;
  readonly log: Logger;
  readonly times: QueueTimes;
  /** Work that goes on without its caller: what a close waits for. */
  readonly underWay: Set<Promise<unknown>>;
  /** Aborted at the end of a close, when nothing is waited for any longer. */
  readonly closing: AbortSignal;
}

export interface QueueTimes {
  /** How long after its last sign of life a run is taken for dead. */
  readonly leaseMs: number;
  /** How often the call records are looked through for what was left behind. */
  readonly sweepMs: number;
  /** How long a job waits whose partner refused our credentials. */
  readonly holdMs: number;
  /** How soon a write is tried again that the store did not take. */
  readonly rewriteMs: number;
}

export const defaultTimes: QueueTimes = { leaseMs: 15_000, sweepMs: 15_000, holdMs: 60_000, rewriteMs: 1_000 };

export function boundOf(room: Room, adapter: string, operation: string): BoundOperation | undefined {
  return room.adapters.get(adapter)?.operations.get(operation);
}

/** Keeps a piece of work in sight until it ends; what it throws is logged here, since nobody waits for it. */
export function goOn(room: Room, held: Pick<Held, 'id' | 'adapter'>, work: Promise<unknown>): void {
  const kept = work
    .catch((error: unknown) =>
      room.log.error(
        { where: framesOf(error), adapter: held.adapter, callId: held.id },
        'work that goes on without its caller failed',
      ),
    )
    .finally(() => room.underWay.delete(kept));
  room.underWay.add(kept);
}
