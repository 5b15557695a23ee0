import type { BreakageFacts, BreakageKind } from '../adapter/breakage.ts';
import { BreakageError } from '../adapter/breakage.ts';
import type { Drift } from '../codec/index.ts';

/** A breakage that also tells the drift check something: what differed from the contract, an unmapped fault. */
export class AttemptBreakage extends BreakageError {
  readonly drift: readonly Drift[];

  constructor(kind: BreakageKind, message: string, facts: BreakageFacts, drift: readonly Drift[]) {
    super(kind, message, facts);
    this.drift = drift;
  }
}

/** What a failed attempt tells the drift check; empty for most. */
export function driftOf(breakage: unknown): readonly Drift[] {
  return breakage instanceof AttemptBreakage ? breakage.drift : [];
}
