import type { AttemptEvent } from '../call/outcome.ts';
import type { AdapterHealth } from '../health/status.ts';
import type { BoundAdapter } from '../protocol/bound.ts';
import { curlLine } from './curl.ts';
import type { Simulator } from './simulators.ts';

const curlFlags = `-sS -w '\\n'`;

/** Where to look, and what to paste. */
export function tryLines(url: string, adapters: readonly BoundAdapter[], simulators: readonly Simulator[]): string[] {
  return [
    '',
    'Look',
    `  ${url}/docs           the API, to read and try (${url}/openapi.json)`,
    `  ${url}/tower          the Control Tower`,
    `  ${url}/health         health as JSON; ${url}/metrics for Prometheus`,
    '',
    'Try (each line can be pasted)',
    ...adapters.flatMap((bound) => adapterLines(url, bound)),
    ...breakLines(url, adapters, simulators),
    '',
  ];
}

function adapterLines(url: string, { adapter }: BoundAdapter): string[] {
  return Object.values(adapter.operations).flatMap((operation) => [
    `  # ${adapter.name}: ${operation.title}`,
    `  ${curlLine(`${url}/${adapter.name}`, operation, curlFlags)}`,
  ]);
}

/** The first operation that waits when its partner is away: broken, accepted, followed, mended. */
function breakLines(url: string, adapters: readonly BoundAdapter[], simulators: readonly Simulator[]): string[] {
  for (const { adapter } of adapters) {
    const queued = Object.values(adapter.operations).find((operation) => operation.retry.kind === 'queued');
    const simulator = simulators.find(({ name }) => name === adapter.name);
    if (queued === undefined || simulator === undefined) continue;
    const turn = (mode: string): string => `curl -sS ${simulator.control}/_switch -d '{"mode":"${mode}"}'`;
    const call = curlLine(`${url}/${adapter.name}`, queued, '-sS -o /dev/null -D -');
    return [
      '',
      `Break a partner, and see a call wait (${adapter.name})`,
      '  # 1. the partner no longer listens',
      `  ${turn('refuse')}`,
      `  # 2. ${queued.title}: 202, and its job`,
      `  job=$(${call} | tr -d '\\r' | grep -i '^location:' | cut -d' ' -f2); echo "$job"`,
      '  # 3. the job waits, each attempt written down; the health turns red with the third failure',
      `  curl ${curlFlags} ${url}$job`,
      `  curl ${curlFlags} ${url}/health/${adapter.name}`,
      '  # 4. the partner is back: the job succeeds within seconds, the health is green again within two minutes',
      `  ${turn('none')}`,
      `  curl ${curlFlags} ${url}$job`,
      '  # other ways to break it: slow hang truncate fail maintenance busy credentials error html empty drift newvalue',
      '  # (an order whose reply is lost is in doubt: it is not sent again, and the queue stays orange; .passerelle/ begins anew)',
    ];
  }
  return [];
}

/** One attempt as people read it. */
export function attemptLine(event: AttemptEvent): string {
  const { breakage } = event;
  const how = breakage === undefined ? '✓' : `✗ ${breakage.kind}, delivery ${breakage.delivery}`;
  const drift = event.drift.length === 0 ? '' : `, ${event.drift.length} differences from the contract`;
  const again = event.attempt === 1 ? '' : `, attempt ${event.attempt}`;
  return `${clock()}  ${event.adapter} ${event.operation}  ${how}  ${Math.round(event.durationMs)} ms${again}${drift}`;
}

/** A change of health as people read it. */
export function changeLine(health: AdapterHealth): string {
  const why = health.checks.find((check) => check.status === health.status);
  return `${clock()}  ${health.adapter} is ${health.status}${why === undefined ? '' : `: ${why.name}. ${why.reason}`}`;
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}
