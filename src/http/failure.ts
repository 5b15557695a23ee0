import type { Logger } from 'pino';
import type { BreakageKind } from '../adapter/breakage.ts';
import { BreakageError } from '../adapter/breakage.ts';
import { answerProblem } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { breakageProblem, refusalProblem } from './problem.ts';
import { RefusalError } from './refusal-error.ts';
import { CallerGone } from './request-body.ts';
import { logInternal, logRefused } from './request-log.ts';

/** Whatever a route throws, as a problem: logged where it is handled, here, and only if no attempt was made of it. */
export function createFailure(log: Logger): (exchange: Exchange, error: unknown) => void {
  return (exchange, error) => {
    if (error instanceof CallerGone) {
      exchange.res.destroy();
      return;
    }
    if (error instanceof RefusalError) {
      const refused = refusalProblem(exchange, error);
      logRefused(log, exchange, refused.problem.status, error.kind);
      answerProblem(exchange, refused);
      return;
    }
    const breakage = error instanceof BreakageError ? error : foreign(exchange, error);
    if (breakage.kind === 'internal') logInternal(log, exchange, breakage.cause ?? error);
    // A call is never known to be repeatable here: nothing that failed before its dispatch was sent.
    const broken = breakageProblem(exchange, breakage, { idempotent: false });
    if (breakage.kind !== 'internal') logRefused(log, exchange, broken.problem.status, breakage.kind);
    answerProblem(exchange, broken);
  };
}

/** An error of Express's, of a library's or a bug, as a breakage. */
function foreign(exchange: Exchange, error: unknown): BreakageError {
  const status = (error as { status?: unknown } | null)?.status;
  const kind: BreakageKind = status === 400 ? 'invalid' : 'internal';
  const message = kind === 'invalid' ? 'The request cannot be read.' : 'The gateway failed; report the traceId.';
  return new BreakageError(kind, message, { delivery: exchange.dispatched ? 'unknown' : 'none', cause: error });
}
