import { BreakageError } from '../adapter/breakage.ts';
import type { Delivery } from '../adapter/breakage.ts';
import type { AttemptRecord } from '../call/outcome.ts';
import type { Held } from '../store/call-records.ts';
import { settled } from './decision.ts';
import type { Dispatched } from './dispatch.ts';
import { jobProblem } from './job-problem.ts';
import { jobView } from './job-view.ts';
import type { Room } from './room.ts';
import { write } from './writing.ts';

/** The record says that the call waits: gives it its job, and only then is it accepted. `delivery`: of what was tried so far. */
export async function handOver(
  room: Room,
  held: Held,
  dueAt: number,
  delivery: Delivery = 'none',
): Promise<Dispatched> {
  try {
    await room.queues.add(held.adapter, held.id, dueAt - Date.now());
    return await accepted(room, held);
  } catch (error) {
    return refused(room, held, delivery, error);
  }
}

/** As {@link handOver}, for a call that the partner has taken: it is not to be withdrawn, and the sweep gives it its job. */
export async function handOverTaken(room: Room, held: Held, dueAt: number, idempotent: boolean): Promise<Dispatched> {
  try {
    await room.queues.add(held.adapter, held.id, dueAt - Date.now());
    return await accepted(room, held);
  } catch (error) {
    return taken(held, idempotent, error);
  }
}

/** The partner took the call, and that it waits for an answer could not be kept for certain. */
export function taken(held: Held, idempotent: boolean, cause: unknown): Dispatched {
  return { kind: 'breakage', breakage: away('done', cause), jobId: held.id, inDoubt: !idempotent };
}

/** The store did not say whether it has the call: its caller must not take it for one that was never made. */
export function mayGoOn(held: Held, cause: unknown): Dispatched {
  return { kind: 'breakage', breakage: away('unknown', cause), jobId: held.id, inDoubt: true };
}

/** The store has not got the call, and it ends here. */
export function notKept(delivery: Delivery, cause: unknown): Dispatched {
  return { kind: 'breakage', breakage: away(delivery, cause), inDoubt: false };
}

/** The job as it now is. Throws a BreakageError `store_unavailable`. */
export async function accepted(room: Room, held: Held): Promise<Dispatched> {
  const record = await room.records.load(held.id);
  if (!record) throw new BreakageError('store_unavailable', 'The call that was just written down cannot be found');
  return { kind: 'accepted', job: jobView(room.records, record) };
}

/** The job could not be added: either nothing will run, or the caller is told that it may. */
async function refused(room: Room, held: Held, delivery: Delivery, cause: unknown): Promise<Dispatched> {
  const breakage = away(delivery, cause);
  try {
    if (await room.records.withdraw(held, jobProblem(breakage)))
      return { kind: 'breakage', breakage, jobId: held.id, inDoubt: false };
    return await accepted(room, held);
  } catch (error) {
    // The record may say that it waits, and the sweep will then give it its job.
    return mayGoOn(held, error);
  }
}

/** The record could not be moved to the queue: the call ends here, and is written down as such, now or when the store is back. */
export async function takeBack(
  room: Room,
  held: Held,
  attempts: readonly AttemptRecord[],
  last: BreakageError,
): Promise<Dispatched> {
  const breakage = away(last.delivery, last);
  const written = await write(room, held, settled({ state: 'failed', breakage }, { attempts }), false);
  if (written) return { kind: 'breakage', breakage, jobId: held.id, inDoubt: false };
  // The step may have been taken without our hearing of it, and then the queue goes on.
  return mayGoOn(held, last);
}

function away(delivery: Delivery, cause: unknown): BreakageError {
  return new BreakageError('store_unavailable', 'The call has to wait, and the gateway’s store is away', {
    delivery,
    retryAfterMs: 5_000,
    cause,
  });
}
