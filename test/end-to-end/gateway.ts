import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { optique, tva } from '../../adapters/index.ts';
import type { CallLimits } from '../../src/call/limits.ts';
import type { Gateway } from '../../src/gateway.ts';
import type { Adapter } from '../../src/adapter/adapter.ts';
import { queued } from '../../src/adapter/retry.ts';
import { openGateway } from '../../src/gateway.ts';
import { defaultThresholds } from '../../src/health/thresholds.ts';
import { bindAdapter } from '../../src/protocol/bind.ts';
import { parseKeyring } from '../../src/store/keyring.ts';
import { openStore } from '../../src/store/store.ts';
import type { TestRedis } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import type { Simulator } from '../support/simulator.ts';
import { startSimulator } from '../support/simulator.ts';

/** The whole of it: real sockets, a real Redis, one partner in a process of its own. */
export interface World extends AsyncDisposable {
  readonly partner: Simulator;
  readonly redis: TestRedis;
  readonly gateway: Gateway;
  /** Asks the gateway; JSON in, JSON out. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** Asks until the answer is as wished. */
  until(path: string, wished: (reply: Reply) => boolean): Promise<Reply>;
}

export interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- a stranger's JSON, which the tests look into
  readonly json: any;
}

const adapters = { optique, tva };

/** Minutes are made short, so that health recovers while the test looks on. */
const thresholds = { ...defaultThresholds, bucketMs: 200, calmMs: 300 };

/** Every operation falls to the queue, and is tried again soon. */
function quick(adapter: Adapter): Adapter {
  const retry = queued({ attempts: 50, backoff: '200ms', giveUpAfter: '5m' });
  const operations = Object.entries(adapter.operations).map(([name, operation]) => {
    const pending = operation.pending && { ...operation.pending, every: '200ms' as const };
    return [name, { ...operation, retry, pending }] as const;
  });
  return { ...adapter, operations: Object.fromEntries(operations) };
}

interface WorldOptions {
  /** Instead of the simulator's. */
  readonly env?: Readonly<Record<string, string>>;
  readonly calls?: Partial<CallLimits>;
}

/** Opens a gateway with one adapter and its partner. */
export async function openWorld(name: keyof typeof adapters, options: WorldOptions = {}): Promise<World> {
  const [partner, redis] = await Promise.all([startSimulator(name), startRedis()]);
  const adapter = quick(adapters[name]);
  const bound = bindAdapter(adapter, adapter.env.parse({ ...partner.env, ...options.env }), { wsdlRoot: 'wsdl' });
  const log = pino({ level: 'silent' });
  const keys = parseKeyring(`test:${randomBytes(32).toString('base64')}`);
  const store = openStore({ url: redis.url, keys, log });
  await new Promise<void>((resolve) => store.onReady(resolve));
  const gateway = await openGateway(
    {
      adapters: [bound],
      store,
      apiKeys: [],
      log,
      calls: options.calls ?? {},
      health: { thresholds, probeEveryMs: 100 },
    },
    '127.0.0.1',
    0,
  );

  const ask: World['ask'] = async (method, path, body, headers = {}) => {
    const response = await fetch(gateway.url + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      headers: response.headers,
      json: text === '' ? undefined : JSON.parse(text),
    };
  };
  const until: World['until'] = async (path, wished) => {
    for (;;) {
      const reply = await ask('GET', path);
      if (wished(reply)) return reply;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    partner,
    redis,
    gateway,
    ask,
    until,
    async [Symbol.asyncDispose]() {
      await gateway.close(1_000);
      await Promise.all([partner.stop(), redis.stop()]);
    },
  };
}
