import { randomUUID } from 'node:crypto';
import type { AttemptRecord, CallOutcome } from '../call/outcome.ts';
import type { Held } from '../store/call-records.ts';
import { handOver, handOverTaken, notKept, taken } from './acceptance.ts';
import { decide, settled, timeToGiveUp } from './decision.ts';
import type { Decision } from './decision.ts';
import type { Dispatched, DispatchRequest } from './dispatch.ts';
import type { Room } from './room.ts';

/**
 * An idempotent call goes straight through, and needs no store. Only one that has to wait is written down: because its
 * partner answers later, or because its operation is `queued` and its first attempt failed.
 */
export async function dispatchDirect(room: Room, request: DispatchRequest): Promise<Dispatched> {
  const { bound, input, client, waitMs, traceparent, traceId, signal } = request;
  const { pending, retry } = bound.operation;
  const callId = randomUUID();
  const outcome = await room.caller.call({
    callId,
    bound,
    input,
    client,
    budgetMs: waitMs,
    single: retry.kind === 'queued',
    traceparent,
    traceId,
    signal,
  });
  if (outcome.ok && !pending) return { kind: 'output', output: outcome.output };
  if (!outcome.ok && retry.kind !== 'queued') return { kind: 'breakage', breakage: outcome.breakage, inDoubt: false };
  const until = timeToGiveUp(bound);
  const decision = decide(outcome, {
    bound,
    tries: 0,
    giveUpAt: until,
    mayWait: !signal.aborted,
    holdMs: room.times.holdMs,
  });
  switch (decision.state) {
    case 'succeeded':
      return { kind: 'output', output: decision.output };
    case 'retrying':
    case 'awaiting_partner':
      return keepWaiting(room, request, { callId, until, attempts: outcome.attempts, decision });
    default:
      return { kind: 'breakage', breakage: decision.breakage, inDoubt: false };
  }
}

interface Waiting {
  readonly callId: string;
  readonly until: number;
  readonly attempts: CallOutcome['attempts'];
  readonly decision: Extract<Decision, { dueAt: number }>;
}

async function keepWaiting(
  room: Room,
  request: DispatchRequest,
  { callId, until, attempts, decision }: Waiting,
): Promise<Dispatched> {
  const { bound, client, traceparent, traceId } = request;
  const held: Held = { id: callId, adapter: bound.adapter.name, key: undefined, token: callId };
  const kept: readonly AttemptRecord[] = attempts;
  const { changes } = settled(decision, { attempts: kept, accepted: true });
  try {
    await room.records.create({
      id: callId,
      adapter: held.adapter,
      operation: bound.name,
      client,
      key: undefined,
      token: held.token,
      traceparent,
      traceId,
      giveUpAt: until,
      input: request.json === undefined ? request.input : request.json,
      state: decision.state,
      dueAt: decision.dueAt,
      changes,
    });
  } catch (error) {
    return decision.state === 'retrying' ? notKept(decision.breakage.delivery, error) : taken(held, true, error);
  }
  return decision.state === 'retrying'
    ? handOver(room, held, decision.dueAt, decision.breakage.delivery)
    : handOverTaken(room, held, decision.dueAt, true);
}
