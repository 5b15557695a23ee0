import type { Finding } from '../finding.ts';
import type { Signals } from '../signals.ts';
import { spokenDuration } from '../spoken-duration.ts';
import type { Thresholds } from '../thresholds.ts';
import { LONG_BUCKETS } from '../thresholds.ts';

/** Does the partner keep its contract? Red while replies had to be refused, orange while they differ but could be passed on. */
export function drift(signals: Signals, thresholds: Thresholds, now: number): Finding {
  const provenAt = signals.cleanAt;
  const stretchMs = thresholds.bucketMs * LONG_BUCKETS;
  const newest = signals.newestDrift;
  if (newest === undefined || now - newest.at > stretchMs) {
    if (signals.cleanAt === undefined) return { status: 'unknown', reason: 'No reply has been read yet.', provenAt };
    return { status: 'green', reason: `Each reply kept the contract in ${spokenDuration(stretchMs)}.`, provenAt };
  }
  const refused = signals.refusedReplyAt !== undefined && now - signals.refusedReplyAt <= stretchMs;
  const what =
    newest.drift === undefined
      ? 'a reply does not follow the contract'
      : `at ${newest.drift.place ?? newest.drift.path}, expected ${newest.drift.expected}, found ${newest.drift.found}`;
  const instead = newest.instead === undefined ? '' : ` (${newest.instead.found}, which is not known, stands there)`;
  const reason = `${refused ? 'Replies had to be refused' : 'Replies differ from the contract'}; newest: ${what}${instead}.`;
  return { status: refused ? 'red' : 'orange', reason, example: newest.example, provenAt };
}
