import { BreakageError } from '../adapter/breakage.ts';
import type { Delivery } from '../adapter/breakage.ts';

/** The breakage, its delivery that of the whole call. */
export function withDelivery(breakage: BreakageError, delivery: Delivery): BreakageError {
  if (delivery === breakage.delivery) return breakage;
  return new BreakageError(breakage.kind, breakage.message, {
    delivery,
    cause: breakage,
    ...(breakage.fault && { fault: breakage.fault }),
    ...(breakage.errors && { errors: breakage.errors }),
    ...(breakage.retryAfterMs !== undefined && { retryAfterMs: breakage.retryAfterMs }),
    ...(breakage.partnerStatus !== undefined && { partnerStatus: breakage.partnerStatus }),
    ...(breakage.last && { last: breakage.last }),
  });
}
