import { setTimeout as sleep } from 'node:timers/promises';
import type { Held, Settled } from '../store/call-records.ts';
import { goOn } from './room.ts';
import type { Room } from './room.ts';

/**
 * Writes down what became of a call. When the store does not take it, goes on trying without the caller. Gives whether it
 * is written, and nothing else can come of the call.
 */
export async function write(room: Room, held: Held, settled: Settled, job: boolean): Promise<boolean> {
  try {
    return await writeOnce(room, held, settled, job);
  } catch {
    goOn(room, held, writeAtLast(room, held, settled, job));
    return false;
  }
}

/** Tries until the store takes it, or the gateway closes: what the partner said is not to be lost while it can be kept. */
export async function writeAtLast(room: Room, held: Held, settled: Settled, job: boolean): Promise<void> {
  room.leases.hold(held);
  try {
    for (;;) {
      try {
        await writeOnce(room, held, settled, job);
        return;
      } catch (error) {
        if (room.closing.aborted) throw error;
        await sleep(room.times.rewriteMs, undefined, { signal: room.closing });
      }
    }
  } finally {
    room.leases.release(held);
  }
}

/** A step to the queue may have been taken without our hearing of it: what ends here must not go on there. */
async function writeOnce({ records }: Room, held: Held, settled: Settled, job: boolean): Promise<boolean> {
  if (await records.settle(held, settled, job)) return true;
  return settled.state !== 'failed' || (await records.withdraw(held, settled.changes.problem));
}
