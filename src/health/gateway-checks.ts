import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Finding } from './finding.ts';
import { spokenDuration } from './spoken-duration.ts';
import type { Thresholds } from './thresholds.ts';

/** Does our own store answer? */
export async function storeCheck(ping: () => Promise<void>): Promise<Finding> {
  try {
    await ping();
    return { status: 'green', reason: 'The store answers.', provenAt: 'always' };
  } catch {
    const reason = 'The store does not answer: calls that must be written down or wait are refused.';
    return { status: 'red', reason, provenAt: 'always' };
  }
}

const RESOLUTION_MS = 10;

/** Does anything hold our event loop up? Measured since the last reading. */
export class EventLoopCheck {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  start(): void {
    this.#delay.enable();
  }

  close(): void {
    this.#delay.disable();
  }

  read(thresholds: Thresholds): Finding {
    if (this.#delay.count === 0) return { status: 'unknown', reason: 'Not measured yet.', provenAt: 'always' };
    const delayMs = Math.max(0, this.#delay.percentile(99) / 1e6 - RESOLUTION_MS);
    this.#delay.reset();
    return judgeDelay(delayMs, thresholds);
  }
}

/** The 99th percentile of the delay against its limits. */
export function judgeDelay(delayMs: number, thresholds: Thresholds): Finding {
  const { orangeMs, redMs } = thresholds.eventLoop;
  const reason = `The event loop was held up for ${spokenDuration(delayMs)} at the 99th percentile.`;
  const status = delayMs >= redMs ? 'red' : delayMs >= orangeMs ? 'orange' : 'green';
  return { status, reason, provenAt: 'always' };
}
