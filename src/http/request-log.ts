import type { Logger } from 'pino';
import type { Exchange } from './exchange.ts';

/** One line for a request that ends without an attempt. The path's template only: values and queries may be personal. */
export function logRefused(log: Logger, exchange: Exchange, status: number, kind: string): void {
  log.info({ ...ids(exchange), status, kind, durationMs: durationOf(exchange) }, 'request refused');
}

/** A call that waits from the start: its attempts are logged by its job's id. */
export function logAccepted(log: Logger, exchange: Exchange, callId: string): void {
  log.info({ ...ids(exchange), status: 202, callId, durationMs: durationOf(exchange) }, 'call accepted');
}

/** A bug of ours. What was thrown may quote what was being worked on, so its message stays out: where it was thrown is enough. */
export function logInternal(log: Logger, exchange: Exchange, error: unknown): void {
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
  const frames = stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
  log.error(
    { ...ids(exchange), error: name, frames, durationMs: durationOf(exchange) },
    'request failed in the gateway',
  );
}

function ids({ requestId, traceId, client, req, route }: Exchange): Record<string, unknown> {
  return {
    reqId: requestId,
    traceId,
    client,
    method: req.method,
    route: route?.path,
    adapter: route?.adapter,
    operation: route?.operation,
  };
}

function durationOf({ startedAt }: Exchange): number {
  return Math.round((performance.now() - startedAt) * 10) / 10;
}
