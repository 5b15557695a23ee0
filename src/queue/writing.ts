import { setTimeout as sleep } from 'node:timers/promises';
import type { Held, Settled } from '../store/call-records.ts';
import { goOn } from './room.ts';
import type { Room } from './room.ts';

const mostRewrites = 60;

/** Writes down what became of a call. When the store does not take it, goes on trying without the caller. Gives whether it is written. */
export async function write(room: Room, held: Held, settled: Settled, job: boolean): Promise<boolean> {
  try {
    await room.records.settle(held, settled, job);
    return true;
  } catch {
    goOn(room, held, writeAtLast(room, held, settled, job));
    return false;
  }
}

/** Tries until the store takes it: what the partner said is not to be lost while it can be kept. Throws when it never does. */
export async function writeAtLast(room: Room, held: Held, settled: Settled, job: boolean): Promise<void> {
  room.leases.hold(held);
  try {
    for (let round = 1; ; round += 1) {
      try {
        // A step to the queue may have been taken without our hearing of it: what ends here must not go on there.
        const ours = await room.records.settle(held, settled, job);
        if (!ours && settled.state === 'failed') await room.records.withdraw(held, settled.changes.problem);
        return;
      } catch (error) {
        if (round >= mostRewrites) throw error;
        await sleep(room.times.rewriteMs);
      }
    }
  } finally {
    room.leases.release(held);
  }
}
