import { randomUUID } from 'node:crypto';
import { BreakageError, breakages } from '../adapter/breakage.ts';
import { durationMs } from '../adapter/duration.ts';
import type { AttemptObserver } from '../call/outcome.ts';
import type { BoundAdapter, BoundOperation } from '../protocol/bound.ts';
import type { ProbeResult } from './checks/probe.ts';
import type { Clock } from './clock.ts';
import { CONNECTING, judge } from './signals.ts';

/** Carries a probe out as a call: resolves to the output, or throws a BreakageError. */
export type ProbeCall = (bound: BoundOperation, input: unknown) => Promise<unknown>;

const CONNECT_TIMEOUT_MS = 5_000;

/** Asks one partner its harmless question, every `health.every`. */
export class Prober {
  readonly #bound: BoundAdapter;
  readonly #everyMs: number;
  readonly #call: ProbeCall;
  readonly #observe: AttemptObserver;
  readonly #clock: Clock;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  newest: ProbeResult | undefined;

  constructor(
    bound: BoundAdapter,
    options: { call: ProbeCall; observe: AttemptObserver; clock: Clock; everyMs?: number | undefined },
  ) {
    this.#bound = bound;
    this.#everyMs = options.everyMs ?? durationMs(bound.adapter.health.every);
    this.#call = options.call;
    this.#observe = options.observe;
    this.#clock = options.clock;
  }

  /** Whether there is a question at all. */
  get probes(): boolean {
    const { probe } = this.#bound.adapter.health;
    return typeof probe === 'function' || probe.kind !== 'none';
  }

  start(): void {
    if (!this.probes) return;
    void this.run();
    this.#timer = setInterval(() => void this.run(), this.#everyMs);
    this.#timer.unref();
  }

  /** Stops asking; a question on its way may end as it will. */
  close(): void {
    clearInterval(this.#timer);
  }

  /** One probe; never two at a time. */
  run(): Promise<void> {
    this.#running ??= this.#ask().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #ask(): Promise<void> {
    const startedAt = this.#clock();
    try {
      await this.#question();
      this.#keep(startedAt, undefined);
    } catch (error) {
      this.#keep(startedAt, error);
    }
  }

  async #question(): Promise<void> {
    const { probe } = this.#bound.adapter.health;
    if (typeof probe !== 'function') return this.#connect();
    const calls: Record<string, (input: unknown) => Promise<unknown>> = {};
    for (const [name, operation] of this.#bound.operations) {
      calls[name] = async (input) => this.#call(operation, operation.checkInput(input));
    }
    await probe(calls);
  }

  /** A `tcp()` probe is no call, so its attempt is announced here. */
  async #connect(): Promise<void> {
    const startedAt = new Date(this.#clock());
    const announce = (breakage?: BreakageError): void =>
      this.#observe({
        adapter: this.#bound.adapter.name,
        operation: CONNECTING,
        address: '',
        callId: randomUUID(),
        attemptId: randomUUID(),
        attempt: 1,
        client: undefined,
        probe: true,
        startedAt,
        durationMs: this.#clock() - startedAt.getTime(),
        drift: [],
        traceId: undefined,
        ...(breakage === undefined ? {} : { breakage }),
      });
    try {
      await this.#bound.connect(CONNECT_TIMEOUT_MS);
    } catch (error) {
      const cause = { cause: error };
      announce(
        error instanceof BreakageError ? error : new BreakageError('unreachable', 'The connection failed.', cause),
      );
      throw error;
    }
    announce();
  }

  #keep(startedAt: number, error: unknown): void {
    const breakage = error instanceof BreakageError ? error : undefined;
    // A stopped address, or a bug of ours, says nothing new of the partner.
    if (breakage !== undefined && judge(breakage) === 'not_asked') return;
    const at = this.#clock();
    const answered = error === undefined || breakage?.kind === 'not_found' || breakage?.kind === 'rejected';
    this.newest = {
      at,
      durationMs: at - startedAt,
      failure: answered ? undefined : failureOf(breakage),
      failedInARow: answered ? 0 : (this.newest?.failedInARow ?? 0) + 1,
    };
  }
}

function failureOf(breakage: BreakageError | undefined): string {
  if (breakage === undefined) return 'the probe itself is at fault';
  const { title } = breakages[breakage.kind];
  return title.charAt(0).toLowerCase() + title.slice(1);
}
