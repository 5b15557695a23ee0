import { randomUUID } from 'node:crypto';
import { BreakageError } from '../adapter/breakage.ts';
import type { Delivery } from '../adapter/breakage.ts';
import { durationMs } from '../adapter/duration.ts';
import type { AttemptRecord, CallOutcome } from '../call/outcome.ts';
import type { BoundOperation } from '../protocol/bound.ts';
import type { CallRecord } from '../store/call-record.ts';
import type { Held } from '../store/call-records.ts';
import { KeyMissingError } from '../store/seal.ts';
import { setSendingMark } from '../store/sending-mark.ts';
import { ask } from './ask.ts';
import { decide, gaveUp, overall, settled } from './decision.ts';
import type { Decision } from './decision.ts';
import type { JobProblem } from './dispatch.ts';
import { breakageOf } from './job-problem.ts';
import { recover } from './recovery.ts';
import { boundOf } from './room.ts';
import type { Room } from './room.ts';
import { writeAtLast } from './writing.ts';

/** How soon a job comes back to a call that another run holds. */
const busyMs = 1_000;

/**
 * Carries a waiting call one step on, whatever BullMQ thinks of its job. Gives when to come back to it, in milliseconds
 * since the epoch, or `undefined` when nothing is left to do.
 */
export async function work(room: Room, id: string): Promise<number | undefined> {
  const record = await room.records.load(id);
  if (!record) return undefined;
  if (record.nextAttemptAt !== undefined && record.nextAttemptAt > Date.now()) return record.nextAttemptAt;
  const kept = open(room, record);
  if (kept === 'key missing') return Date.now() + room.times.holdMs;
  const held: Held = { id, adapter: record.adapter, key: record.key, token: randomUUID() };
  const taken = await room.records.take(held);
  if (taken === 'busy') return Date.now() + busyMs;
  if (taken === 'running') return (await recover(room, record)) === 'retrying' ? Date.now() : undefined;
  if (taken !== 'taken') return undefined;
  room.leases.hold(held);
  try {
    const { decision: step, attempts } = await carryOn(room, held, record, kept);
    const decision = overall(step, deliveriesOf(record), isIdempotent(room, record));
    const made = attempts.filter(({ kind }) => kind !== 'circuit_open' && kind !== 'overloaded');
    await writeAtLast(room, held, settled(decision, { attempts: [...record.attempts, ...made], accepted: true }), true);
    announce(room, record, decision);
    return 'dueAt' in decision ? decision.dueAt : undefined;
  } finally {
    room.leases.release(held);
  }
}

/** What came of the call before this run. The attempt that the partner took may be among those forgotten. */
function deliveriesOf({ state, attempts }: CallRecord): Delivery[] {
  return state === 'awaiting_partner' ? ['done'] : attempts.map(({ delivery }) => delivery);
}

/** Of an operation that is gone nobody knows any more, and then it is not. */
function isIdempotent(room: Room, { adapter, operation }: CallRecord): boolean {
  return boundOf(room, adapter, operation)?.operation.idempotent ?? false;
}

/** What is kept sealed of a call that waits. */
export interface Kept {
  readonly input: unknown;
  readonly output: unknown;
  readonly problem: JobProblem | undefined;
}

/** A missing key comes back: until then the call stays as it is. What is broken stays broken. */
function open({ records, log }: Room, record: CallRecord): Kept | 'broken' | 'key missing' {
  try {
    return {
      input: records.open(record, 'input'),
      output: records.open(record, 'output'),
      problem: records.open(record, 'problem') as JobProblem | undefined,
    };
  } catch (error) {
    if (!(error instanceof KeyMissingError)) return 'broken';
    log.error({ adapter: record.adapter, callId: record.id, reason: error.message }, 'a job waits for its key');
    return 'key missing';
  }
}

/** What a run of a job came to. */
export interface Step {
  readonly decision: Decision;
  readonly attempts: readonly AttemptRecord[];
}

async function carryOn(room: Room, held: Held, record: CallRecord, kept: Kept | 'broken'): Promise<Step> {
  if (kept === 'broken') return dead('What is kept of this job cannot be read');
  const bound = boundOf(room, record.adapter, record.operation);
  if (!bound) return dead('The adapter no longer has this operation');
  let input: unknown;
  try {
    input = bound.checkInput(kept.input);
  } catch (error) {
    return error instanceof BreakageError
      ? { decision: { state: 'failed', breakage: error }, attempts: [] }
      : dead('The input of this job could not be checked');
  }
  if (record.state === 'awaiting_partner') return ask(room, { record, bound, input, output: kept.output });
  const giveUpAt = record.giveUpAt ?? Infinity;
  if (kept.problem && Date.now() > giveUpAt) {
    return { decision: { state: 'expired', breakage: gaveUp(breakageOf(kept.problem)) }, attempts: [] };
  }
  const outcome = await attempt(room, held, record, bound, input);
  return {
    decision: decide(outcome, { bound, tries: record.tries, giveUpAt, mayWait: true, holdMs: room.times.holdMs }),
    attempts: outcome.attempts,
  };
}

function attempt(
  room: Room,
  held: Held,
  record: CallRecord,
  bound: BoundOperation,
  input: unknown,
): Promise<CallOutcome> {
  return room.caller.call({
    callId: held.id,
    bound,
    input,
    client: record.client,
    single: true,
    attemptsBefore: record.attempts.length,
    // The line before the bulkhead counts too, and a job is in no haste.
    budgetMs: 2 * durationMs(bound.operation.attemptTimeout),
    traceparent: record.traceparent,
    traceId: record.traceId,
    ...(!bound.operation.idempotent && { beforeFirstByte: () => setSendingMark(room.records, held) }),
  });
}

function dead(message: string): Step {
  return {
    decision: { state: 'failed', breakage: new BreakageError('internal', message, { delivery: 'none' }) },
    attempts: [],
  };
}

function announce({ log }: Room, { adapter, operation, id, client, traceId }: CallRecord, decision: Decision): void {
  const line = {
    adapter,
    operation,
    callId: id,
    client,
    traceId,
    state: decision.state,
    ...('breakage' in decision && { kind: decision.breakage.kind, delivery: decision.breakage.delivery }),
  };
  if (decision.state === 'failed' || decision.state === 'in_doubt' || decision.state === 'expired')
    log.warn(line, 'job');
  else log.info(line, 'job');
}
