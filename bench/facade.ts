/**
 * The call path side by side: JSON in, SOAP out, XML read, JSON out, against what a user would write instead.
 * Each facade is its own process, the partner another; they take turns, so that the machine's moods hit all alike.
 *
 *   node bench/facade.ts [--seconds 3] [--rounds 3]
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { load } from './load.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean' },
  },
});
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const children: ChildProcess[] = [];

function start(args: readonly string[], env: Record<string, string>): Promise<Record<string, number>> {
  const child = spawn(process.execPath, args, { env: { PATH: '', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      if (text.includes('"ready":true')) return;
      text += chunk.toString();
      const line = text.split('\n').find((candidate) => candidate.includes('"ready":true'));
      if (line !== undefined) resolve(JSON.parse(line) as Record<string, number>);
    });
  });
}

/** `passerelle serve --wsdl` as anyone runs it: validation, health, metrics and logs on. */
function serve(endpoint: string): Promise<number> {
  const args = [
    'serve',
    '--wsdl',
    here('orders.wsdl'),
    '--name',
    'orders',
    '--idempotent',
    'all',
    '--port',
    '0',
    '--endpoint',
    endpoint,
  ];
  const child = spawn(process.execPath, [here('../src/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  child.stdout.resume();
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`passerelle ended with ${code}: ${text}`)));
    child.stderr.on('data', (chunk: Buffer) => {
      if (text.length > 10_000) return;
      text += chunk.toString();
      const port = /http:\/\/127\.0\.0\.1:(\d+)\/orders/.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

async function measure(): Promise<void> {
  const partner = await start([here('partner.ts')], {});
  const env = { PARTNER_URL: `http://127.0.0.1:${partner['port']}/` };
  const facades = [
    { name: 'passerelle, as shipped', port: await serve(`http://127.0.0.1:${partner['port']}/`) },
    { name: '(a) express + soap', ...(await start([here('rivals/express-soap.ts')], env)) },
    {
      name: '(b) express + undici + fast-xml-parser',
      ...(await start([here('rivals/express-fast-xml-parser.ts')], env)),
    },
    { name: '(c) byte pass-through', ...(await start([here('rivals/pass-through.ts')], env)) },
  ] as { name: string; port: number }[];
  process.stdout.write(
    `Replies of ${partner['small']} and ${partner['large']} bytes; medians of ${values.rounds} rounds of ${values.seconds} s, requests per second.\n\n`,
  );
  for (const [count, size] of [
    [8, '2 KB'],
    [390, '100 KB'],
  ] as const) {
    for (const connections of [1, 32]) {
      await compare(
        facades,
        `${size}, ${connections} connection${connections === 1 ? '' : 's'}`,
        JSON.stringify({ Count: count }),
        connections,
      );
    }
  }
}

async function compare(
  facades: readonly { name: string; port: number }[],
  title: string,
  body: string,
  connections: number,
): Promise<void> {
  const rates = facades.map((): number[] => []);
  const path = '/orders/ListOrders';
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const [index, { name, port }] of facades.entries()) {
      const { requestsPerSecond, wrong } = await load(port, path, body, connections, Number(values.seconds) * 1000);
      if (wrong > 0) throw new Error(`${name}: ${wrong} wrong answers`);
      if (round > 0) rates[index]?.push(requestsPerSecond);
    }
  }
  process.stdout.write(`${title}\n`);
  const base = median(rates[1] ?? []);
  for (const [index, { name }] of facades.entries()) {
    const rate = median(rates[index] ?? []);
    process.stdout.write(
      `  ${name.padEnd(42)}${Math.round(rate).toString().padStart(7)}   ${(rate / base).toFixed(1)} × (a)\n`,
    );
  }
}

if (values.help) process.stdout.write('Usage: node bench/facade.ts [--seconds 3] [--rounds 3]\n');
else {
  try {
    await measure();
  } finally {
    for (const child of children) child.kill();
  }
}
