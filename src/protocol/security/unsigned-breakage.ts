import type { BreakageError } from '../../adapter/breakage.ts';
import { AttemptBreakage, driftOf } from '../attempt-breakage.ts';

/**
 * A fault that the partner did not sign, where it signs its replies: anybody may have said it. It is no answer: nothing is
 * refused by it, nothing not found, and the partner may have done the work. That our credentials are refused is told to
 * ops all the same, since a partner that cannot verify us often cannot sign its fault either.
 */
export function unsignedFault(breakage: BreakageError): BreakageError {
  const kind = breakage.kind === 'credentials' ? 'credentials' : 'failing';
  return doubted(breakage, kind, 'The partner answered with a fault that it did not sign as it must');
}

/** An HTTP status says who is in trouble; unsigned, it does not say that nothing was done. */
export function unsignedStatus(breakage: BreakageError): BreakageError {
  return doubted(breakage, breakage.kind, breakage.message);
}

function doubted(breakage: BreakageError, kind: BreakageError['kind'], message: string): BreakageError {
  const { fault, retryAfterMs, partnerStatus } = breakage;
  const facts = {
    delivery: 'unknown',
    ...(fault === undefined ? {} : { fault }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(partnerStatus === undefined ? {} : { partnerStatus }),
  } as const;
  return new AttemptBreakage(kind, message, facts, driftOf(breakage));
}
