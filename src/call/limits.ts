import { durationMs } from '../adapter/duration.ts';
import type { BoundOperation } from '../protocol/bound.ts';

/** How the caller holds back, per address; every number has a default in {@link defaultLimits}. */
export interface CallLimits {
  /** Attempts in flight to one address. */
  readonly inFlight: number;
  /** Calls that may wait for one of those places; above it `overloaded`. */
  readonly waiting: number;
  /** Failures in a row that open a breaker. */
  readonly consecutiveFailures: number;
  /** Or this share of failures… */
  readonly failureShare: number;
  /** …of at least this many attempts… */
  readonly failureVolume: number;
  /** …within this time. */
  readonly failureWindowMs: number;
  /** How long an open breaker stays open before a trial. */
  readonly openMs: number;
}

export const defaultLimits: CallLimits = {
  inFlight: 128,
  waiting: 256,
  consecutiveFailures: 5,
  failureShare: 0.5,
  failureVolume: 10,
  failureWindowMs: 30_000,
  openMs: 10_000,
};

/** An operation's declared durations in milliseconds, read once. */
export interface OperationTimes {
  readonly attemptTimeoutMs: number;
  /** A timeout after less than this says more about the caller's haste than about the partner. */
  readonly fairTimeoutMs: number;
  /** What an attempt gets when nobody is in haste: its own limit, or the operation’s deadline. */
  readonly fullTimeoutMs: number;
  /** Attempts a call may make while its caller waits. */
  readonly attempts: number;
  readonly backoffMs: number;
  readonly probeEveryMs: number;
}

const known = new WeakMap<BoundOperation, OperationTimes>();

export function timesOf(bound: BoundOperation): OperationTimes {
  let times = known.get(bound);
  if (!times) {
    const { attemptTimeout, deadline, retry } = bound.operation;
    const attemptTimeoutMs = durationMs(attemptTimeout);
    const fullTimeoutMs = Math.min(attemptTimeoutMs, durationMs(deadline));
    times = {
      attemptTimeoutMs,
      fairTimeoutMs: fullTimeoutMs / 2,
      fullTimeoutMs,
      attempts: retry.kind === 'inline' ? retry.attempts : 1,
      backoffMs: retry.kind === 'inline' ? durationMs(retry.backoff) : 0,
      probeEveryMs: durationMs(bound.adapter.health.every),
    };
    known.set(bound, times);
  }
  return times;
}
