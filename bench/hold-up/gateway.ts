/** The gateway of the hold-up bench, in a process of its own: tells how long its event loop was held up, and what it held. */
// oxlint-disable-next-line import/no-unassigned-import -- it changes the process, before anything else is loaded
import '../../src/fast-strings.ts';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import { defineAdapter, noAuth, never, soap, tcp } from '../../src/adapter/index.ts';
import type { SoapToken } from '../../src/adapter/token.ts';
import { absentStore } from '../../src/cli/absent-store.ts';
import { openGateway } from '../../src/gateway.ts';
import { bindAdapter } from '../../src/protocol/bind.ts';
import { wsdlAdapter } from '../../src/protocol/wsdl-adapter.ts';

interface Orders {
  readonly Total: number;
  readonly Order: readonly {
    readonly id: string;
    readonly Reference: string;
    readonly Amount: string;
    readonly Quantity: number;
    readonly Shipped: boolean;
    readonly ShippedOn?: string;
    readonly Status: string;
    readonly Comment?: string;
  }[];
}

const partner = process.argv[2] ?? '';
const folder = fileURLToPath(new URL('..', import.meta.url));
const listOrders: SoapToken<{ Count: number }, Orders, never> = {
  wsdl: 'orders.wsdl',
  service: 'Orders',
  port: 'Orders',
  operation: 'ListOrders',
};

const Order = z.object({
  id: z.string().min(1),
  reference: z.string().regex(/^CMD-\d+$/),
  amount: z.string(),
  quantity: z.int().nonnegative(),
  shippedOn: z.iso.date().nullable(),
  status: z.enum(['OPEN', 'SHIPPED', 'CANCELLED']),
  comment: z.string().nullable(),
});

/** An adapter that maps each of 20,000 records, with a schema for each field. */
const mapped = defineAdapter({
  name: 'mapped',
  title: 'Orders',
  env: z.object({}),
  endpoint: () => ({ url: partner, auth: noAuth }),
  faults: {},
  operations: {
    orders: soap({
      route: 'GET /orders/:count',
      title: 'List orders',
      operation: listOrders,
      input: z.strictObject({ count: z.coerce.number() }),
      encode: ({ count }) => ({ Count: count }),
      decode: (reply) => ({
        total: reply.Total,
        orders: reply.Order.map((order) => ({
          id: order.id,
          reference: order.Reference,
          amount: order.Amount,
          quantity: order.Quantity,
          shippedOn: order.ShippedOn ?? null,
          status: order.Status as 'OPEN',
          comment: order.Comment ?? null,
        })),
      }),
      output: z.object({ total: z.int(), orders: z.array(Order) }),
      retry: never,
      deadline: '30s',
      attemptTimeout: '25s',
      example: { input: { count: 1 }, output: { total: 0, orders: [] } },
    }),
  },
  health: { every: '1h', slowAfter: '20s', probe: tcp() },
});

const adapters = [
  wsdlAdapter({ file: `${folder}/orders.wsdl`, name: 'orders', endpoint: partner, idempotent: () => true }),
  bindAdapter(mapped, {}, { wsdlRoot: folder }),
];
const log = pino({ level: 'silent' });
const gateway = await openGateway(
  { adapters, store: absentStore(), apiKeys: [], log, hasStore: false },
  '127.0.0.1',
  0,
);

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let base = 0;
let peak = 0;
const held = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
/** What is held and in use: garbage is collected before each look, which takes time. */
let looking = false;
setInterval(() => {
  if (!looking) return;
  globalThis.gc?.();
  peak = Math.max(peak, held());
}, 3).unref();

/** The longest that this thread worked between two turns of the event loop, which a busy machine does not make longer. */
let worked = 0;
let before = process.threadCpuUsage();
function turn(): void {
  const now = process.threadCpuUsage();
  worked = Math.max(worked, now.user + now.system - before.user - before.system);
  before = now;
  setImmediate(turn);
}
turn();

process.on('message', (asked) => {
  if (asked === 'time' || asked === 'memory') {
    globalThis.gc?.();
    base = held();
    peak = base;
    looking = asked === 'memory';
    delay.reset();
    before = process.threadCpuUsage();
    worked = 0;
    process.send?.({});
    return;
  }
  const maxMs = delay.max / 1e6;
  const workMs = worked / 1000;
  looking = false;
  globalThis.gc?.();
  const left = held() - base;
  process.send?.({
    maxMs,
    workMs,
    peakBytes: peak - base,
    leftBytes: left,
    rssBytes: process.resourceUsage().maxRSS * 1024,
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: gateway.url });
