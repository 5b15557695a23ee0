import type { Adapter } from '../adapter/adapter.ts';
import type { BreakageError } from '../adapter/breakage.ts';
import { breakages } from '../adapter/breakage.ts';
import { durationMs } from '../adapter/duration.ts';
import type { AttemptEvent } from '../call/outcome.ts';
import type { Drift } from '../codec/index.ts';
import { SlidingWindow } from './sliding-window.ts';
import type { Check } from './status.ts';

export type Example = NonNullable<Check['example']>;

/** What an attempt says of the partner: it answered, it broke, or it was never asked. */
export type Verdict = 'answered' | 'broken' | 'not_asked';

/**
 * Judges an attempt's breakage by whose trouble it is; a success is `undefined`. An attempt that `expired` was cut short by
 * its caller's wait, and the breakage before it was an attempt of its own.
 */
export function judge(breakage: BreakageError | undefined): Verdict {
  if (breakage === undefined) return 'answered';
  const { kind } = breakage;
  if (kind === 'internal' || kind === 'expired') return 'not_asked';
  if (breakages[kind].against === 'partner') return 'broken';
  return breakages[kind].delivery === 'none' ? 'not_asked' : 'answered';
}

/** The newest sign that the partner no longer keeps its contract. */
export interface DriftSign {
  readonly at: number;
  /** Whether the reply had to be refused, rather than passed on with a report. */
  readonly refused: boolean;
  readonly drift: Drift | undefined;
  /** Where an element is missing: what came beside it, and is not known. */
  readonly instead: Drift | undefined;
  readonly example: Example;
}

/** The `tcp()` probe's operation: a connection says nothing of replies and credentials. */
export const CONNECTING = 'tcp';

/** An adapter may have an address for each of its clients; the memory of refusals is bounded all the same. */
const MAX_ADDRESSES = 1_000;

/** What is remembered of one adapter's attempts: counts and newest examples, in bounded memory. */
export class Signals {
  readonly window: SlidingWindow;
  readonly #slowAfterMs: number;
  /** When anything was last heard, or not heard, from the partner. */
  seenAt: number | undefined;
  answeredAt: number | undefined;
  brokenInARow = 0;
  slowInARow = 0;
  newestBroken: Example | undefined;
  newestSlow: Example | undefined;
  newestDrift: DriftSign | undefined;
  refusedReplyAt: number | undefined;
  /** When a reply last kept the contract. */
  cleanAt: number | undefined;
  /** When credentials were last accepted, and which addresses refuse them. */
  acceptedAt: number | undefined;
  readonly refusedCredentials = new Map<string, Example>();

  constructor(adapter: Adapter, bucketMs: number) {
    this.window = new SlidingWindow(bucketMs);
    this.#slowAfterMs = durationMs(adapter.health.slowAfter);
  }

  record(event: AttemptEvent, now: number): void {
    const verdict = judge(event.breakage);
    if (verdict === 'not_asked') return;
    const broken = verdict === 'broken';
    const slow = event.durationMs > this.#slowAfterMs;
    this.window.add(now, broken, slow);
    this.seenAt = now;
    if (broken) {
      this.brokenInARow += 1;
      this.newestBroken = exampleOf(event);
    } else {
      this.brokenInARow = 0;
      this.answeredAt = now;
    }
    if (slow) {
      this.slowInARow += 1;
      this.newestSlow = exampleOf(event);
    } else this.slowInARow = 0;
    if (event.operation === CONNECTING) return;
    if (!broken) this.#recordCredentials(event, now);
    this.#recordContract(event, broken, now);
  }

  #recordCredentials(event: AttemptEvent, now: number): void {
    if (event.breakage?.kind === 'credentials') {
      if (this.refusedCredentials.size < MAX_ADDRESSES) this.refusedCredentials.set(event.address, exampleOf(event));
      return;
    }
    this.acceptedAt = now;
    if (this.refusedCredentials.size > 0) this.refusedCredentials.delete(event.address);
  }

  /** Whatever a reply differs in counts, that of a breakage (an unmapped fault) too; only an answer proves that nothing does. */
  #recordContract(event: AttemptEvent, broken: boolean, now: number): void {
    const refused = event.breakage?.kind === 'drift';
    if (refused) this.refusedReplyAt = now;
    if (refused || event.drift.length > 0) {
      const drift = event.drift.at(-1);
      this.newestDrift = { at: now, refused, drift, instead: insteadOf(drift, event.drift), example: exampleOf(event) };
    } else if (!broken && event.breakage?.kind !== 'credentials') this.cleanAt = now;
  }
}

/** The unknown element that may be the missing one by another name. */
function insteadOf(missing: Drift | undefined, all: readonly Drift[]): Drift | undefined {
  if (missing?.kind !== 'missing') return undefined;
  const around = [missing.path, parentOf(missing.path)];
  return all.findLast(({ kind, path }) => kind === 'unknown_element' && around.includes(parentOf(path)));
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function exampleOf(event: AttemptEvent): Example {
  return {
    at: event.startedAt.toISOString(),
    operation: event.operation,
    kind: event.breakage?.kind ?? 'success',
    callId: event.callId,
    ...(event.traceId === undefined ? {} : { traceId: event.traceId }),
  };
}
