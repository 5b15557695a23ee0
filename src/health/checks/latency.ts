import type { Adapter } from '../../adapter/adapter.ts';
import type { Finding } from '../finding.ts';
import type { Signals } from '../signals.ts';
import { spokenDuration } from '../spoken-duration.ts';
import type { Thresholds } from '../thresholds.ts';
import { LONG_BUCKETS, SHORT_BUCKETS } from '../thresholds.ts';

/**
 * Is the partner slow? The 95th percentile is above `slowAfter` when more than 5 % of the attempts took longer: counting
 * those is exact, and needs no histogram.
 */
export function latency(adapter: Adapter, signals: Signals, thresholds: Thresholds, now: number): Finding {
  const limits = thresholds.latency;
  const example = signals.newestSlow;
  const provenAt = signals.answeredAt;
  const short = signals.window.tally(now, SHORT_BUCKETS);
  const seen = short.attempts > 0 ? short : signals.window.tally(now, LONG_BUCKETS);
  const stretchMs = thresholds.bucketMs * (seen === short ? SHORT_BUCKETS : LONG_BUCKETS);
  if (seen.attempts === 0)
    return { status: 'unknown', reason: `No attempt in ${spokenDuration(stretchMs)}.`, provenAt };
  const words = `${seen.slow} of ${seen.attempts} attempts took longer than ${adapter.health.slowAfter} in ${spokenDuration(stretchMs)}.`;
  if (seen.attempts >= limits.volume) {
    if (seen.slow > limits.slowShare * seen.attempts) return { status: 'orange', reason: words, example, provenAt };
  } else if (signals.slowInARow >= limits.slowStreak) {
    const reason = `The last ${signals.slowInARow} attempts each took longer than ${adapter.health.slowAfter}.`;
    return { status: 'orange', reason, example, provenAt };
  }
  return { status: 'green', reason: words, provenAt };
}
