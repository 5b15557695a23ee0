import type { AttemptEvent, AttemptObserver, Caller } from '../call/outcome.ts';
import type { BoundAdapter } from '../protocol/bound.ts';
import type { Dispatcher, QueueDepth } from '../queue/dispatch.ts';
import type { Logger } from 'pino';
import { availability } from './checks/availability.ts';
import { credentials } from './checks/credentials.ts';
import { drift } from './checks/drift.ts';
import { latency } from './checks/latency.ts';
import { probe } from './checks/probe.ts';
import { queue } from './checks/queue.ts';
import type { Clock } from './clock.ts';
import type { Finding } from './finding.ts';
import { EventLoopCheck, storeCheck } from './gateway-checks.ts';
import { Metrics } from './metrics.ts';
import type { ProbeCall } from './prober.ts';
import { Prober } from './prober.ts';
import { Settled } from './settled.ts';
import { Signals } from './signals.ts';
import type { AdapterHealth, Check, GatewayHealth, Health, Status } from './status.ts';
import type { Thresholds } from './thresholds.ts';
import { defaultThresholds } from './thresholds.ts';
import { withinMs } from './within.ts';
import { worst } from './worst.ts';

export interface MonitorOptions {
  readonly adapters: readonly BoundAdapter[];
  readonly breakers: Caller['breakers'];
  readonly depth: Dispatcher['depth'];
  readonly probe: ProbeCall;
  /** Throws when the store does not answer. `undefined` where the gateway runs without a store: then nothing is asked of it. */
  readonly ping: (() => Promise<void>) | undefined;
  readonly log: Logger;
  readonly thresholds?: Thresholds | undefined;
  /** Instead of each adapter's own `every`. */
  readonly probeEveryMs?: number | undefined;
  readonly clock?: Clock | undefined;
  /** Told when an adapter takes another status. */
  readonly onChange?: ((health: AdapterHealth) => void) | undefined;
}

export interface Monitor extends Health {
  readonly observe: AttemptObserver;
  start(): void;
  close(): Promise<void>;
}

/** How often checks look by themselves; a question to `/health` looks at once. */
const LOOK_EVERY_MS = 1_000;
/** A store that does not answer must not hold `/health` up. */
const STORE_PATIENCE_MS = 1_000;

/** Watches every adapter, and the gateway itself. */
export function createMonitor(options: MonitorOptions): Monitor {
  return new GatewayMonitor(options);
}

interface Watched {
  readonly bound: BoundAdapter;
  readonly signals: Signals;
  readonly prober: Prober;
  readonly checks: Map<string, Settled>;
  depth: QueueDepth | undefined;
  status: Status;
  since: number;
}

