import { LONG_BUCKETS } from './thresholds.ts';

/** What happened in a stretch of time. */
export interface Tally {
  attempts: number;
  /** Partner breakages. */
  broken: number;
  /** Attempts that took longer than `slowAfter`. */
  slow: number;
}

const FIELDS = 3;

/** Counts per bucket of time over the last {@link LONG_BUCKETS}, in memory that never grows. */
export class SlidingWindow {
  readonly #bucketMs: number;
  readonly #counts = new Uint32Array(LONG_BUCKETS * FIELDS);
  /** Which stretch of time each bucket now counts. */
  readonly #stretches = new Float64Array(LONG_BUCKETS).fill(-1);

  constructor(bucketMs: number) {
    this.#bucketMs = bucketMs;
  }

  add(now: number, broken: boolean, slow: boolean): void {
    const stretch = Math.floor(now / this.#bucketMs);
    const bucket = stretch % LONG_BUCKETS;
    const at = bucket * FIELDS;
    const counts = this.#counts;
    if (this.#stretches[bucket] !== stretch) {
      this.#stretches[bucket] = stretch;
      counts.fill(0, at, at + FIELDS);
    }
    counts[at] = (counts[at] ?? 0) + 1;
    if (broken) counts[at + 1] = (counts[at + 1] ?? 0) + 1;
    if (slow) counts[at + 2] = (counts[at + 2] ?? 0) + 1;
  }

  /** The newest `buckets`, the one that is being filled among them. */
  tally(now: number, buckets: number): Tally {
    const newest = Math.floor(now / this.#bucketMs);
    const tally: Tally = { attempts: 0, broken: 0, slow: 0 };
    for (let stretch = newest - buckets + 1; stretch <= newest; stretch += 1) {
      const bucket = ((stretch % LONG_BUCKETS) + LONG_BUCKETS) % LONG_BUCKETS;
      if (this.#stretches[bucket] !== stretch) continue;
      tally.attempts += this.#counts[bucket * FIELDS] ?? 0;
      tally.broken += this.#counts[bucket * FIELDS + 1] ?? 0;
      tally.slow += this.#counts[bucket * FIELDS + 2] ?? 0;
    }
    return tally;
  }
}
