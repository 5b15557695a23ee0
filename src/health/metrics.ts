import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AttemptEvent } from '../call/outcome.ts';
import type { QueueDepth } from '../queue/dispatch.ts';
import type { AdapterHealth, Check } from './status.ts';
import { severity } from './worst.ts';

const DURATION_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What Prometheus reads at `/metrics`. Labels are names from the declarations and closed lists: their number is bounded. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #attempts = new Counter({
    name: 'passerelle_attempts_total',
    help: 'Attempts at partners, by what became of them: success or the kind of breakage.',
    labelNames: ['adapter', 'operation', 'kind'],
    registers: [this.#registry],
  });
  readonly #durations = new Histogram({
    name: 'passerelle_attempt_duration_seconds',
    help: 'How long attempts took.',
    labelNames: ['adapter', 'operation'],
    buckets: DURATION_BUCKETS_S,
    registers: [this.#registry],
  });
  readonly #drift = new Counter({
    name: 'passerelle_drift_total',
    help: 'Differences between replies and the contract.',
    labelNames: ['adapter', 'operation'],
    registers: [this.#registry],
  });
  readonly #adapterStatus = this.#gauge(
    'passerelle_adapter_status',
    'Each check: 0 green, 1 unknown, 2 orange, 3 red.',
    ['adapter', 'check'],
  );
  readonly #gatewayStatus = this.#gauge(
    'passerelle_gateway_status',
    'The gateway’s own checks: 0 green, 1 unknown, 2 orange, 3 red.',
    ['check'],
  );
  readonly #waiting = this.#gauge('passerelle_queue_waiting', 'Jobs that wait.', ['adapter']);
  readonly #oldest = this.#gauge('passerelle_queue_oldest_age_seconds', 'How long the oldest job has waited.', [
    'adapter',
  ]);
  readonly #failed = this.#gauge('passerelle_queue_dead_letters', 'Jobs that gave up.', ['adapter']);
  readonly #inDoubt = this.#gauge(
    'passerelle_queue_in_doubt',
    'Calls that the partner may or may not have carried out.',
    ['adapter'],
  );
  /** Looking a label combination up costs more than counting: each operation keeps its own. */
  readonly #known = new Map<string, Map<string, OperationSeries>>();

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  observe(event: AttemptEvent): void {
    const series = this.#seriesOf(event.adapter, event.operation);
    series.durations.observe(event.durationMs / 1000);
    const kind = event.breakage?.kind ?? 'success';
    let counter = series.kinds.get(kind);
    if (counter === undefined) {
      counter = this.#attempts.labels(event.adapter, event.operation, kind);
      series.kinds.set(kind, counter);
    }
    counter.inc();
    if (event.drift.length > 0) this.#drift.labels(event.adapter, event.operation).inc(event.drift.length);
  }

  showAdapter(health: AdapterHealth): void {
    for (const check of health.checks)
      this.#adapterStatus.labels(health.adapter, check.name).set(severity(check.status));
  }

  showGateway(checks: readonly Check[]): void {
    for (const check of checks) this.#gatewayStatus.labels(check.name).set(severity(check.status));
  }

  /** While the store is away the last numbers are taken off: an old number would pass for a new one. */
  showQueue(adapter: string, depth: QueueDepth | undefined): void {
    const gauges = [this.#waiting, this.#oldest, this.#failed, this.#inDoubt];
    if (depth === undefined) {
      for (const gauge of gauges) gauge.remove(adapter);
      return;
    }
    this.#waiting.labels(adapter).set(depth.waiting);
    this.#oldest.labels(adapter).set(depth.oldestMs / 1000);
    this.#failed.labels(adapter).set(depth.failed);
    this.#inDoubt.labels(adapter).set(depth.inDoubt);
  }

  async expose(): Promise<{ contentType: string; body: string }> {
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  #gauge(name: string, help: string, labelNames: string[]): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }

  #seriesOf(adapter: string, operation: string): OperationSeries {
    let operations = this.#known.get(adapter);
    if (operations === undefined) this.#known.set(adapter, (operations = new Map<string, OperationSeries>()));
    let series = operations.get(operation);
    if (series === undefined) {
      series = { durations: this.#durations.labels(adapter, operation), kinds: new Map() };
      operations.set(operation, series);
    }
    return series;
  }
}

interface OperationSeries {
  readonly durations: Histogram.Internal<string>;
  readonly kinds: Map<string, Counter.Internal>;
}
