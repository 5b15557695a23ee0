import { createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import type { Adapter } from '../adapter/adapter.ts';
import type { Operation } from '../adapter/operation.ts';
import type { AttemptEvent } from '../call/outcome.ts';
import { processEnvironment, readConfig } from '../config.ts';
import type { Gateway } from '../gateway.ts';
import { openGateway } from '../gateway.ts';
import type { AdapterHealth } from '../health/status.ts';
import type { Thresholds } from '../health/thresholds.ts';
import { defaultThresholds } from '../health/thresholds.ts';
import type { Log } from '../log.ts';
import { openLog } from '../log.ts';
import { bindWith } from '../protocol/bind.ts';
import { Contracts } from '../protocol/contracts.ts';
import type { BoundAdapter } from '../protocol/bound.ts';
import { openStore } from '../store/store.ts';
import { version } from '../version.ts';
import { CommandError, runCommand } from './arguments.ts';
import { projectRoot, say } from './command.ts';
import { attemptLine, changeLine, tryLines } from './demo-lines.ts';
import type { EmbeddedRedis } from './embedded-redis.ts';
import { startRedis } from './embedded-redis.ts';
import { failLoudly } from './fail-loudly.ts';
import { listenError, portOf } from './listen-error.ts';
import { localKeyring } from './local-key.ts';
import type { Simulator } from './simulators.ts';
import { startSimulator } from './simulators.ts';
import { untilStopped } from './until-stopped.ts';

export const help = `passerelle demo: all of it on this machine (npm start)

Starts a Redis of its own (or uses REDIS_URL), every partner that has a simulator, and the gateway; prints what to try.
Ctrl-C stops everything it started. Jobs outlive a restart: they stand in .passerelle/redis.

  --port N      where the gateway listens, on 127.0.0.1; 8080
  --home DIR    where its Redis, key and log stand; .passerelle`;

const HOST = '127.0.0.1';
const GRACE_MS = 10_000;

/** Here minutes pass in seconds: what takes an hour in production is seen in a minute. */
const quicker: Thresholds = { ...defaultThresholds, bucketMs: 1_000, calmMs: 5_000 };
const PROBE_EVERY_MS = 5_000;

/** Where the demonstration stands. */
interface Place {
  readonly port: number;
  readonly home: string;
  readonly log: Log;
}

/** What runs, in the order in which it was started; it is stopped the other way round. */
type Running = { readonly what: string; close(): Promise<void> }[];

export async function run(args: string[]): Promise<number> {
  const options = {
    port: { type: 'string', default: '8080' },
    home: { type: 'string', default: join(projectRoot, '.passerelle') },
    help: { type: 'boolean', short: 'h' },
  } as const;
  return runCommand(
    { name: 'demo', help, options, work: (given) => demo(portOf(given.port), resolve(given.home)) },
    args,
  );
}

async function demo(port: number, home: string): Promise<number> {
  await checkPort(port);
  const stopped = untilStopped();
  const running: Running = [];
  const log = openLog({ level: 'info', file: join(home, 'gateway.log') });
  failLoudly(log);
  say(`Passerelle ${version}: Redis, partners and gateway on this machine. Ctrl-C stops it all.\n`);
  try {
    const started = start({ port, home, log }, running);
    await Promise.race([started, stopped]);
    // Asked to stop while it starts: what is still starting must be known before it can be stopped.
    await started;
    const signal = await stopped;
    say(`\nStopping (${signal})`);
    return 0;
  } finally {
    await stopAll(running);
    log.close();
  }
}

async function start(place: Place, running: Running): Promise<void> {
  const redisUrl = await startStore(place.home, running);
  const known: Adapter[] = Object.values(await import('../../adapters/index.ts'));
  const simulators = await startPartners(known, running);
  const gateway = await openHere(known, simulators, redisUrl, place);
  running.push({ what: 'the gateway', close: () => gateway.close(GRACE_MS) });
  step(`gateway at ${gateway.url}, its log in ${relative(process.cwd(), join(place.home, 'gateway.log'))}`);
  for (const line of tryLines(gateway.url, gateway.adapters, simulators)) say(line);
}

async function startStore(home: string, running: Running): Promise<string> {
  const given = processEnvironment()['REDIS_URL'];
  if (given !== undefined && given !== '') {
    step('Redis of REDIS_URL');
    return given;
  }
  let redis: EmbeddedRedis;
  try {
    redis = await startRedis(home);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new CommandError('there is no redis-server: sudo apt-get install redis-server, or set REDIS_URL', {
      cause: error,
    });
  }
  running.push({ what: 'Redis', close: () => redis.close() });
  void redis.died.then((how) =>
    say(`✗ Redis ended by itself (${how}): calls that must be kept are refused. Start again.`),
  );
  step(`Redis at ${new URL(redis.url).host}; its jobs in ${relative(process.cwd(), redis.folder)} outlive a restart`);
  return redis.url;
}

async function startPartners(known: readonly Adapter[], running: Running): Promise<Simulator[]> {
  const simulators = await Promise.all(
    known.map(async ({ name, title }) => {
      const simulator = await startSimulator(name);
      if (simulator === undefined) {
        step(`${name} has no simulator: it is left out`);
        return [];
      }
      running.push({ what: `partner ${name}`, close: () => simulator.close() });
      void simulator.died.then((how) => say(`✗ the partner ${name} ended by itself (${how}). Start again.`));
      step(`partner ${name} (${title}), simulated; its switch at ${simulator.control}/_switch`);
      return [simulator];
    }),
  );
  return simulators.flat();
}

async function openHere(
  known: readonly Adapter[],
  simulators: readonly Simulator[],
  redisUrl: string,
  { port, home, log }: Place,
): Promise<Gateway & { adapters: readonly BoundAdapter[] }> {
  const simulated = known
    .filter(({ name }) => simulators.some((simulator) => simulator.name === name))
    .map(withoutPatience);
  const env = Object.assign({}, ...simulators.map((simulator) => simulator.env)) as Record<string, string>;
  const config = readConfig(simulated, 'optional', env);
  const contracts = new Contracts(join(projectRoot, 'wsdl'));
  const adapters = config.adapters.map((one) => bindWith(one.adapter, one.env, contracts));
  const keys = localKeyring(join(home, 'key'));
  step(`key in ${relative(process.cwd(), join(home, 'key'))}: what Redis keeps is encrypted with it`);
  const store = openStore({ url: redisUrl, keys, log: log.logger });
  const options = {
    adapters,
    store,
    apiKeys: [],
    log: log.logger,
    observers: [sayAttempt],
    health: {
      thresholds: quicker,
      probeEveryMs: PROBE_EVERY_MS,
      onChange: (health: AdapterHealth) => say(changeLine(health)),
    },
  };
  const gateway = await openGateway(options, HOST, port).catch((error: unknown) => {
    throw listenError(error, HOST, port);
  });
  return { ...gateway, adapters };
}

/** Probes are many, and a waiting job that meets an open breaker is no news: neither is said. */
function sayAttempt(event: AttemptEvent): void {
  const putBack = event.breakage?.kind === 'circuit_open' && event.attempt > 1;
  if (!event.probe && !putBack) say(attemptLine(event));
}

/** The adapter, but for retries that would keep someone who tries it waiting for minutes. */
function withoutPatience(adapter: Adapter): Adapter {
  const operations = Object.entries(adapter.operations).map(
    ([name, operation]) => [name, hastened(operation)] as const,
  );
  return { ...adapter, operations: Object.fromEntries(operations) };
}

function hastened(operation: Operation): Operation {
  const { retry, pending } = operation;
  return {
    ...operation,
    retry: retry.kind === 'queued' ? { ...retry, backoff: '3s' } : retry,
    pending: pending && { ...pending, every: '5s' },
  };
}

/** Said before anything is started, rather than after. */
async function checkPort(port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((free, taken) => server.once('error', taken).listen(port, HOST, free));
  } catch (error) {
    throw listenError(error, HOST, port);
  } finally {
    server.close();
  }
}

async function stopAll(running: Running): Promise<void> {
  for (const part of running.toReversed()) {
    await part.close();
    step(`${part.what} stopped`);
  }
}

function step(words: string): void {
  say(`  ✓ ${words}`);
}
