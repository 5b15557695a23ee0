import type { Logger } from 'pino';
import { durationMs } from '../adapter/duration.ts';
import type { BoundAdapter, BoundOperation } from '../protocol/bound.ts';
import type { ByteBudget } from '../protocol/http/byte-budget.ts';
import type { Dispatcher } from '../queue/dispatch.ts';
import { checkAccept } from './accept.ts';
import { callScopes } from './access.ts';
import { dispatchedAnswer } from './dispatched-answer.ts';
import type { Exchange } from './exchange.ts';
import { idempotencyKey } from './idempotency-key.ts';
import type { FacadeLimits } from './limits.ts';
import { inputReader } from './operation-input.ts';
import { parsePrefer } from './prefer.ts';
import type { Route } from './route-table.ts';

/** What a call needs besides its operation. */
export interface CallServices {
  readonly dispatcher: Dispatcher;
  readonly limits: FacadeLimits;
  /** Room for the bodies that are being received. */
  readonly held: ByteBudget;
  readonly log: Logger;
}

/** The template of an operation's path: `/<adapter>` and its route's. */
export function operationPath(bound: BoundOperation): string {
  return `/${bound.adapter.name}${bound.operation.route.slice(bound.operation.route.indexOf('/'))}`;
}

/** The routes of an adapter's operations. */
export function operationRoutes(bound: BoundAdapter, services: CallServices): Route[] {
  return [...bound.operations.values()].map((operation) => operationRoute(operation, services));
}

function operationRoute(bound: BoundOperation, { dispatcher, limits, held, log }: CallServices): Route {
  const { operation, adapter } = bound;
  const deadlineMs = durationMs(operation.deadline);
  const readInput = inputReader(bound, limits, held);
  const answer = dispatchedAnswer(bound, log);
  return {
    method: operation.route.slice(0, operation.route.indexOf(' ')),
    path: operationPath(bound),
    access: callScopes(adapter.name, bound.name),
    adapter: adapter.name,
    operation: bound.name,
    async handle(exchange, values) {
      const { req } = exchange;
      checkAccept(req, 'application/json');
      const key = idempotencyKey(req.headers['idempotency-key'], !operation.idempotent);
      const json = await readInput(req, values);
      const input = bound.checkInput(json);
      const preferred = parsePrefer(req.headers.prefer);
      const waitMs = preferred.waitMs === undefined ? undefined : Math.min(preferred.waitMs, limits.waitMs);
      exchange.dispatched = true;
      const dispatched = await dispatcher.dispatch({
        bound,
        input,
        json,
        client: exchange.client ?? 'local',
        key,
        respondAsync: preferred.respondAsync,
        waitMs: waitMs ?? deadlineMs,
        traceparent: exchange.traceparent,
        traceId: exchange.traceId,
        signal: hangingUp(exchange),
      });
      await answer(exchange, dispatched, { respondAsync: preferred.respondAsync, waitMs });
    },
  };
}

/** Aborted when the caller goes before its answer is out. */
function hangingUp({ res }: Exchange): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) gone.abort();
  });
  return gone.signal;
}
