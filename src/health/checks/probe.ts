import type { Finding } from '../finding.ts';
import { spokenDuration } from '../spoken-duration.ts';
import type { Thresholds } from '../thresholds.ts';

/** What became of an adapter's newest probe. */
export interface ProbeResult {
  readonly at: number;
  readonly durationMs: number;
  /** Why it failed, in words without values; `undefined` when the partner answered. */
  readonly failure: string | undefined;
  readonly failedInARow: number;
}

/** Does a harmless question get an answer? */
export function probe(result: ProbeResult | undefined, thresholds: Thresholds): Finding {
  if (result === undefined) return { status: 'unknown', reason: 'Not probed yet.', provenAt: undefined };
  if (result.failure === undefined) {
    return {
      status: 'green',
      reason: `The last probe was answered in ${spokenDuration(result.durationMs)}.`,
      provenAt: result.at,
    };
  }
  const red = result.failedInARow >= thresholds.availability.redStreak;
  const times = result.failedInARow === 1 ? 'The last probe' : `The last ${result.failedInARow} probes`;
  return { status: red ? 'red' : 'orange', reason: `${times} failed: ${result.failure}.`, provenAt: undefined };
}
