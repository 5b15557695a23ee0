/**
 * How long a reply of 5 MB holds up the gateway's event loop on its whole way, from the partner's socket to the caller's,
 * and how much memory it takes. The gateway is a process of its own; partner and caller are this one.
 *
 *   node bench/hold-up.ts [--calls 15] [--orders 20000]
 */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { median } from './median.ts';
import { ordersDocument } from './orders.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '15' },
    orders: { type: 'string', default: '20000' },
    help: { type: 'boolean' },
  },
});

interface Measured {
  readonly maxMs: number;
  readonly workMs: number;
  readonly peakBytes: number;
  readonly leftBytes: number;
  readonly rssBytes: number;
}

interface Scenario {
  readonly name: string;
  /** What the partner sends. */
  readonly reply: Buffer;
  /** The size of its XML, where what is sent is compressed. */
  readonly plainBytes?: number;
  readonly ask: (url: string) => Promise<Response>;
}

function asked(child: ChildProcess, message?: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the gateway ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer);
    });
    if (message !== undefined) child.send(message);
  });
}

const zeroCode = (url: string): Promise<Response> =>
  fetch(`${url}/orders/ListOrders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"Count":1}',
  });
const mapped = (url: string): Promise<Response> => fetch(`${url}/mapped/orders/1`);

async function measure(): Promise<void> {
  const narrow = Buffer.from(ordersDocument(Number(values.orders)));
  const wide = Buffer.from(ordersDocument(Number(values.orders)).replaceAll('Verre', 'Œillet €'));
  const scenarios: Scenario[] = [
    { name: 'zero code', reply: narrow, ask: zeroCode },
    { name: 'zero code, beyond ISO 8859-1', reply: wide, ask: zeroCode },
    { name: 'zero code, gzip', reply: gzipSync(narrow), plainBytes: narrow.length, ask: zeroCode },
    { name: 'adapter with zod', reply: narrow, ask: mapped },
    { name: 'adapter with zod, beyond ISO 8859-1', reply: wide, ask: mapped },
  ];
  let serving = scenarios[0] as Scenario;
  const partner = createServer((request, response) => {
    request.resume().on('end', () => {
      const { reply, plainBytes } = serving;
      const encoding = plainBytes === undefined ? {} : { 'content-encoding': 'gzip' };
      response.writeHead(200, {
        'content-type': 'text/xml; charset=utf-8',
        'content-length': reply.length,
        ...encoding,
      });
      response.end(reply);
    });
  });
  // A connection that is closed while it is idle, just as it is used again, is not what is measured here.
  partner.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/`;
  const child = fork(fileURLToPath(new URL('hold-up/gateway.ts', import.meta.url)), [origin], {
    execArgv: ['--expose-gc'],
  });
  try {
    const { url } = (await asked(child)) as { url: string };
    process.stdout.write(
      `Replies of ${(narrow.length / 1e6).toFixed(1)} MB; ${values.calls} calls each, one at a time, after five to warm up.\n` +
        `hold-up: the longest time the event loop was away in a call, median and worst; work: the longest time that its\n` +
        `thread worked between two turns, whatever else ran on the machine. peak: what is in use of heap and\n` +
        `external memory at the peak of three other calls, above what was there before; left: what remains in use after\n` +
        `them; both in parts of the size of the reply's XML.\n\n` +
        `${''.padEnd(38)}${['hold-up ms', 'worst', 'work ms', 'worst', 'call ms', 'peak', 'left', 'RSS MB'].map((title) => title.padStart(11)).join('')}\n`,
    );
    for (const scenario of scenarios) {
      serving = scenario;
      process.stdout.write(await row(scenario, child, url));
    }
  } finally {
    child.kill();
    partner.close();
    partner.closeAllConnections();
  }
}

async function row(
  { name, ask, reply, plainBytes = reply.length }: Scenario,
  child: ChildProcess,
  url: string,
): Promise<string> {
  const all: (Measured & { ms: number })[] = [];
  const memory: Measured[] = [];
  for (let call = -5; call < Number(values.calls) + 3; call++) {
    const timing = call < Number(values.calls);
    await asked(child, timing ? 'time' : 'memory');
    const start = performance.now();
    const response = await ask(url);
    const body = await response.arrayBuffer();
    const ms = performance.now() - start;
    if (response.status !== 200 || body.byteLength < 1e6)
      throw new Error(`${name}: ${response.status} ${Buffer.from(body).toString().slice(0, 300)}`);
    const measured = (await asked(child, 'end')) as Measured;
    if (!timing) memory.push(measured);
    else if (call >= 0) all.push({ ...measured, ms });
  }
  const of = (pick: (one: (typeof all)[number]) => number): number => median(all.map(pick));
  const cells = [
    of(({ maxMs }) => maxMs).toFixed(1),
    Math.max(...all.map(({ maxMs }) => maxMs)).toFixed(1),
    of(({ workMs }) => workMs).toFixed(1),
    Math.max(...all.map(({ workMs }) => workMs)).toFixed(1),
    of(({ ms }) => ms).toFixed(0),
    (Math.max(...memory.map(({ peakBytes }) => peakBytes)) / plainBytes).toFixed(1),
    (Math.max(...memory.map(({ leftBytes }) => leftBytes)) / plainBytes).toFixed(2),
    (Math.max(...all.map(({ rssBytes }) => rssBytes)) / 1e6).toFixed(0),
  ];
  return `${name.padEnd(38)}${cells.map((cell) => cell.padStart(11)).join('')}\n`;
}

if (values.help) process.stdout.write('Usage: node bench/hold-up.ts [--calls 15] [--orders 20000]\n');
else await measure();
