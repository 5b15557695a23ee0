import { BreakageError } from '../adapter/breakage.ts';
import type { JobProblem } from './dispatch.ts';

/** A breakage as its job keeps it, and as its own client sees it. */
export function jobProblem(breakage: BreakageError): JobProblem {
  return {
    kind: breakage.kind,
    delivery: breakage.delivery,
    detail: breakage.message,
    ...(breakage.fault && { fault: breakage.fault }),
    ...(breakage.errors && { errors: breakage.errors }),
  };
}

/** The breakage that a kept problem came from. */
export function breakageOf(problem: JobProblem): BreakageError {
  return new BreakageError(problem.kind, problem.detail, {
    delivery: problem.delivery,
    ...(problem.fault && { fault: problem.fault }),
    ...(problem.errors && { errors: problem.errors }),
  });
}
