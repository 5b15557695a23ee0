import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen, SamplingBreaker } from 'cockatiel';
import type { CircuitBreakerPolicy, IBreaker } from 'cockatiel';
import { BreakageError } from '../adapter/breakage.ts';
import type { BreakageKind } from '../adapter/breakage.ts';
import type { CallLimits } from './limits.ts';
import type { BreakerState } from './outcome.ts';

const partnerTrouble: ReadonlySet<BreakageKind> = new Set([
  'malformed',
  'unreachable',
  'failing',
  'timeout',
  'interrupted',
]);
/** Breakages of ours, from which nothing is learned about the partner. */
const ours: ReadonlySet<BreakageKind> = new Set(['overloaded', 'store_unavailable', 'internal', 'expired', 'invalid']);

/** Opens when either opens. */
function either(first: IBreaker, second: IBreaker): IBreaker {
  return {
    state: undefined,
    success(state) {
      first.success(state);
      second.success(state);
    },
    failure(state) {
      const opens = first.failure(state);
      return second.failure(state) || opens;
    },
  };
}

/** The breaker of one address: stops calling a partner that only fails, and lets one trial through after a while. */
export class Breaker {
  readonly #policy: CircuitBreakerPolicy;
  readonly #openMs: number;
  #openedAt = 0;

  constructor(limits: CallLimits) {
    this.#openMs = limits.openMs;
    const policy: CircuitBreakerPolicy = circuitBreaker(
      handleWhen((error) => this.#counts(error)),
      {
        halfOpenAfter: limits.openMs,
        breaker: either(
          new ConsecutiveBreaker(limits.consecutiveFailures),
          new SamplingBreaker({
            threshold: limits.failureShare,
            duration: limits.failureWindowMs,
            minimumRps: limits.failureVolume / (limits.failureWindowMs / 1000),
          }),
        ),
      },
    );
    policy.onBreak(() => {
      this.#openedAt = Date.now();
    });
    this.#policy = policy;
  }

  get state(): BreakerState {
    const { state } = this.#policy;
    if (state === CircuitState.Closed) return 'closed';
    return state === CircuitState.HalfOpen ? 'half_open' : 'open';
  }

  /** Only a closed breaker lets everything through. */
  get closed(): boolean {
    return this.#policy.state === CircuitState.Closed;
  }

  /** How long this call must stay away, in milliseconds; 0 when it may go, as the trial where the breaker is open. `harmless`: a probe or an idempotent call. */
  waitMs(harmless: boolean, probeEveryMs: number): number {
    if (this.closed) return 0;
    const since = Date.now() - this.#openedAt;
    if (this.#policy.state === CircuitState.HalfOpen) return 1_000;
    if (harmless) return Math.max(0, this.#openMs - since);
    // An order is no trial while a probe or a read may be one. Where none came in two rounds, none will: the partner has
    // no such operation at this address, and a breaker that only an order can close must not stay open for ever.
    return this.#openMs + 2 * probeEveryMs - since > 0 ? Math.max(1_000, this.#openMs - since) : 0;
  }

  execute<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#policy.execute(work);
  }

  /** While a trial runs, anything but the partner's own answer leaves the breaker open. */
  #counts(error: unknown): boolean {
    if (!(error instanceof BreakageError)) return !this.closed;
    return partnerTrouble.has(error.kind) || (!this.closed && ours.has(error.kind));
  }
}
