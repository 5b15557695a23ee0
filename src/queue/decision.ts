import { BreakageError, isInDoubt, maySendAgain, worstDelivery } from '../adapter/breakage.ts';
import type { BreakageKind, Delivery } from '../adapter/breakage.ts';
import { durationMs } from '../adapter/duration.ts';
import type { Retry } from '../adapter/retry.ts';
import { backoffMs } from '../call/backoff.ts';
import type { CallOutcome } from '../call/outcome.ts';
import { withDelivery } from '../call/with-delivery.ts';
import type { BoundOperation } from '../protocol/bound.ts';
import type { Settled } from '../store/call-records.ts';
import { jobProblem } from './job-problem.ts';

/** What becomes of a call after an attempt, and what its caller is told. */
export type Decision =
  | { readonly state: 'succeeded'; readonly output: unknown }
  | { readonly state: 'awaiting_partner'; readonly output: unknown; readonly dueAt: number; readonly giveUpAt: number }
  | { readonly state: 'retrying'; readonly breakage: BreakageError; readonly dueAt: number; readonly tries: number }
  | { readonly state: 'failed' | 'expired' | 'in_doubt'; readonly breakage: BreakageError };

export interface Circumstances {
  readonly bound: BoundOperation;
  /** Attempts that counted before this one. */
  readonly tries: number;
  readonly giveUpAt: number;
  /** Whether the queue may go on with it. */
  readonly mayWait: boolean;
  readonly holdMs: number;
}

/** An attempt that these stopped is none that counts. */
const notBurnt: ReadonlySet<BreakageKind> = new Set(['circuit_open', 'overloaded', 'store_unavailable', 'credentials']);

export function decide(outcome: CallOutcome, circumstances: Circumstances): Decision {
  return outcome.ok ? afterAnswer(outcome.output, circumstances) : afterBreakage(outcome.breakage, circumstances);
}

function afterAnswer(output: unknown, { bound }: Circumstances): Decision {
  const { pending } = bound.operation;
  if (!pending) return { state: 'succeeded', output };
  try {
    if (!pending.when(output)) return { state: 'succeeded', output };
  } catch (error) {
    const breakage = new BreakageError('internal', 'The adapter could not tell whether the answer is final', {
      delivery: 'done',
      cause: error,
    });
    return { state: isInDoubt('done', bound.operation.idempotent) ? 'in_doubt' : 'failed', breakage };
  }
  const now = Date.now();
  return {
    state: 'awaiting_partner',
    output,
    dueAt: now + durationMs(pending.every),
    giveUpAt: now + durationMs(pending.giveUpAfter),
  };
}

function afterBreakage(breakage: BreakageError, { bound, tries, giveUpAt, mayWait, holdMs }: Circumstances): Decision {
  const { idempotent, retry } = bound.operation;
  if (isInDoubt(breakage.delivery, idempotent)) return { state: 'in_doubt', breakage };
  if (!mayWait || !goesOn(breakage, idempotent)) return { state: 'failed', breakage };
  const counted = notBurnt.has(breakage.kind) ? tries : tries + 1;
  const attempts = retry.kind === 'never' ? 1 : retry.attempts;
  if (counted > tries && counted >= attempts) return { state: 'failed', breakage };
  const dueAt = Date.now() + Math.round(pauseMs(breakage, retry, counted > tries ? counted : 0, holdMs));
  return dueAt > giveUpAt
    ? { state: 'expired', breakage: gaveUp(breakage) }
    : { state: 'retrying', breakage, dueAt, tries: counted };
}

/** `failures` is 0 for an attempt that does not count. */
function pauseMs({ kind, retryAfterMs }: BreakageError, retry: Retry, failures: number, holdMs: number): number {
  if (kind === 'credentials') return holdMs;
  if (failures === 0) return Math.max(1_000, retryAfterMs ?? 0);
  return backoffMs(retry.kind === 'never' ? 1_000 : durationMs(retry.backoff), failures, retryAfterMs);
}

/** The queue waits for credentials to be mended, and does not mind that a caller's own wait is over. */
function goesOn(breakage: BreakageError, idempotent: boolean): boolean {
  const waitsFor = breakage.retryable || breakage.kind === 'credentials' || breakage.kind === 'expired';
  return maySendAgain({ retryable: waitsFor, delivery: breakage.delivery }, idempotent);
}

/** `giveUpAfter` has passed, or would before the next attempt. */
export function gaveUp(last: BreakageError): BreakageError {
  return new BreakageError('expired', `Given up after its time; the last attempt: ${last.message}`, {
    delivery: last.delivery,
    last: last.last ?? last.kind,
    cause: last,
  });
}

/** When a new call is given up, in milliseconds since the epoch. */
export function timeToGiveUp({ operation }: BoundOperation): number {
  return Date.now() + (operation.retry.kind === 'queued' ? durationMs(operation.retry.giveUpAfter) : 86_400_000);
}

/**
 * The decision for the call as a whole: its delivery is the worst of all its attempts, and one that ends when the partner
 * may have acted is in doubt, never a dead letter (design §5).
 */
export function overall(decision: Decision, before: readonly Delivery[], idempotent: boolean): Decision {
  if (!('breakage' in decision)) return decision;
  const breakage = withDelivery(decision.breakage, worstDelivery([decision.breakage.delivery, ...before]));
  if (decision.state !== 'retrying' && isInDoubt(breakage.delivery, idempotent)) return { state: 'in_doubt', breakage };
  return { ...decision, breakage };
}

/** The decision as the record takes it. */
export function settled(decision: Decision, changes: Settled['changes']): Settled {
  switch (decision.state) {
    case 'succeeded':
      return {
        state: 'succeeded',
        dueAt: 0,
        key: 'settle',
        changes: { ...changes, output: decision.output, problem: undefined, nextAttemptAt: undefined },
      };
    case 'awaiting_partner':
      return {
        state: decision.state,
        dueAt: decision.dueAt,
        key: 'keep',
        changes: {
          ...changes,
          output: decision.output,
          problem: undefined,
          nextAttemptAt: decision.dueAt,
          giveUpAt: decision.giveUpAt,
        },
      };
    case 'retrying':
      return {
        state: decision.state,
        dueAt: decision.dueAt,
        key: 'keep',
        changes: {
          ...changes,
          tries: decision.tries,
          problem: jobProblem(decision.breakage),
          nextAttemptAt: decision.dueAt,
        },
      };
    default:
      return {
        state: decision.state,
        dueAt: 0,
        key: keyFate(decision.state, decision.breakage, changes.accepted === true),
        changes: { ...changes, problem: jobProblem(decision.breakage), nextAttemptAt: undefined },
      };
  }
}

/** A key whose call did nothing at the partner is free again, but where its answer is the partner's last word or a job. */
function keyFate(state: 'failed' | 'expired' | 'in_doubt', breakage: BreakageError, job: boolean): Settled['key'] {
  if (state === 'in_doubt') return 'keep';
  return job || breakage.kind === 'not_found' || breakage.kind === 'rejected' ? 'settle' : 'free';
}
