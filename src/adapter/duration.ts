/** A duration as it is declared: `'250ms'`, `'30s'`, `'10m'`, `'24h'`, `'5d'`. Inside, durations are milliseconds (`…Ms`). */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A declared duration in milliseconds. Throws a TypeError that says what a duration looks like. */
export function durationMs(duration: Duration): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration);
  if (!match) throw new TypeError(`"${duration}" is not a duration: write a number and ms, s, m, h or d, as in "30s"`);
  return Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
}