class GatewayMonitor implements Monitor {
  readonly #options: MonitorOptions;
  readonly #thresholds: Thresholds;
  readonly #clock: Clock;
  readonly #watched = new Map<string, Watched>();
  readonly #own: ReadonlyMap<string, Settled>;
  readonly #eventLoop = new EventLoopCheck();
  readonly #metrics = new Metrics();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #lookedAt = -Infinity;

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#thresholds = options.thresholds ?? defaultThresholds;
    this.#clock = options.clock ?? Date.now;
    for (const bound of options.adapters) this.#watched.set(bound.adapter.name, this.#watch(bound));
    const own = options.ping === undefined ? ['event_loop'] : ['store', 'event_loop'];
    this.#own = new Map(own.map((name) => [name, new Settled(name, this.#thresholds.calmMs)]));
  }

  readonly observe = (event: AttemptEvent): void => {
    this.#watched.get(event.adapter)?.signals.record(event, this.#clock());
    this.#metrics.observe(event);
  };

  start(): void {
    this.#eventLoop.start();
    for (const { prober } of this.#watched.values()) prober.start();
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#eventLoop.close();
    for (const { prober } of this.#watched.values()) prober.close();
    await this.#looking;
  }

  async all(): Promise<GatewayHealth> {
    await this.#look();
    const adapters = [...this.#watched.values()].map((watched) => this.#judge(watched));
    const gateway = this.#ownChecks();
    const status = worst([...adapters, ...gateway].map((part) => part.status));
    return { status, at: new Date(this.#clock()).toISOString(), adapters, gateway };
  }

  async adapter(name: string): Promise<AdapterHealth | undefined> {
    const watched = this.#watched.get(name);
    if (watched === undefined) return undefined;
    await this.#look();
    return this.#judge(watched);
  }

  async metrics(): Promise<{ contentType: string; body: string }> {
    const { adapters, gateway } = await this.all();
    for (const health of adapters) this.#metrics.showAdapter(health);
    for (const { bound, depth } of this.#watched.values()) this.#metrics.showQueue(bound.adapter.name, depth);
    this.#metrics.showGateway(gateway);
    return this.#metrics.expose();
  }

  /** Reads what must be asked for: queues, store, event loop. At most once a moment, whoever asks. */
  #look(): Promise<void> {
    if (this.#looking === undefined && this.#clock() - this.#lookedAt >= LOOK_EVERY_MS / 2) {
      this.#looking = this.#lookOnce().finally(() => {
        this.#looking = undefined;
      });
    }
    return this.#looking ?? Promise.resolve();
  }

  async #lookOnce(): Promise<void> {
    this.#lookedAt = this.#clock();
    const { ping } = this.#options;
    const store = ping === undefined ? undefined : storeCheck(() => withinMs(STORE_PATIENCE_MS, ping()));
    await Promise.all([...this.#watched.values()].map((watched) => this.#measureQueue(watched)));
    const finding = await store;
    const now = this.#clock();
    if (finding !== undefined) this.#own.get('store')?.update(finding, now);
    this.#own.get('event_loop')?.update(this.#eventLoop.read(this.#thresholds), now);
    for (const watched of this.#watched.values()) this.#judge(watched);
  }

  async #measureQueue(watched: Watched): Promise<void> {
    if (this.#options.ping === undefined) return;
    try {
      watched.depth = await withinMs(STORE_PATIENCE_MS, this.#options.depth(watched.bound.adapter.name));
    } catch {
      watched.depth = undefined;
    }
  }

  #watch(bound: BoundAdapter): Watched {
    const { probe: call, probeEveryMs: everyMs, ping } = this.#options;
    const prober = new Prober(bound, { call, observe: this.observe, clock: this.#clock, everyMs });
    const names = ['availability', 'latency', 'drift', 'credentials'];
    if (ping !== undefined) names.push('queue');
    if (prober.probes) names.push('probe');
    const checks = new Map(names.map((name) => [name, new Settled(name, this.#thresholds.calmMs)]));
    const signals = new Signals(bound.adapter, this.#thresholds.bucketMs);
    return {
      bound,
      signals,
      prober,
      checks,
      depth: undefined,
      status: 'unknown',
      since: this.#clock(),
    };
  }

  /** Judges every check of an adapter now: pure arithmetic over what is remembered. */
  #judge(watched: Watched): AdapterHealth {
    const { adapter } = watched.bound;
    const now = this.#clock();
    const checks: Check[] = [];
    for (const [name, settled] of watched.checks) checks.push(settled.update(this.#find(name, watched, now), now));
    const status = worst(checks.map((check) => check.status));
    const changed = status !== watched.status;
    if (changed) watched.since = now;
    const health: AdapterHealth = {
      adapter: adapter.name,
      title: adapter.title,
      status,
      since: new Date(watched.since).toISOString(),
      checks,
      ...(watched.depth === undefined ? {} : { backlog: watched.depth }),
    };
    if (changed) this.#tell(health, watched.status);
    watched.status = status;
    return health;
  }

  #find(name: string, { bound, signals, prober, depth }: Watched, now: number): Finding {
    const thresholds = this.#thresholds;
    switch (name) {
      case 'availability':
        return availability(bound.adapter, signals, this.#options.breakers(bound.adapter.name), thresholds, now);
      case 'latency':
        return latency(bound.adapter, signals, thresholds, now);
      case 'drift':
        return drift(signals, thresholds, now);
      case 'credentials':
        return credentials(signals);
      case 'queue':
        return queue(depth, thresholds);
      default:
        return probe(prober.newest, thresholds);
    }
  }

  #tell(health: AdapterHealth, before: Status): void {
    const { adapter, status } = health;
    const why = health.checks.find((check) => check.status === status);
    const level = status === 'red' ? 'error' : status === 'orange' ? 'warn' : 'info';
    this.#options.log[level]({ adapter, status, before, check: why?.name, reason: why?.reason }, 'status changed');
    this.#options.onChange?.(health);
  }

  #ownChecks(): Check[] {
    return [...this.#own.values()].flatMap((settled) => settled.newest ?? []);
  }
}
