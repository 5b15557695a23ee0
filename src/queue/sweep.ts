import type { Logger } from 'pino';
import { framesOf } from '../adapter/error-frames.ts';
import { recover } from './recovery.ts';
import type { Room } from './room.ts';

/** A job this late, in milliseconds, may have lost its place in BullMQ. */
const lateMs = 5_000;

/** Looks regularly for what a dead process, a lost connection or BullMQ itself left behind; `round` does it now. */
export function startSweep(room: Room): { round: () => void; stop: () => void } {
  let stopped = false;
  let under: Promise<void> | undefined;
  const round = (): void => {
    if (stopped) return;
    under ??= sweep(room)
      .catch((error: unknown) => logTrouble(room.log, error))
      .finally(() => {
        under = undefined;
      });
  };
  const timer = setInterval(round, room.times.sweepMs);
  timer.unref();
  return {
    round,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

/** One round over every adapter. */
export async function sweep(room: Room): Promise<void> {
  // After an outage the leases of the living have run out like those of the dead.
  await room.leases.renew();
  for (const adapter of room.adapters.keys()) {
    for (const id of await room.records.list('running', adapter, Date.now())) {
      if (room.leases.holds(id)) continue;
      const record = await room.records.load(id);
      if (record?.state === 'running') await recover(room, record);
    }
    const late = await room.records.list('due', adapter, Date.now() - Math.min(lateMs, room.times.sweepMs));
    for (const id of await room.queues.missing(adapter, late)) {
      room.log.warn({ adapter, callId: id }, 'a waiting call had no job; it gets one');
      await room.queues.add(adapter, id, 0);
    }
    await room.records.forgetDead(adapter);
  }
}

function logTrouble(log: Logger, error: unknown): void {
  log.debug({ where: framesOf(error) }, 'the call records could not be looked through');
}
