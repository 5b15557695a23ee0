import type { BreakageError, BreakageKind, Delivery } from '../adapter/breakage.ts';
import type { Answer, BoundOperation } from '../protocol/bound.ts';

/** One try of a call, as observers, jobs and logs see it. Holds nothing of input or reply. */
export interface AttemptEvent {
  readonly adapter: string;
  readonly operation: string;
  readonly address: string;
  readonly callId: string;
  readonly attemptId: string;
  /** Counted from 1 over the whole call, queue included. */
  readonly attempt: number;
  /** `undefined` for a probe. */
  readonly client: string | undefined;
  readonly probe: boolean;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** Absent when it succeeded. */
  readonly breakage?: BreakageError;
  readonly drift: Answer['drift'];
  readonly traceId: string | undefined;
}

export type AttemptObserver = (event: AttemptEvent) => void;

/** One attempt as it is kept and shown: its breakage without the partner's free text. */
export interface AttemptRecord {
  readonly at: string;
  readonly durationMs: number;
  readonly kind: BreakageKind | 'success';
  readonly delivery: Delivery;
  readonly code?: string;
}

export interface CallRequest {
  readonly callId: string;
  readonly bound: BoundOperation;
  /** Checked by `bound.checkInput`. */
  readonly input: unknown;
  readonly client: string | undefined;
  /** How long the call may take, all its attempts together, in milliseconds. */
  readonly budgetMs: number;
  /** Attempts made before, by an earlier run of the same job. */
  readonly attemptsBefore?: number;
  /** One attempt, whatever the operation's retry says: the queue does its own. */
  readonly single?: boolean;
  readonly probe?: boolean;
  readonly traceparent?: string | undefined;
  readonly traceId?: string | undefined;
  /** The caller has gone: a call that may be given up is given up; a non-idempotent one is carried to its end after its first byte. */
  readonly signal?: AbortSignal;
  readonly beforeFirstByte?: (() => Promise<void>) | undefined;
}

export type CallOutcome =
  | { readonly ok: true; readonly output: unknown; readonly attempts: readonly AttemptRecord[] }
  | { readonly ok: false; readonly breakage: BreakageError; readonly attempts: readonly AttemptRecord[] };

export type BreakerState = 'closed' | 'open' | 'half_open';

/** Carries calls out: deadline, inline retry, a breaker per address. */
export interface Caller {
  /** Never throws: what goes wrong is the outcome's breakage. */
  call(request: CallRequest): Promise<CallOutcome>;
  /** The breakers of an adapter by address; an address never called is absent. */
  breakers(adapter: string): ReadonlyMap<string, BreakerState>;
}
