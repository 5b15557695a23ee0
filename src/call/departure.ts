import { BreakageError } from '../adapter/breakage.ts';
import type { CallRequest } from './outcome.ts';

/** When an attempt may still be called back, and whether its first byte has left. */
export interface Departure {
  readonly signal: AbortSignal;
  readonly beforeFirstByte: (() => Promise<void>) | undefined;
  /** Whether the first byte may have left; an idempotent call does not ask. */
  readonly sent: () => boolean | undefined;
  readonly dispose: () => void;
}

const nothing = (): void => undefined;
const unasked = (): undefined => undefined;

/** An idempotent attempt may be given up at any time. */
function recallable(request: CallRequest): Departure {
  return {
    signal: request.signal ?? new AbortController().signal,
    beforeFirstByte: request.beforeFirstByte,
    sent: unasked,
    dispose: nothing,
  };
}

/** A non-idempotent attempt is called back by its caller or its deadline before its first byte, and by nobody after it. */
function final(request: CallRequest, remainingMs: number): Departure {
  const controller = new AbortController();
  const recall = (): void => controller.abort();
  const timer = setTimeout(recall, remainingMs);
  request.signal?.addEventListener('abort', recall, { once: true });
  if (request.signal?.aborted) recall();
  let sent = false;
  const dispose = (): void => {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', recall);
  };
  return {
    signal: controller.signal,
    sent: () => sent,
    dispose,
    async beforeFirstByte() {
      await request.beforeFirstByte?.();
      if (controller.signal.aborted)
        throw new BreakageError('expired', 'The caller’s wait ended before anything was sent', { delivery: 'none' });
      sent = true;
      dispose();
    },
  };
}

export function departure(request: CallRequest, remainingMs: number): Departure {
  return request.bound.operation.idempotent ? recallable(request) : final(request, remainingMs);
}
