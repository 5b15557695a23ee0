import type { Example } from './signals.ts';
import type { Status } from './status.ts';

/** What a check finds at one moment, before {@link Settled} keeps it from flapping. */
export interface Finding {
  readonly status: Status;
  readonly reason: string;
  readonly example?: Example | undefined;
  /** When something last proved that all is well, in milliseconds; `always` where the measure proves itself. */
  readonly provenAt: number | 'always' | undefined;
}
