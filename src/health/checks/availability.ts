import type { Adapter } from '../../adapter/adapter.ts';
import { durationMs } from '../../adapter/duration.ts';
import type { BreakerState } from '../../call/outcome.ts';
import type { Finding } from '../finding.ts';
import type { Signals } from '../signals.ts';
import { spokenDuration } from '../spoken-duration.ts';
import type { Thresholds } from '../thresholds.ts';
import { LONG_BUCKETS, SHORT_BUCKETS } from '../thresholds.ts';

/** Does the partner answer? */
export function availability(
  adapter: Adapter,
  signals: Signals,
  breakers: ReadonlyMap<string, BreakerState>,
  thresholds: Thresholds,
  now: number,
): Finding {
  const limits = thresholds.availability;
  const example = signals.newestBroken;
  const provenAt = signals.answeredAt;
  const open = [...breakers.values()].filter((state) => state === 'open').length;
  if (open > 0) {
    const which = breakers.size === 1 ? 'the partner' : `${open} of its ${breakers.size} addresses`;
    return {
      status: 'red',
      reason: `Calls to ${which} are stopped for a moment, after too many breakages.`,
      example,
      provenAt,
    };
  }
  const silence = silent(adapter, signals, now);
  if (silence !== undefined) return { status: 'unknown', reason: silence, provenAt };

  const short = signals.window.tally(now, SHORT_BUCKETS);
  const long = signals.window.tally(now, LONG_BUCKETS);
  const shortWords = `${short.broken} of ${short.attempts} attempts broke in ${spokenDuration(thresholds.bucketMs * SHORT_BUCKETS)}.`;
  const longWords = `${long.broken} of ${long.attempts} attempts broke in ${spokenDuration(thresholds.bucketMs * LONG_BUCKETS)}.`;
  const streakWords = `The last ${signals.brokenInARow} attempts broke.`;
  if (short.attempts >= limits.redVolume) {
    if (short.broken >= limits.redShare * short.attempts)
      return { status: 'red', reason: shortWords, example, provenAt };
  } else if (signals.brokenInARow >= limits.redStreak) return { status: 'red', reason: streakWords, example, provenAt };
  if (long.attempts >= limits.orangeVolume && long.broken >= limits.orangeShare * long.attempts) {
    return { status: 'orange', reason: longWords, example, provenAt };
  }
  if (short.attempts < limits.redVolume && signals.brokenInARow >= limits.orangeStreak) {
    return { status: 'orange', reason: streakWords, example, provenAt };
  }
  return { status: 'green', reason: longWords, provenAt };
}

function silent(adapter: Adapter, signals: Signals, now: number): string | undefined {
  const { probe, every } = adapter.health;
  const why = typeof probe === 'object' && probe.kind === 'none' ? `, and it is not probed: ${probe.reason}.` : '.';
  if (signals.seenAt === undefined) return `Nothing seen of the partner yet${why}`;
  if (now - signals.seenAt <= 3 * durationMs(every)) return undefined;
  return `Nothing seen of the partner for ${spokenDuration(now - signals.seenAt)}${why}`;
}
