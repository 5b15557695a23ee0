import type { BreakageError, BreakageKind, Delivery, Fault, FieldError } from '../adapter/breakage.ts';
import { breakages, isInDoubt, maySendAgain } from '../adapter/breakage.ts';
import type { RefusalKind } from '../adapter/refusal.ts';
import { refusals } from '../adapter/refusal.ts';
import type { Exchange } from './exchange.ts';
import type { RefusalError } from './refusal-error.ts';

export type ProblemKind = BreakageKind | RefusalKind;

/** The body of every answer that is no success: `application/problem+json` (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly adapter?: string;
  readonly operation?: string;
  readonly kind: ProblemKind;
  readonly delivery: Delivery;
  /** The caller may send this again, as it is. */
  readonly retryable: boolean;
  readonly fault?: Fault;
  readonly errors?: readonly FieldError[];
  readonly traceId: string;
}

/** What a problem says of the request it answers. */
type Asked = Pick<Exchange, 'requestId' | 'traceId' | 'route'>;

/** A problem and the headers that go with it. */
export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

const retryAfterSeconds = 5;
const mostErrors = 1_000;

/** `Retry-After` (RFC 9110 §10.2.3) in whole seconds, at least one. */
export function retryAfter(ms: number | undefined): { 'Retry-After': string } {
  return { 'Retry-After': String(ms === undefined ? retryAfterSeconds : Math.max(1, Math.ceil(ms / 1_000))) };
}

function whereOf({ route }: Asked): { adapter?: string; operation?: string } {
  return route?.adapter === undefined || route.operation === undefined
    ? {}
    : { adapter: route.adapter, operation: route.operation };
}

/** The problem of a call that did not succeed. */
export function breakageProblem(
  exchange: Asked,
  breakage: BreakageError,
  call: { idempotent: boolean; jobId?: string | undefined; inDoubt?: boolean },
): ProblemAnswer {
  const { kind, delivery, fault, errors } = breakage;
  const rule = breakages[kind];
  const inDoubt = call.inDoubt ?? isInDoubt(delivery, call.idempotent);
  const retryable = !inDoubt && maySendAgain(breakage, call.idempotent);
  const job = call.jobId === undefined ? undefined : `/jobs/${call.jobId}`;
  const problem: Problem = {
    type: `/problems/${kind}`,
    title: rule.title,
    status: rule.status,
    detail: breakage.message,
    instance: job ?? instanceOf(exchange),
    ...whereOf(exchange),
    kind,
    delivery,
    retryable,
    ...(fault && { fault: { ...fault } }),
    ...(errors && { errors: errors.slice(0, mostErrors) }),
    traceId: exchange.traceId,
  };
  return {
    problem,
    headers: {
      ...((retryable || (breakage.retryAfterMs !== undefined && !inDoubt)) && retryAfter(breakage.retryAfterMs)),
      ...(inDoubt && job !== undefined && { Location: job }),
    },
  };
}

/** The problem of a request that never became a call. */
export function refusalProblem(exchange: Asked, refusal: RefusalError): ProblemAnswer {
  const { kind } = refusal;
  const { status, title } = refusals[kind];
  return {
    problem: {
      type: `/problems/${kind}`,
      title,
      status,
      detail: refusal.message,
      instance: instanceOf(exchange),
      ...whereOf(exchange),
      kind,
      delivery: 'none',
      retryable: kind === 'in_progress' || kind === 'too_many_requests',
      traceId: exchange.traceId,
    },
    headers: refusal.headers,
  };
}

function instanceOf(exchange: Asked): string {
  return `urn:request:${exchange.requestId}`;
}
