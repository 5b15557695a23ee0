import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { durationMs } from './adapter/duration.ts';
import { createCaller } from './call/caller.ts';
import type { CallLimits } from './call/limits.ts';
import type { AttemptObserver, Caller } from './call/outcome.ts';
import type { Monitor, MonitorOptions } from './health/monitor.ts';
import { createMonitor } from './health/monitor.ts';
import { withinMs } from './health/within.ts';
import { createAccess } from './http/access.ts';
import type { ApiKey } from './http/api-key.ts';
import { createFacade } from './http/facade.ts';
import type { FacadeLimits } from './http/limits.ts';
import { createHttpServer } from './http/server.ts';
import { logAttempts } from './log.ts';
import type { BoundAdapter, BoundOperation } from './protocol/bound.ts';
import { createDispatcher } from './queue/dispatcher.ts';
import type { Store } from './store/store.ts';
import { towerPage } from './tower/page.ts';
import { version } from './version.ts';

export interface GatewayOptions {
  readonly adapters: readonly BoundAdapter[];
  readonly store: Store;
  /** Without any, everyone on this machine is the client `local`. */
  readonly apiKeys: readonly ApiKey[];
  readonly log: Logger;
  /** Told of every attempt, besides log and health. */
  readonly observers?: readonly AttemptObserver[];
  readonly limits?: Partial<FacadeLimits>;
  readonly calls?: Partial<CallLimits>;
  readonly health?: Pick<MonitorOptions, 'thresholds' | 'probeEveryMs' | 'onChange'>;
  /** False where there is no store at all: then health has nothing to ask of it, and no worker runs. */
  readonly hasStore?: boolean;
}

const IDLE_LOOK_MS = 50;
/** How long connections may take to close, once nothing is under way. */
const CLOSING_MS = 1_000;

/** A gateway that runs. */
export interface Gateway {
  /** As `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Stops accepting, lets calls end within `graceMs`, and closes what it was given: adapters and store. */
  close(graceMs: number): Promise<void>;
}

/**
 * The composition: adapters, caller, store, dispatcher, health and facade joined, and listening on `host` and `port`
 * (0: any free one). The one place where the rooms of the house meet.
 */
export async function openGateway(options: GatewayOptions, host: string, port: number): Promise<Gateway> {
  const { adapters, store, log } = options;
  const hasStore = options.hasStore ?? true;
  const observers: AttemptObserver[] = [logAttempts(log), ...(options.observers ?? [])];
  const caller = createCaller({ observers, log, ...(options.calls && { limits: options.calls }) });
  const dispatcher = createDispatcher({ caller, store, adapters, log, work: hasStore });
  const health: Monitor = createMonitor({
    adapters,
    breakers: (adapter) => caller.breakers(adapter),
    depth: (adapter) => dispatcher.depth(adapter),
    probe: (bound, input) => probe(caller, bound, input),
    ping: hasStore ? () => store.ping() : undefined,
    log,
    ...options.health,
  });
  observers.push(health.observe);
  let stopping = false;
  const app = createFacade({
    adapters,
    dispatcher,
    health,
    access: createAccess(options.apiKeys),
    log,
    version,
    tower: towerPage(health),
    ready: () => !stopping,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const server = createHttpServer(app);
  const closeParts = async (graceMs: number): Promise<void> => {
    await dispatcher.close(graceMs);
    await health.close();
    await Promise.all(adapters.map((bound) => bound.close()));
    await store.close();
  };
  try {
    await listen(server, host, port);
  } catch (error) {
    await closeParts(0);
    throw error;
  }
  health.start();
  return {
    url: urlOf(host, (server.address() as AddressInfo).port),
    async close(graceMs) {
      stopping = true;
      const startedAt = performance.now();
      await stopServing(server, graceMs);
      const leftMs = Math.max(0, graceMs - (performance.now() - startedAt));
      await withinMs(leftMs + CLOSING_MS, closeParts(leftMs)).catch(() =>
        log.warn('some calls did not end within the grace time'),
      );
    },
  };
}

/** A probe is a call of its own: one attempt, for no client. */
async function probe(caller: Caller, bound: BoundOperation, input: unknown): Promise<unknown> {
  const outcome = await caller.call({
    callId: randomUUID(),
    bound,
    input,
    client: undefined,
    budgetMs: durationMs(bound.operation.attemptTimeout),
    single: true,
    probe: true,
  });
  if (!outcome.ok) throw outcome.breakage;
  return outcome.output;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      listening();
    });
  });
}

/** Takes no new connection; those that answer something may end within the grace time. */
function stopServing(server: Server, graceMs: number): Promise<void> {
  return new Promise((stopped) => {
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    // A connection that answered after the first look is kept alive: it is idle at one of the next.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
    server.close(() => {
      clearTimeout(late);
      clearInterval(idle);
      stopped();
    });
  });
}

function urlOf(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}
