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
/** A "no" of the partner: proof that it is there, as good as a success. */
const partnerAnswers: ReadonlySet<BreakageKind> = new Set([
  'not_found',
  'rejected',
  'credentials',
  'throttled',
  'drift',
]);

/** An attempt from which nothing is learned about the partner: neither a failure nor a success. */
class Unheard extends Error {
  override readonly name = 'Unheard';
}

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
      handleWhen((error) => !(error instanceof Unheard)),
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

  /** Carries an attempt out and learns from it. Throws what the attempt throws, or cockatiel's BrokenCircuitError. */
  async execute<Result>(work: () => Promise<Result>): Promise<Result> {
    const isTrial = !this.closed;
    let answer: BreakageError | undefined;
    const heard = async (): Promise<Result | undefined> => {
      try {
        return await work();
      } catch (error) {
        const kind = error instanceof BreakageError ? error.kind : 'internal';
        if (partnerAnswers.has(kind)) answer = error as BreakageError;
        // Anything but the partner's own word leaves an open breaker open.
        else throw isTrial || partnerTrouble.has(kind) ? error : new Unheard('', { cause: error });
        return undefined;
      }
    };
    try {
      const result = await this.#policy.execute(heard);
      if (answer) throw answer;
      return result as Result;
    } catch (error) {
      throw error instanceof Unheard ? error.cause : error;
    }
  }
}
