import type { Logger } from 'pino';
import type { BoundOperation } from '../protocol/bound.ts';
import { isLongOutput } from '../protocol/long-output.ts';
import type { Dispatched } from '../queue/dispatch.ts';
import { answerEmpty, answerJson, answerLongJson, answerProblem } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { answersNothing } from './one-way.ts';
import type { Preferences } from './prefer.ts';
import { preferenceApplied } from './prefer.ts';
import { breakageProblem, retryAfter } from './problem.ts';
import { RefusalError } from './refusal-error.ts';
import { logAccepted, logRefused } from './request-log.ts';

type Answering = (exchange: Exchange, dispatched: Dispatched, preferred: Preferences) => void | Promise<void>;
type Outcome<Kind extends Dispatched['kind']> = Extract<Dispatched, { kind: Kind }>;

/** How what became of a call is answered. The log gets a line where no attempt was made, which has one of its own. */
export function dispatchedAnswer(bound: BoundOperation, log: Logger): Answering {
  const nothing = answersNothing(bound);
  const { idempotent } = bound.operation;

  function answerOutput(
    exchange: Exchange,
    { output }: Outcome<'output'>,
    headers: Record<string, string>,
  ): void | Promise<void> {
    if (output === undefined || (nothing && output === null)) answerEmpty(exchange, 204, headers);
    else if (isLongOutput(output)) return answerLongJson(exchange, 200, output, headers);
    else answerJson(exchange, 200, output, headers);
  }

  function answerBreakage(exchange: Exchange, broken: Outcome<'breakage'>): void {
    const { breakage, jobId, inDoubt } = broken;
    const answer = breakageProblem(exchange, breakage, { idempotent, jobId, inDoubt });
    if (breakage.kind === 'store_unavailable') logRefused(log, exchange, answer.problem.status, breakage.kind);
    answerProblem(exchange, answer);
  }

  return (exchange, dispatched, preferred) => {
    const respondAsync = preferred.respondAsync && dispatched.kind === 'accepted';
    const applied = preferenceApplied({ respondAsync, waitMs: preferred.waitMs });
    switch (dispatched.kind) {
      case 'output':
        return answerOutput(exchange, dispatched, applied);
      case 'accepted':
        if (dispatched.job.attempts.length === 0) logAccepted(log, exchange, dispatched.job.id);
        return answerJson(exchange, 202, dispatched.job, { ...applied, Location: `/jobs/${dispatched.job.id}` });
      case 'breakage':
        return answerBreakage(exchange, dispatched);
      case 'refused':
        throw refusalOf(dispatched);
    }
  };
}

function refusalOf({ refusal, retryAfterMs }: Outcome<'refused'>): RefusalError {
  return refusal === 'in_progress'
    ? new RefusalError(refusal, 'The call with this Idempotency-Key is still running.', retryAfter(retryAfterMs))
    : new RefusalError(refusal, 'This Idempotency-Key was used for a call with another input.');
}
