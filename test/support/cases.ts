import { readdirSync, readFileSync } from 'node:fs';
import { HttpRequestInterceptor } from '@mswjs/interceptors/http';
import { http, HttpResponse } from 'msw';
import { defineNetwork, InterceptorSource } from 'msw/experimental';
import * as adapters from '../../adapters/index.ts';
import { BreakageError } from '../../src/adapter/breakage.ts';
import type { XmlTree } from '../../src/codec/index.ts';
import { decodeBytes, expandedName, readTree, XmlReader } from '../../src/codec/index.ts';
import { driftOf } from '../../src/protocol/attempt-breakage.ts';
import { bindAdapter } from '../../src/protocol/bind.ts';
import type { BoundAdapter } from '../../src/protocol/bound.ts';

/** `case.json`: what is asked, and what must come of it. */
export interface CaseFile {
  readonly title: string;
  readonly operation: string;
  readonly input: unknown;
  /** `callId` and `now` of the attempt; the same in every case where absent. */
  readonly callId?: string;
  readonly now?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Method and path of the message. */
  readonly sends: string;
  /** HTTP headers that the message must have; lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the reply. */
  readonly contentType: string;
  /** HTTP headers of the reply besides it. */
  readonly replyHeaders?: Readonly<Record<string, string>>;
  /** One of the two. */
  readonly output?: unknown;
  readonly breakage?: {
    readonly kind: string;
    readonly delivery: string;
    readonly fault?: unknown;
    readonly retryAfterMs?: number;
  };
  /** What the drift check must hear, in this order. */
  readonly drift?: readonly { readonly kind: string; readonly path?: string }[];
}

export interface Case extends CaseFile {
  readonly adapter: string;
  readonly name: string;
  readonly folder: string;
}

/** Every folder under `adapters/<adapter>/cases`. */
export function allCases(): readonly Case[] {
  return Object.keys(adapters).flatMap((adapter) => {
    const root = `adapters/${adapter}/cases`;
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return folders.map(({ name }) => {
      const folder = `${root}/${name}`;
      const file = JSON.parse(readFileSync(`${folder}/case.json`, 'utf8')) as CaseFile;
      return Object.assign(file, { adapter, name, folder });
    });
  });
}

interface Exchange {
  readonly reply: () => Response;
  sends?: string;
  headers?: Record<string, string>;
  body?: string;
}

let exchange: Exchange | undefined;

/** Stands between undici and the network: `msw/node` alone intercepts `http` and `fetch`, not undici's own pools. */
export const partnerNetwork = defineNetwork({
  sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
  handlers: [
    http.all('*', async ({ request }) => {
      if (!exchange) return HttpResponse.error();
      const { pathname, search } = new URL(request.url);
      exchange.sends = `${request.method} ${pathname}${search}`;
      exchange.headers = Object.fromEntries(request.headers);
      exchange.body = await request.text();
      return exchange.reply();
    }),
  ],
  context: { quiet: true },
});

const bound = new Map<string, BoundAdapter>();

function boundAdapter({ adapter: name, env }: Case): BoundAdapter {
  const adapter = Object.entries(adapters).find(([known]) => known === name)?.[1];
  if (!adapter) throw new Error(`adapters/index.ts has no ${name}`);
  const common = JSON.parse(readFileSync(`adapters/${name}/cases.env.json`, 'utf8')) as object;
  const key = JSON.stringify([name, env]);
  const known = bound.get(key) ?? bindAdapter(adapter, adapter.env.parse({ ...common, ...env }), { wsdlRoot: 'wsdl' });
  bound.set(key, known);
  return known;
}

export async function closeAdapters(): Promise<void> {
  await Promise.all([...bound.values()].map((adapter) => adapter.close()));
}

/** What a case came to, in the words of `case.json`. */
export interface Performed {
  readonly sends: string | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly message: unknown;
  readonly came: Pick<CaseFile, 'output' | 'breakage'>;
  readonly drift: CaseFile['drift'];
}

/** Makes the case's call; the partner answers with the bytes of its `reply.…` file. */
export async function perform(of: Case): Promise<Performed> {
  const current: Exchange = { reply: () => replyOf(of) };
  exchange = current;
  const operation = boundAdapter(of).operations.get(of.operation);
  if (!operation) throw new Error(`${of.folder}: the adapter has no operation ${of.operation}`);
  const attempt = {
    callId: of.callId ?? '00000000-0000-4000-8000-00000000ca11',
    attemptId: '00000000-0000-4000-8000-000000000001',
    client: 'cases',
    now: new Date(of.now ?? '2026-03-02T10:15:00Z'),
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    traceparent: undefined,
  };
  const outcome = await operation.attempt(operation.checkInput(of.input), attempt).catch((error: unknown) => error);
  const { sends, headers, body = '' } = current;
  return { sends, headers, message: body === '' ? undefined : canonical(body), ...cameOf(outcome) };
}

function cameOf(outcome: unknown): Pick<Performed, 'came' | 'drift'> {
  if (outcome instanceof BreakageError) {
    const { kind, delivery, fault, retryAfterMs } = outcome;
    // Our own bug: the engineer wants its stack, not its kind.
    if (kind === 'internal' && outcome.cause instanceof Error) throw outcome.cause;
    const facts = { ...(fault ? { fault } : {}), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    return { came: { breakage: { kind, delivery, ...facts } }, drift: driftOf(outcome) };
  }
  if (outcome instanceof Error) throw outcome;
  const { output, drift } = outcome as { output: unknown; drift: NonNullable<CaseFile['drift']> };
  return { came: { output }, drift };
}

function replyOf({ folder, contentType, replyHeaders }: Case): Response {
  const file = readdirSync(folder).find((name) => name.startsWith('reply.'));
  if (file === undefined) throw new Error(`${folder}: no reply.xml, and no reply.<status>.xml`);
  const status = Number(/^reply\.(\d{3})\./.exec(file)?.[1] ?? 200);
  return new HttpResponse(readFileSync(`${folder}/${file}`), {
    status,
    headers: { 'Content-Type': contentType, ...replyHeaders },
  });
}

/** The case's `request.xml`; `undefined` where the message has no body. */
export function expectedMessage({ folder }: Case): unknown {
  if (!readdirSync(folder).includes('request.xml')) return undefined;
  return canonical(decodeBytes(readFileSync(`${folder}/request.xml`)));
}

const random = new Set(['Nonce', 'Password']);

/** XML by expanded names: prefixes, attribute order, white space between elements and what is random in WS-Security do not count. */
function canonical(xml: string): unknown {
  const reader = new XmlReader(xml);
  reader.readRoot();
  return plain(readTree(reader));
}

function plain({ namespace, local, attributes, children }: XmlTree): unknown {
  const mixed = children.some((child) => typeof child !== 'string');
  const kept = children.filter((child) => !mixed || typeof child !== 'string' || child.trim() !== '');
  const text = kept.map((child) => (typeof child === 'string' ? child : plain(child)));
  // SOAP 1.2 part 1 §5.2: the order of header blocks means nothing.
  if (local === 'Header') text.sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
  return {
    name: expandedName(namespace, local),
    attributes: Object.fromEntries(attributes.map((each) => [expandedName(each.namespace, each.local), each.value])),
    children: random.has(local) ? ['random'] : text,
  };
}
