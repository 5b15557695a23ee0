/**
 * Breakage: why a call did not succeed. A closed list; every failure of a call is one of these kinds, everywhere:
 * problem, log, metric, job, Control Tower.
 */

/** How far a call got. `none`: no byte of ours was processed; `refused`: the partner answered that it did nothing; `done`: it did the work. */
export type Delivery = 'none' | 'refused' | 'unknown' | 'done';

/** Whose trouble it is: what the health checks count it against. */
export type Against = 'caller' | 'nobody' | 'us' | 'partner' | 'contract' | 'cause';

/** One row of the table. */
export interface BreakageRule {
  /** The HTTP status of the problem. */
  readonly status: number;
  /** Whether the same call may succeed later; sending again also depends on delivery and idempotency, see {@link maySendAgain}. */
  readonly retryable: boolean;
  /** The delivery when nothing more precise is known. */
  readonly delivery: Delivery;
  readonly against: Against;
  /** The problem's title (RFC 9457 §3.1.3): the same for every occurrence. */
  readonly title: string;
  /** What the caller or ops should do next. */
  readonly advice: string;
}

export const breakages = {
  invalid: {
    status: 400,
    retryable: false,
    delivery: 'none',
    against: 'caller',
    title: 'The request does not fit the operation',
    advice: 'Correct the fields listed in errors and send the request again.',
  },
  not_found: {
    status: 404,
    retryable: false,
    delivery: 'refused',
    against: 'nobody',
    title: 'The partner has no such record',
    advice: 'Check the identifier; the partner answered and knows no such record.',
  },
  rejected: {
    status: 422,
    retryable: false,
    delivery: 'refused',
    against: 'nobody',
    title: 'The partner refused for a business reason',
    advice: 'Read fault.code and fault.message; sending the same request again gives the same answer.',
  },
  credentials: {
    status: 502,
    retryable: false,
    delivery: 'refused',
    against: 'us',
    title: 'The partner refused our credentials',
    advice: 'Ops: renew the password, certificate or signature of this adapter; nothing else will mend it.',
  },
  throttled: {
    status: 503,
    retryable: true,
    delivery: 'refused',
    against: 'partner',
    title: 'The partner asks us to slow down',
    advice: 'Send again after Retry-After.',
  },
  unreachable: {
    status: 503,
    retryable: true,
    delivery: 'none',
    against: 'partner',
    title: 'The partner cannot be reached',
    advice: 'Nothing was sent; send again later.',
  },
  failing: {
    status: 502,
    retryable: true,
    delivery: 'unknown',
    against: 'partner',
    title: 'The partner is failing',
    advice: 'The partner answered with an error of its own; see retryable before sending again.',
  },
  timeout: {
    status: 504,
    retryable: true,
    delivery: 'unknown',
    against: 'partner',
    title: 'The partner did not answer in time',
    advice: 'The message was sent and no answer came; see retryable before sending again.',
  },
  interrupted: {
    status: 502,
    retryable: true,
    delivery: 'unknown',
    against: 'partner',
    title: 'The connection to the partner was lost',
    advice: 'The connection was lost after sending; see retryable before sending again.',
  },
  malformed: {
    status: 502,
    retryable: true,
    delivery: 'unknown',
    against: 'partner',
    title: 'The partner sent something that is not the promised format',
    advice: 'The reply was empty, truncated, not XML, undecodable or too large; see retryable before sending again.',
  },
  drift: {
    status: 502,
    retryable: false,
    delivery: 'done',
    against: 'contract',
    title: 'The partner no longer keeps its contract',
    advice: 'Ops: compare the partner’s contract with the pinned one; the adapter must be mended.',
  },
  circuit_open: {
    status: 503,
    retryable: true,
    delivery: 'none',
    against: 'nobody',
    title: 'Calls to the partner are stopped for a moment',
    advice: 'Nothing was sent; send again after Retry-After.',
  },
  overloaded: {
    status: 503,
    retryable: true,
    delivery: 'none',
    against: 'us',
    title: 'The gateway is at its limit for this partner',
    advice: 'Nothing was sent; send again after Retry-After.',
  },
  store_unavailable: {
    status: 503,
    retryable: true,
    delivery: 'none',
    against: 'us',
    title: 'The gateway’s store is away',
    advice: 'Nothing was sent, since this call may not go without being written down; send again later.',
  },
  expired: {
    status: 504,
    retryable: false,
    delivery: 'unknown',
    against: 'cause',
    title: 'The call ran out of time',
    advice: 'The deadline passed; the last breakage says why.',
  },
  internal: {
    status: 500,
    retryable: false,
    delivery: 'unknown',
    against: 'us',
    title: 'The gateway failed',
    advice: 'This is our bug; report the traceId.',
  },
} as const satisfies Record<string, BreakageRule>;

export type BreakageKind = keyof typeof breakages;

/** One place in the caller's JSON that does not fit. `pointer` is a JSON Pointer (RFC 6901); `message` never holds the value. */
export interface FieldError {
  readonly pointer: string;
  readonly message: string;
}

/** The partner's own "no". Its free text (`message`, `detail`) may hold personal data: it reaches only the caller of that call. */
export interface Fault {
  /** What `faults` was looked up by: detail element, subcode, code or reason. */
  readonly code: string;
  readonly message?: string;
  readonly detail?: unknown;
  /** The header blocks that the contract declares for faults, by their names. */
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** What a {@link BreakageError} knows beyond its kind. */
export interface BreakageFacts {
  readonly delivery?: Delivery;
  readonly fault?: Fault;
  readonly errors?: readonly FieldError[];
  /** How long the partner, or we, ask the caller to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The HTTP status the partner answered with. */
  readonly partnerStatus?: number;
  /** For `expired`: the breakage of the last attempt. */
  readonly last?: BreakageKind;
  readonly cause?: unknown;
}

/** A call that did not succeed. `message` is the problem's `detail`: it never holds a value of the message or of the reply. */
export class BreakageError extends Error {
  override readonly name = 'BreakageError';
  readonly kind: BreakageKind;
  readonly delivery: Delivery;
  readonly fault: Fault | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterMs: number | undefined;
  readonly partnerStatus: number | undefined;
  readonly last: BreakageKind | undefined;

  constructor(kind: BreakageKind, message: string, facts: BreakageFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.kind = kind;
    this.delivery = facts.delivery ?? breakages[kind].delivery;
    this.fault = facts.fault;
    this.errors = facts.errors;
    this.retryAfterMs = facts.retryAfterMs;
    this.partnerStatus = facts.partnerStatus;
    this.last = facts.last;
  }

  get retryable(): boolean {
    return breakages[this.kind].retryable;
  }
}

const order: readonly Delivery[] = ['none', 'refused', 'unknown', 'done'];

/** A call's delivery is the worst of its attempts. */
export function worstDelivery(deliveries: Iterable<Delivery>): Delivery {
  let worst: Delivery = 'none';
  for (const delivery of deliveries) if (order.indexOf(delivery) > order.indexOf(worst)) worst = delivery;
  return worst;
}

/** The one rule of retry and replay: retryable, and nothing can have been done twice. */
export function maySendAgain(breakage: { retryable: boolean; delivery: Delivery }, idempotent: boolean): boolean {
  return breakage.retryable && (breakage.delivery === 'none' || breakage.delivery === 'refused' || idempotent);
}

/** A non-idempotent call that the partner may or may not have carried out. */
export function isInDoubt(delivery: Delivery, idempotent: boolean): boolean {
  return !idempotent && (delivery === 'unknown' || delivery === 'done');
}
