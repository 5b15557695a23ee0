import type { Duration } from './duration.ts';

/** What becomes of a call that may be sent again. */
export type Retry =
  | { readonly kind: 'never' }
  | { readonly kind: 'inline'; readonly attempts: number; readonly backoff: Duration }
  | { readonly kind: 'queued'; readonly attempts: number; readonly backoff: Duration; readonly giveUpAfter: Duration };

/** One attempt only. */
export const never: Retry = { kind: 'never' };

/** Tried again while the caller waits, within its deadline. `attempts` counts the first; `backoff` is the first delay, doubled each time, with full jitter. */
export function inline(options: { attempts: number; backoff: Duration }): Retry {
  return { kind: 'inline', ...options };
}

/** The first attempt runs while the caller waits; then the call waits in the queue. `attempts` counts all. */
export function queued(options: { attempts: number; backoff: Duration; giveUpAfter: Duration }): Retry {
  return { kind: 'queued', ...options };
}
