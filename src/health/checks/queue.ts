import type { QueueDepth } from '../../queue/dispatch.ts';
import type { Finding } from '../finding.ts';
import { spokenDuration } from '../spoken-duration.ts';
import type { Thresholds } from '../thresholds.ts';

/** Does waiting work move, and does any of it need a person? `depth` is `undefined` while the store is away. */
export function queue(depth: QueueDepth | undefined, thresholds: Thresholds): Finding {
  const provenAt = 'always';
  if (depth === undefined)
    return { status: 'unknown', reason: 'The store does not answer, so the queue cannot be seen.', provenAt };
  const { orangeOldestMs, redOldestMs } = thresholds.queue;
  const waits =
    depth.waiting === 0
      ? 'Nothing waits'
      : `${depth.waiting} waiting, the oldest for ${spokenDuration(depth.oldestMs)}`;
  const reason = `${waits}; ${depth.failed} dead letters, ${depth.inDoubt} in doubt.`;
  if (depth.waiting > 0 && depth.oldestMs >= redOldestMs) return { status: 'red', reason, provenAt };
  const needsPerson = depth.failed > 0 || depth.inDoubt > 0;
  const late = depth.waiting > 0 && depth.oldestMs >= orangeOldestMs;
  return { status: needsPerson || late ? 'orange' : 'green', reason, provenAt };
}
