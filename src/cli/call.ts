import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { callerKey } from '../config.ts';
import { CommandError, print, runCommand, UsageError } from './arguments.ts';
import { callRequest } from './call-request.ts';

export const help = `
passerelle call NAME OPERATION JSON [--gateway URL] [--key KEY] [--wait SECONDS]

Calls one operation of a running gateway, as its /openapi.json says. The answer is printed as JSON, its status beside it
on stderr. Exit code 0 for a 2xx, 1 otherwise.

  NAME       the adapter
  OPERATION  as in the operationId NAME.OPERATION
  JSON       the input; - reads it from standard input
  --gateway  where the gateway listens; http://127.0.0.1:8080
  --key      the API key; PASSERELLE_KEY where it is absent, which no process list shows
  --wait     follows the job of a 202 until it is settled, this long at most

An operation that is not idempotent gets an Idempotency-Key of its own: a second call is a new call.
`;

const options = {
  gateway: { type: 'string', default: 'http://127.0.0.1:8080' },
  key: { type: 'string' },
  wait: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Calls an operation of a running gateway. Gives the exit code. */
export async function run(args: string[]): Promise<number> {
  return runCommand(
    {
      name: 'call',
      help,
      options,
      work: async ({ gateway, key, wait }, positionals) => {
        const [adapter, operation, json, ...more] = positionals;
        if (adapter === undefined || operation === undefined || json === undefined)
          throw new UsageError('NAME, OPERATION and JSON are needed');
        if (more.length > 0) throw new UsageError('there is more than NAME, OPERATION and JSON; quote the JSON');
        const waitMs = secondsOf(wait) * 1000;
        const input = inputOf(json === '-' ? await text(process.stdin) : json);
        const client = new GatewayClient(originOf(gateway), key ?? callerKey());
        const request = callRequest(await client.document(), adapter, operation, input);
        const answer = await client.send(request.method, request.path, request.body, request.needsKey);
        const final = answer.status === 202 && waitMs > 0 ? await client.follow(answer, Date.now() + waitMs) : answer;
        process.stderr.write(`${final.status} ${STATUS_CODES[final.status] ?? ''}\n`);
        if (final.text !== '') await print(`${pretty(final.text)}\n`);
        return final.failed ? 1 : 0;
      },
    },
    args,
  );
}

interface GatewayAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
  readonly failed: boolean;
}

const settled = new Set(['succeeded', 'failed', 'in_doubt', 'expired', 'cancelled']);

class GatewayClient {
  readonly #origin: URL;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(origin: URL, key: string | undefined) {
    this.#origin = origin;
    this.#headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  }

  async document(): Promise<unknown> {
    const answer = await this.send('GET', '/openapi.json', undefined, false);
    if (answer.status === 401 || answer.status === 403)
      throw new CommandError('the gateway asks for an API key it knows: set PASSERELLE_KEY, or give one with --key');
    if (answer.failed)
      throw new CommandError(`${this.#origin.origin} answered ${answer.status} for /openapi.json: is it the gateway?`);
    try {
      return JSON.parse(answer.text);
    } catch (cause) {
      throw new CommandError(`${this.#origin.origin}/openapi.json is not JSON: is it the gateway?`, { cause });
    }
  }

  async send(method: string, path: string, body: unknown, needsKey: boolean): Promise<GatewayAnswer> {
    const headers = {
      ...this.#headers,
      accept: 'application/json, application/problem+json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(needsKey ? { 'idempotency-key': randomUUID() } : {}),
    };
    try {
      const response = await fetch(new URL(path, this.#origin), {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
      });
      const { status, ok } = response;
      return {
        status,
        location: response.headers.get('location') ?? undefined,
        text: await response.text(),
        failed: !ok,
      };
    } catch (cause) {
      const code = (cause as { cause?: { code?: string } }).cause?.code ?? 'no answer';
      throw new CommandError(
        `no gateway answers at ${this.#origin.origin} (${code}): start one with npm start, or name it with --gateway`,
        { cause },
      );
    }
  }

  /** Asks for the job until it is settled, or the time is over. */
  async follow(accepted: GatewayAnswer, until: number): Promise<GatewayAnswer> {
    if (accepted.location === undefined) return accepted;
    const path = new URL(accepted.location, this.#origin).pathname;
    for (;;) {
      const job = await this.send('GET', path, undefined, false);
      const state = stateOf(job.text);
      if (job.failed || settled.has(state)) return { ...job, failed: job.failed || state !== 'succeeded' };
      if (Date.now() >= until)
        throw new CommandError(`the job is still ${state} after the wait: see ${new URL(path, this.#origin).href}`);
      await pause(Math.min(500, Math.max(until - Date.now(), 1)));
    }
  }
}

function secondsOf(wait: string | undefined): number {
  if (wait === undefined) return 0;
  if (!/^\d+(?:\.\d+)?$/.test(wait)) throw new UsageError('--wait takes a number of seconds');
  return Number(wait);
}

function inputOf(json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new UsageError('the input is not JSON; quote it for the shell: \'{"reference":"A1"}\'');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError('the input must be a JSON object');
  return value as Readonly<Record<string, unknown>>;
}

function originOf(gateway: string): URL {
  const url = URL.canParse(gateway) ? new URL(gateway) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError('--gateway takes a URL, as http://127.0.0.1:8080');
  return url;
}

function stateOf(json: string): string {
  try {
    return String((JSON.parse(json) as { state?: unknown }).state);
  } catch {
    return 'unknown';
  }
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
}
