import type { Logger } from 'pino';
import { BreakageError, maySendAgain, worstDelivery } from '../adapter/breakage.ts';
import type { Delivery } from '../adapter/breakage.ts';
import { framesOf } from '../adapter/error-frames.ts';
import { driftOf } from '../protocol/attempt-breakage.ts';
import type { Answer } from '../protocol/bound.ts';
import { Addresses } from './address.ts';
import { attempt, newTry } from './attempt.ts';
import type { Try } from './attempt.ts';
import { backoffMs } from './backoff.ts';
import { defaultLimits, timesOf } from './limits.ts';
import type { CallLimits } from './limits.ts';
import type { AttemptEvent, AttemptObserver, AttemptRecord, CallOutcome, Caller, CallRequest } from './outcome.ts';
import { withDelivery } from './with-delivery.ts';

export interface CallerOptions {
  /** Told of every attempt, those that a breaker or bulkhead stopped included. An observer that throws is logged and passed over. */
  readonly observers: readonly AttemptObserver[];
  readonly log?: Logger;
  readonly limits?: Partial<CallLimits>;
}

/** Carries calls out: deadline, inline retry, a breaker and a bulkhead per address. */
export function createCaller(options: CallerOptions): Caller {
  const addresses = new Addresses({ ...defaultLimits, ...options.limits });
  return {
    call: (request) => call(request, addresses, options),
    breakers: (adapter) => addresses.breakers(adapter),
  };
}

async function call(request: CallRequest, addresses: Addresses, options: CallerOptions): Promise<CallOutcome> {
  const { bound } = request;
  const times = timesOf(bound);
  const deadlineAt = performance.now() + request.budgetMs;
  const attempts: AttemptRecord[] = [];
  let last: BreakageError | undefined;
  for (let number = 1; ; number += 1) {
    let one: Try | undefined;
    try {
      one = newTry(
        request,
        times,
        addresses.of(bound.adapter.name, bound.address(request.input, request.client)),
        deadlineAt,
      );
      const answer = await attempt(one);
      announce(one, number, answer, undefined, attempts, options);
      return { ok: true, output: answer.output, attempts };
    } catch (error) {
      const breakage = carrying(asBreakage(error), last);
      if (one) announce(one, number, undefined, breakage, attempts, options);
      else logUnmade(request, breakage, options);
      const outcome: CallOutcome = {
        ok: false,
        breakage: withDelivery(breakage, worstOf(breakage, attempts)),
        attempts,
      };
      if (request.single || number >= times.attempts || !tryAgain(breakage, request)) return outcome;
      const waitMs = backoffMs(times.backoffMs, number, breakage.retryAfterMs);
      if (performance.now() + waitMs >= deadlineAt || !(await slept(waitMs, request.signal))) return outcome;
      last = breakage;
    }
  }
}

function worstOf({ delivery }: BreakageError, attempts: readonly AttemptRecord[]): Delivery {
  return worstDelivery([delivery, ...attempts.map((record) => record.delivery)]);
}

/** What stands against ourselves is not mended by trying again at once. */
function tryAgain(breakage: BreakageError, { bound, signal }: CallRequest): boolean {
  if (breakage.kind === 'circuit_open' || breakage.kind === 'overloaded' || breakage.kind === 'store_unavailable')
    return false;
  return !signal?.aborted && maySendAgain(breakage, bound.operation.idempotent);
}

/** Whether the whole pause passed; not when the caller left. */
function slept(waitMs: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve(!signal?.aborted);
    };
    const timer = setTimeout(wake, waitMs);
    signal?.addEventListener('abort', wake, { once: true });
  });
}

function asBreakage(error: unknown): BreakageError {
  if (error instanceof BreakageError) return error;
  return new BreakageError('internal', 'The adapter’s endpoint could not be made for this call', {
    delivery: 'none',
    cause: error,
  });
}

/** `expired` says what went wrong before the time was up. */
function carrying(breakage: BreakageError, last: BreakageError | undefined): BreakageError {
  if (breakage.kind !== 'expired' || breakage.last || !last) return breakage;
  return new BreakageError('expired', breakage.message, {
    delivery: breakage.delivery,
    last: last.kind,
    cause: breakage,
  });
}

/** Keeps the attempt and tells the observers. */
function announce(
  one: Try,
  number: number,
  answer: Answer | undefined,
  breakage: BreakageError | undefined,
  attempts: AttemptRecord[],
  options: CallerOptions,
): void {
  const { request } = one;
  const durationMs = performance.now() - one.startedTick;
  const code = breakage?.fault && shownCode(breakage.fault.code, request.bound.adapter.faults);
  const delivery: Delivery = breakage?.delivery ?? 'done';
  attempts.push({
    at: one.startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    kind: breakage?.kind ?? 'success',
    delivery,
    ...(code && { code }),
  });
  if (options.observers.length === 0) return;
  const event: AttemptEvent = {
    adapter: request.bound.adapter.name,
    operation: request.bound.name,
    address: one.address.name,
    callId: request.callId,
    attemptId: one.attemptId,
    attempt: (request.attemptsBefore ?? 0) + number,
    client: request.client,
    probe: request.probe === true,
    startedAt: one.startedAt,
    durationMs,
    ...(breakage && { breakage }),
    drift: answer?.drift ?? driftOf(breakage),
    traceId: request.traceId,
  };
  for (const observe of options.observers) {
    try {
      observe(event);
    } catch (error) {
      options.log?.error({ where: framesOf(error), callId: request.callId }, 'an observer of attempts failed');
    }
  }
}

/** Without an endpoint there is no attempt, and its line is the only one. */
function logUnmade({ bound, callId, traceId }: CallRequest, breakage: BreakageError, { log }: CallerOptions): void {
  log?.error(
    {
      adapter: bound.adapter.name,
      operation: bound.name,
      kind: breakage.kind,
      where: framesOf(breakage.cause),
      callId,
      traceId,
    },
    'no endpoint could be made for a call',
  );
}

/** A code that the adapter maps, or that is plainly a code: a partner's free text may hold personal data. */
function shownCode(code: string, faults: Readonly<Record<string, unknown>>): string | undefined {
  return Object.hasOwn(faults, code) || /^(?:[A-Za-z][\w.:-]{0,63}|\w{1,8})$/.test(code) ? code : undefined;
}
