import { BreakageError } from '../adapter/breakage.ts';
import type { BreakageKind } from '../adapter/breakage.ts';
import { durationMs } from '../adapter/duration.ts';
import type { CallOutcome } from '../call/outcome.ts';
import type { BoundOperation } from '../protocol/bound.ts';
import type { CallRecord } from '../store/call-record.ts';
import { boundOf } from './room.ts';
import type { Room } from './room.ts';
import type { Step } from './work.ts';

interface Question {
  readonly record: CallRecord;
  readonly bound: BoundOperation;
  readonly input: unknown;
  /** The newest answer, which was not final. */
  readonly output: unknown;
}

type Asked = NonNullable<BoundOperation['operation']['pending']>;

/** Asks the partner again for an answer it promised. The call itself is done: this never sends it again. */
export async function ask(room: Room, { record, bound, input, output }: Question): Promise<Step> {
  const { pending } = bound.operation;
  const asked = pending && boundOf(room, record.adapter, pending.ask);
  if (!pending || !asked) return failed(ours('The adapter no longer asks for this answer'));
  const dueAt = Date.now() + durationMs(pending.every);
  const giveUpAt = record.giveUpAt ?? Infinity;
  let question: unknown;
  try {
    question = asked.checkInput(pending.input(output, input));
  } catch (error) {
    return failed(ours('The question to the partner could not be made', error));
  }
  const outcome = await room.caller.call({
    callId: record.id,
    bound: asked,
    input: question,
    client: record.client,
    single: true,
    attemptsBefore: record.attempts.length,
    budgetMs: 2 * durationMs(asked.operation.attemptTimeout),
    traceparent: record.traceparent,
    traceId: record.traceId,
  });
  if (outcome.ok) return answered(outcome, pending, dueAt, giveUpAt);
  const { breakage, attempts } = outcome;
  if (isFinal(breakage)) return { ...failed(breakage), attempts };
  if (dueAt > giveUpAt) return { decision: { state: 'expired', breakage: tooLate(breakage.kind) }, attempts };
  return { decision: { state: 'awaiting_partner', output, dueAt, giveUpAt }, attempts };
}

function answered(
  { output, attempts }: Extract<CallOutcome, { ok: true }>,
  pending: Asked,
  dueAt: number,
  giveUpAt: number,
): Step {
  let again: boolean;
  try {
    again = pending.when(output);
  } catch (error) {
    return failed(ours('The adapter could not tell whether the answer is final', error));
  }
  if (!again) return { decision: { state: 'succeeded', output }, attempts };
  // Being asked to wait again is no news, and would fill the list of attempts.
  if (dueAt > giveUpAt) return { decision: { state: 'expired', breakage: tooLate() }, attempts: [] };
  return { decision: { state: 'awaiting_partner', output, dueAt, giveUpAt }, attempts: [] };
}

function tooLate(last?: BreakageKind): BreakageError {
  return new BreakageError('expired', 'The partner did not come to an answer in time', {
    delivery: 'done',
    ...(last && { last }),
  });
}

function ours(message: string, cause?: unknown): BreakageError {
  return new BreakageError('internal', message, { delivery: 'done', cause });
}

/** The partner's word about this question does not change; the rest may be mended while the gateway goes on asking. */
function isFinal({ kind }: BreakageError): boolean {
  return kind === 'rejected' || kind === 'not_found' || kind === 'invalid' || kind === 'internal';
}

function failed(breakage: BreakageError): Step {
  return { decision: { state: 'failed', breakage }, attempts: [] };
}
