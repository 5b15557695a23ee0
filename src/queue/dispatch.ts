import type { BreakageError, BreakageKind, Delivery } from '../adapter/breakage.ts';
import type { AttemptRecord } from '../call/outcome.ts';
import type { BoundOperation } from '../protocol/bound.ts';

export const jobStates = [
  'queued',
  'running',
  'retrying',
  'awaiting_partner',
  'succeeded',
  'failed',
  'in_doubt',
  'expired',
  'cancelled',
] as const;
export type JobState = (typeof jobStates)[number];

/** The breakage of a job, as its own client sees it. */
export interface JobProblem {
  readonly kind: BreakageKind;
  readonly delivery: Delivery;
  readonly detail: string;
  readonly fault?: {
    readonly code: string;
    readonly message?: string;
    readonly detail?: unknown;
    readonly headers?: Readonly<Record<string, unknown>>;
  };
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
}

/** A recorded call, as `/jobs/<id>` shows it. */
export interface JobView {
  /** The call id. */
  readonly id: string;
  readonly adapter: string;
  readonly operation: string;
  readonly client: string;
  readonly state: JobState;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly attempts: readonly AttemptRecord[];
  readonly nextAttemptAt?: string;
  /** When `succeeded`. */
  readonly output?: unknown;
  /** When `failed`, `in_doubt`, `expired`; while `retrying`, the newest one. */
  readonly problem?: JobProblem;
}

export interface DispatchRequest {
  readonly bound: BoundOperation;
  /** Checked by `bound.checkInput`. */
  readonly input: unknown;
  /** What was checked, as JSON: a call that waits is kept as this and checked again. Where it is absent, `input` is. */
  readonly json?: unknown;
  /** `local` while no access is configured. */
  readonly client: string;
  /** `Idempotency-Key` as sent. */
  readonly key: string | undefined;
  /** `Prefer: respond-async`. */
  readonly respondAsync: boolean;
  /** How long the caller waits, in milliseconds: `Prefer: wait`, or the operation's deadline. */
  readonly waitMs: number;
  readonly traceparent: string | undefined;
  readonly traceId: string;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
}

export type Dispatched =
  | { readonly kind: 'output'; readonly output: unknown; readonly jobId?: string }
  | { readonly kind: 'breakage'; readonly breakage: BreakageError; readonly jobId?: string; readonly inDoubt: boolean }
  | { readonly kind: 'accepted'; readonly job: JobView }
  | { readonly kind: 'refused'; readonly refusal: 'in_progress' | 'key_reused'; readonly retryAfterMs?: number };

/** How a queue is, for the queue check; `undefined` numbers while Redis is away. */
export interface QueueDepth {
  readonly waiting: number;
  readonly oldestMs: number;
  readonly failed: number;
  readonly inDoubt: number;
}

/** Every caller's call goes through here: straight away, written down first, or to the queue, as its operation declares. */
export interface Dispatcher {
  /** Never throws: `store_unavailable` and the rest are breakages. */
  dispatch(request: DispatchRequest): Promise<Dispatched>;
  /** `undefined` when there is none, or it belongs to another client. Throws a BreakageError `store_unavailable`. */
  job(id: string, client: string): Promise<JobView | undefined>;
  /** Throws a BreakageError `store_unavailable`. */
  depth(adapter: string): Promise<QueueDepth>;
  /** Stops taking jobs, lets those running end within `graceMs`, and closes. */
  close(graceMs: number): Promise<void>;
}
