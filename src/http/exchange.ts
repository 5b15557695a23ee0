import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Route } from './route-table.ts';
import { enterTrace } from './trace-context.ts';

/** One request and what is known of it so far. */
export interface Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly requestId: string;
  readonly traceId: string;
  /** Ours, with a span id of our own: answered, and passed on to the partner. */
  readonly traceparent: string;
  readonly startedAt: number;
  /** Known once the request is authenticated. */
  client: string | undefined;
  /** Known once path and method are matched. */
  route: Route | undefined;
  /** Whether the dispatcher has taken the call: from here on its attempts are logged elsewhere. */
  dispatched: boolean;
}

const sane = /^[\w.~+/=:@-]{1,128}$/;

/** A request as it enters: its id is the caller's `X-Request-Id` where that is sane, else a new one. */
export function enter(req: Request, res: Response): Exchange {
  const given = req.headers['x-request-id'];
  const { traceId, traceparent } = enterTrace(req.headers.traceparent);
  return {
    req,
    res,
    requestId: typeof given === 'string' && sane.test(given) ? given : randomUUID(),
    traceId,
    traceparent,
    startedAt: performance.now(),
    client: undefined,
    route: undefined,
    dispatched: false,
  };
}
