const longestMs = 3_600_000;

/**
 * How long to wait after the given number of failures: exponential with full jitter, at most an hour, and never less
 * than the partner asked for.
 */
export function backoffMs(baseMs: number, failures: number, retryAfterMs = 0): number {
  const ceiling = Math.min(longestMs, baseMs * 2 ** (failures - 1));
  return Math.max(retryAfterMs, Math.random() * ceiling);
}
