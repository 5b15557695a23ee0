import { randomUUID } from 'node:crypto';
import { BrokenCircuitError, BulkheadRejectedError } from 'cockatiel';
import { BreakageError } from '../adapter/breakage.ts';
import type { Answer } from '../protocol/bound.ts';
import type { Address } from './address.ts';
import { departure } from './departure.ts';
import type { OperationTimes } from './limits.ts';
import type { CallRequest } from './outcome.ts';

/** One try: what it is given, and what is learned on the way. */
export interface Try {
  readonly request: CallRequest;
  readonly times: OperationTimes;
  readonly address: Address;
  readonly attemptId: string;
  /** On the clock of `performance.now()`. */
  readonly deadlineAt: number;
  startedAt: Date;
  /** On the clock of `performance.now()`: when it got its place and set out. */
  startedTick: number;
}

export function newTry(request: CallRequest, times: OperationTimes, address: Address, deadlineAt: number): Try {
  return {
    request,
    times,
    address,
    attemptId: randomUUID(),
    deadlineAt,
    startedAt: new Date(),
    startedTick: performance.now(),
  };
}

/** Makes one attempt under the address's bulkhead and breaker. Throws a BreakageError, whatever goes wrong. */
export async function attempt(one: Try): Promise<Answer> {
  const { bulkhead } = one.address;
  stopAtOpenBreaker(one);
  try {
    if (bulkhead.executionSlots > 0) return await bulkhead.execute(() => throughBreaker(one));
    return await inLine(one);
  } catch (error) {
    throw asBreakage(one, error);
  }
}

/** Waits for a place, no longer than the caller does. */
async function inLine(one: Try): Promise<Answer> {
  const left = new AbortController();
  const leave = (): void => left.abort();
  const timer = setTimeout(leave, Math.max(0, one.deadlineAt - performance.now()));
  const { signal } = one.request;
  signal?.addEventListener('abort', leave, { once: true });
  const arrive = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  };
  try {
    return await new Promise<Answer>((resolve, reject) => {
      left.signal.addEventListener('abort', () => reject(waitEnded()), { once: true });
      one.address.bulkhead
        .execute(() => {
          arrive();
          if (left.signal.aborted) throw waitEnded();
          return throughBreaker(one);
        }, left.signal)
        .then(resolve, reject);
    });
  } finally {
    arrive();
  }
}

function throughBreaker(one: Try): Promise<Answer> {
  stopAtOpenBreaker(one);
  return one.address.breaker.execute(() => send(one));
}

function stopAtOpenBreaker({ request, times, address }: Try): void {
  if (address.breaker.closed) return;
  const waitMs = address.breaker.waitMs(
    request.probe === true || request.bound.operation.idempotent,
    times.probeEveryMs,
  );
  if (waitMs > 0) throw circuitOpen(nameOf(request), waitMs);
}

const nameOf = ({ bound }: CallRequest): string => `${bound.adapter.name} ${bound.name}`;

async function send(one: Try): Promise<Answer> {
  const { request, times } = one;
  const { bound } = request;
  one.startedAt = new Date();
  one.startedTick = performance.now();
  const remainingMs = one.deadlineAt - one.startedTick;
  if (remainingMs <= 0 || request.signal?.aborted) throw waitEnded();
  const timeoutMs = bound.operation.idempotent ? Math.min(times.attemptTimeoutMs, remainingMs) : times.attemptTimeoutMs;
  const leaving = departure(request, remainingMs);
  try {
    return await bound.attempt(request.input, {
      callId: request.callId,
      attemptId: one.attemptId,
      client: request.client,
      now: one.startedAt,
      timeoutMs,
      signal: leaving.signal,
      traceparent: request.traceparent,
      beforeFirstByte: leaving.beforeFirstByte,
    });
  } catch (error) {
    throw fair(one, timeoutMs, leaving.signal, unforeseen(error, leaving.sent()));
  } finally {
    leaving.dispose();
  }
}

/** Protocol promises breakages; anything else is our bug, and what was sent decides its delivery. */
function unforeseen(error: unknown, sent: boolean | undefined): BreakageError {
  if (error instanceof BreakageError) return error;
  return new BreakageError('internal', 'The attempt failed in the gateway', {
    delivery: sent === false ? 'none' : 'unknown',
    cause: error,
  });
}

/** An attempt that its caller cut short says nothing of the partner. */
function fair(
  { request, startedTick, times }: Try,
  timeoutMs: number,
  signal: AbortSignal,
  breakage: BreakageError,
): BreakageError {
  const stopped =
    breakage.kind === 'timeout' ||
    breakage.kind === 'interrupted' ||
    breakage.kind === 'unreachable' ||
    breakage.kind === 'internal';
  if (!stopped) return breakage;
  const short = timeoutMs < times.attemptTimeoutMs;
  const hasty = timeoutMs < times.fairTimeoutMs || request.budgetMs < times.fullTimeoutMs;
  const cut = short && hasty && performance.now() - startedTick >= timeoutMs - 5;
  if (!signal.aborted && !cut) return breakage;
  return new BreakageError('expired', 'The caller’s wait ended before the partner answered', {
    delivery: breakage.delivery,
    cause: breakage,
  });
}

function asBreakage({ request, address, times }: Try, error: unknown): BreakageError {
  if (error instanceof BreakageError) return error;
  if (error instanceof BrokenCircuitError)
    return circuitOpen(nameOf(request), Math.max(1_000, address.breaker.waitMs(true, times.probeEveryMs)));
  if (error instanceof BulkheadRejectedError) {
    return new BreakageError('overloaded', `${nameOf(request)}: too many calls wait for this partner`, {
      retryAfterMs: 1_000,
    });
  }
  return new BreakageError('internal', `${nameOf(request)}: the call failed in the gateway`, { cause: error });
}

function circuitOpen(name: string, retryAfterMs: number): BreakageError {
  return new BreakageError(
    'circuit_open',
    `${name}: the partner failed again and again; calls are stopped for a moment`,
    { retryAfterMs },
  );
}

function waitEnded(): BreakageError {
  return new BreakageError('expired', 'The caller’s wait ended before anything was sent', { delivery: 'none' });
}
