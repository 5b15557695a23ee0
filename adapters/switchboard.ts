import { fstatSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/**
 * What every simulated partner has in common: a process of its own on a loopback port, a record of what it received,
 * and switches that make it misbehave. Nothing of the gateway is used, so that the two cannot share a mistake.
 */

export interface PartnerRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface PartnerReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** How an honest partner says no, in its own format. */
export type Refusal = 'fail' | 'maintenance' | 'busy' | 'credentials';

/** One partner. */
interface Partner {
  /** The environment that makes the adapter call this simulator. */
  env(origin: string): Readonly<Record<string, string>>;
  /** The partner's work; with `refusal` it does nothing and says no. */
  answer(request: PartnerRequest, refusal: Refusal | undefined): Promise<PartnerReply> | PartnerReply;
  /** What names the message at the partner: its dedupe key, or its message id. */
  reference(request: PartnerRequest): string;
  /** The reply under a changed contract: an element renamed. */
  drift(reply: string): string;
  /** The reply with a value that no enumeration lists. */
  newValue(reply: string): string;
  /** Forgets everything. */
  reset(): void;
  /** How its bytes are written; UTF-8 where absent. */
  readonly encoding?: 'latin1';
}

const refusals = ['fail', 'maintenance', 'busy', 'credentials'] as const;

/** The switches, as `POST /_switch` takes them. */
const modes = {
  none: 'answers as it should',
  down: 'closes each connection without an answer',
  refuse: 'stops listening: the connection is refused; come back through the control port',
  slow: 'answers after delayMs',
  hang: 'does the work, sends half of the answer, then nothing',
  truncate: 'does the work, sends half of the answer as if it were whole',
  fail: 'answers HTTP 500 with a fault of its own',
  maintenance: 'says that it is closed and did nothing',
  busy: 'says that it gets too many requests',
  credentials: 'refuses our credentials',
  error: 'a proxy answers HTTP 502 with an HTML page',
  html: 'does the work, and an HTML page comes with HTTP 200',
  empty: 'does the work, and HTTP 200 comes without a body',
  drift: 'answers under a changed contract: an element renamed',
  newvalue: 'answers with a value that its enumeration does not list',
} as const;
type Mode = keyof typeof modes;

interface Switch {
  readonly mode: Mode;
  readonly delayMs: number;
  /** How many messages it holds for; for ever where absent. */
  readonly times?: number;
}

interface Received {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly reference: string;
  readonly mode: Mode;
}

const bodyLimitBytes = 8 * 1024 * 1024;
const keptMessages = 1_000;
const page = Buffer.from(
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Nous revenons bientôt</h1></body></html>',
);
const honest: Switch = { mode: 'none', delayMs: 3_000 };

/** Plays a partner until its parent goes away or asks it to stop. Prints one line of JSON when it listens. */
export async function play(partner: Partner): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const board = new Switchboard(partner);
  const origin = await board.listen(Number(values.port));
  process.on('SIGTERM', () => process.exit(0));
  process.on('SIGINT', () => process.exit(0));
  process.on('disconnect', () => process.exit(0));
  // A parent that dies closes the pipe; a terminal or /dev/null says nothing about a parent.
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on('end', () => process.exit(0)).resume();
  process.stdout.write(`${JSON.stringify({ ready: true, env: partner.env(origin), control: board.control })}\n`);
}

class Switchboard {
  readonly #partner: Partner;
  /** The partner's own port; its `/_…` paths are the control's too, for as long as it listens. */
  readonly #server: Server;
  readonly #control: Server;
  #port = 0;
  #switch = honest;
  #counts = new Map<string, number>();
  #messages: Received[] = [];

  constructor(partner: Partner) {
    this.#partner = partner;
    this.#server = createServer((request, response) => void this.#handle(request, response));
    this.#control = createServer((request, response) => void this.#handle(request, response));
  }

  get control(): string {
    return `http://127.0.0.1:${(this.#control.address() as AddressInfo).port}`;
  }

