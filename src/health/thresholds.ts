/** What separates green from orange and red (design §7). Rates need a minimum volume, so that one failure at night is no alarm. */
export interface Thresholds {
  /** The short window is 5 buckets, the long one 60. Shorter buckets let a demonstration, or a test, live through hours in minutes. */
  readonly bucketMs: number;
  /** How long a check must stay calm, with a success, to recover one step. */
  readonly calmMs: number;
  readonly availability: {
    readonly redShare: number;
    readonly redVolume: number;
    readonly orangeShare: number;
    readonly orangeVolume: number;
    /** Below `redVolume`, failures in a row. */
    readonly redStreak: number;
    readonly orangeStreak: number;
  };
  readonly latency: { readonly slowShare: number; readonly volume: number; readonly slowStreak: number };
  readonly queue: { readonly orangeOldestMs: number; readonly redOldestMs: number };
  readonly eventLoop: { readonly orangeMs: number; readonly redMs: number };
}

export const defaultThresholds: Thresholds = {
  bucketMs: 60_000,
  calmMs: 5 * 60_000,
  availability: {
    redShare: 0.5,
    redVolume: 10,
    orangeShare: 0.05,
    orangeVolume: 20,
    redStreak: 3,
    orangeStreak: 2,
  },
  latency: { slowShare: 0.05, volume: 20, slowStreak: 3 },
  queue: { orangeOldestMs: 15 * 60_000, redOldestMs: 60 * 60_000 },
  eventLoop: { orangeMs: 100, redMs: 1_000 },
};

export const SHORT_BUCKETS = 5;
export const LONG_BUCKETS = 60;