  async listen(port: number): Promise<string> {
    await listening(this.#control, 0);
    await listening(this.#server, port);
    this.#port = (this.#server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.#port}`;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname } = new URL(request.url ?? '/', 'http://partner');
      if (pathname.startsWith('/_')) await this.#operate(request, response, pathname);
      else await this.#perform(request, response, pathname);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
  }

  async #operate(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const text = await bodyOf(request);
    if (path === '/_received') return json(response, 200, this.#received());
    if (path !== '/_switch') return json(response, 404, { message: 'there are /_switch and /_received' });
    if (request.method === 'DELETE') {
      this.#partner.reset();
      this.#counts = new Map();
      this.#messages = [];
      await this.#turn(honest);
      this.#server.closeIdleConnections();
    } else if (request.method === 'POST') {
      const wanted = switchIn(text);
      if (wanted === undefined)
        return json(response, 400, { message: 'send {"mode": …, "delayMs"?: …, "times"?: …}', modes });
      await this.#turn(wanted);
    }
    json(response, 200, this.#switch);
  }

  async #turn(to: Switch): Promise<void> {
    this.#switch = to;
    if (to.mode === 'refuse' && this.#server.listening) {
      this.#server.close();
      this.#server.closeIdleConnections();
    } else if (to.mode !== 'refuse' && !this.#server.listening) {
      await listening(this.#server, this.#port);
    }
  }

  #received(): unknown {
    return { total: this.#messages.length, byReference: Object.fromEntries(this.#counts), messages: this.#messages };
  }

  /** The switch for one more message. */
  #take(): Switch {
    const now = this.#switch;
    if (now.times !== undefined) this.#switch = now.times > 1 ? { ...now, times: now.times - 1 } : honest;
    return now;
  }

  async #perform(incoming: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const body = await bodyOf(incoming);
    const request: PartnerRequest = { method: incoming.method ?? '', path, headers: incoming.headers, body };
    const { mode, delayMs } = this.#take();
    if (mode === 'down' || mode === 'refuse') return void incoming.socket.destroy();
    this.#record(request, mode);
    if (mode === 'slow') await wait(delayMs);
    if (mode === 'error') return send(response, { status: 502, headers: { 'Content-Type': 'text/html' }, body: page });
    const refusal = refusals.find((name) => name === mode);
    this.#misplay(response, await this.#partner.answer(request, refusal), mode);
  }

  #record(request: PartnerRequest, mode: Mode): void {
    const reference = this.#partner.reference(request);
    this.#counts.set(reference, (this.#counts.get(reference) ?? 0) + 1);
    this.#messages.push({ at: new Date().toISOString(), method: request.method, path: request.path, reference, mode });
    if (this.#messages.length > keptMessages) this.#messages.shift();
  }

  #misplay(response: ServerResponse, reply: PartnerReply, mode: Mode): void {
    const half = reply.body.subarray(0, reply.body.length / 2);
    const rewritten = (rewrite: (text: string) => string): PartnerReply => {
      const encoding = this.#partner.encoding ?? 'utf8';
      return { ...reply, body: Buffer.from(rewrite(reply.body.toString(encoding)), encoding) };
    };
    if (mode === 'hang')
      response.writeHead(reply.status, { ...reply.headers, 'Content-Length': reply.body.length }).write(half);
    else if (mode === 'truncate') send(response, { ...reply, body: half });
    else if (mode === 'html')
      send(response, { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: page });
    else if (mode === 'empty') send(response, { ...reply, body: Buffer.alloc(0) });
    else if (mode === 'drift')
      send(
        response,
        rewritten((text) => this.#partner.drift(text)),
      );
    else if (mode === 'newvalue')
      send(
        response,
        rewritten((text) => this.#partner.newValue(text)),
      );
    else send(response, reply);
  }
}

function switchIn(text: string): Switch | undefined {
  try {
    const { mode, delayMs, times } = JSON.parse(text) as Record<string, unknown>;
    if (typeof mode !== 'string' || !Object.hasOwn(modes, mode)) return undefined;
    return {
      mode: mode as Mode,
      delayMs: typeof delayMs === 'number' ? delayMs : honest.delayMs,
      ...(typeof times === 'number' ? { times } : {}),
    };
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyLimitBytes) throw new Error(`a request above ${bodyLimitBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, headers, body }: PartnerReply): void {
  response.writeHead(status, { ...headers, 'Content-Length': body.length }).end(body);
}

function json(response: ServerResponse, status: number, value: unknown): void {
  send(response, {
    status,
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(`${JSON.stringify(value)}\n`),
  });
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
