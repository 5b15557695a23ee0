import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { BreakageError } from '../../src/adapter/breakage.ts';
import type { Operation, Route } from '../../src/adapter/operation.ts';
import type { AdapterHealth, GatewayHealth, Health, Status } from '../../src/health/status.ts';
import { createAccess } from '../../src/http/access.ts';
import type { FacadeOptions } from '../../src/http/facade.ts';
import { createFacade } from '../../src/http/facade.ts';
import { createHttpServer } from '../../src/http/server.ts';
import type { BoundAdapter, BoundOperation, JsonSchema } from '../../src/protocol/bound.ts';
import type { Dispatched, DispatchRequest, Dispatcher, JobView } from '../../src/queue/dispatch.ts';

interface FakeOperation {
  readonly route: Route;
  readonly input: z.ZodType;
  readonly output?: z.ZodType;
  readonly idempotent?: boolean;
  readonly example: { readonly input: unknown; readonly output: unknown };
}

export const Order = z.object({ reference: z.string(), status: z.enum(['placed', 'shipped']) });
const NewOrder = z.object({
  reference: z.string().min(3),
  lenses: z.array(z.object({ side: z.enum(['left', 'right']) })),
});
const Search = z.object({
  shop: z.string(),
  page: z.int().min(1).optional(),
  urgent: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
  sizes: z.array(z.int()).optional(),
  limit: z.union([z.int(), z.null()]).optional(),
});
const order = { reference: 'A-1', status: 'placed' };

const operations: Readonly<Record<string, FakeOperation>> = {
  order: {
    route: 'GET /orders/:reference',
    input: z.object({ reference: z.string() }),
    output: Order,
    example: { input: { reference: 'A-1' }, output: order },
  },
  search: {
    route: 'GET /shops/:shop/orders',
    input: Search,
    output: z.array(Order),
    example: { input: { shop: '12', page: 2, tags: ['a'] }, output: [order] },
  },
  placeOrder: {
    route: 'POST /orders',
    input: NewOrder,
    output: Order,
    idempotent: false,
    example: { input: { reference: 'A-1', lenses: [{ side: 'left' }] }, output: order },
  },
  changeOrder: {
    route: 'PUT /orders/:reference',
    input: NewOrder,
    output: Order,
    idempotent: true,
    example: { input: { reference: 'A-1', lenses: [] }, output: order },
  },
  cancelOrder: {
    route: 'DELETE /orders/:reference',
    input: z.object({ reference: z.string(), reason: z.string().optional() }),
    idempotent: true,
    example: { input: { reference: 'A-1', reason: 'broken' }, output: undefined },
  },
  remind: {
    route: 'POST /orders/:reference/reminder',
    input: z.object({ reference: z.string() }),
    idempotent: true,
    example: { input: { reference: 'A-1' }, output: undefined },
  },
  tree: {
    route: 'POST /tree',
    input: z.object({
      get root() {
        return Tree;
      },
    }),
    output: z.record(z.string(), z.unknown()),
    idempotent: true,
    example: { input: { root: { name: 'a', children: [] } }, output: {} },
  },
};

const Tree = z.object({
  name: z.string(),
  get children() {
    return z.array(Tree);
  },
});

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { io }) as JsonSchema;
}

/** A bound operation whose partner is never called. */
function fakeBound(adapter: BoundOperation['adapter'], name: string, fake: FakeOperation): BoundOperation {
  const operation = {
    wire: { kind: 'soap', token: { wsdl: '', service: '', port: '', operation: name } },
    title: `Does ${name}`,
    retry: { kind: 'never' },
    deadline: '30s',
    attemptTimeout: '10s',
    bare: false,
    ...fake,
    idempotent: fake.idempotent ?? true,
  } as unknown as Operation;
  const inputSchema = schemaOf(fake.input, 'input');
  const outputSchema = fake.output ? schemaOf(fake.output, 'output') : {};
  return {
    adapter,
    name,
    operation,
    inputSchema,
    outputSchema,
    schemas: { input: inputSchema, output: outputSchema, faultDetail: undefined, definitions: {} },
    checkInput(json) {
      const checked = fake.input.safeParse(json);
      if (checked.success) return checked.data;
      throw new BreakageError('invalid', 'The input does not fit the operation.', {
        errors: checked.error.issues.map(({ path, message }) => ({
          pointer: path.map((key) => `/${String(key)}`).join(''),
          message,
        })),
      });
    },
    address: () => 'http://127.0.0.1',
    attempt: () => Promise.reject(new Error('the fake dispatcher makes no attempts')),
  };
}

/** An adapter with an operation of every shape. */
export function fakeAdapter(name = 'optique', more: Readonly<Record<string, FakeOperation>> = {}): BoundAdapter {
  const adapter = { name, title: 'Réseau optique' } as BoundOperation['adapter'];
  const bound = Object.entries({ ...operations, ...more }).map(
    ([key, fake]) => [key, fakeBound(adapter, key, fake)] as const,
  );
  return { adapter, operations: new Map(bound), connect: () => Promise.resolve(), close: () => Promise.resolve() };
}

export function fakeJob(facts: Partial<JobView> = {}): JobView {
  return {
    id: 'job-1',
    adapter: 'optique',
    operation: 'placeOrder',
    client: 'local',
    state: 'queued',
    createdAt: '2026-01-02T03:04:05.000Z',
    updatedAt: '2026-01-02T03:04:05.000Z',
    attempts: [],
    ...facts,
  };
}

/** A dispatcher that answers what it is told, and remembers what it was asked. */
export class FakeDispatcher implements Dispatcher {
  readonly requests: DispatchRequest[] = [];
  next: Dispatched | ((request: DispatchRequest) => Promise<Dispatched>) = { kind: 'output', output: order };
  jobs: readonly JobView[] = [];

  dispatch(request: DispatchRequest): Promise<Dispatched> {
    this.requests.push(request);
    return typeof this.next === 'function' ? this.next(request) : Promise.resolve(this.next);
  }

  job(id: string, client: string): Promise<JobView | undefined> {
    return Promise.resolve(this.jobs.find((job) => job.id === id && job.client === client));
  }

  depth(): ReturnType<Dispatcher['depth']> {
    return Promise.resolve({ waiting: 0, oldestMs: 0, failed: 0, inDoubt: 0 });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The newest request. */
  get last(): DispatchRequest {
    const last = this.requests.at(-1);
    if (!last) throw new Error('nothing was dispatched');
    return last;
  }
}

/** Health in one colour. */
export function fakeHealth(status: Status = 'green'): Health {
  const since = '2026-01-02T03:04:05.000Z';
  const optique: AdapterHealth = {
    adapter: 'optique',
    title: 'Réseau optique',
    status,
    since,
    backlog: { waiting: 3, oldestMs: 1_500, failed: 0, inDoubt: 1 },
    checks: [{ name: 'availability', status, reason: 'All answered.', since }],
  };
  const all: GatewayHealth = { status, at: since, adapters: [optique], gateway: [] };
  return {
    all: () => Promise.resolve(all),
    adapter: (name) => Promise.resolve(name === 'optique' ? optique : undefined),
    metrics: () =>
      Promise.resolve({ contentType: 'text/plain; version=0.0.4; charset=utf-8', body: 'calls_total 1\n' }),
  };
}

/** What was logged, line by line. */
export type LogLine = Readonly<Record<string, unknown>>;

export interface RunningFacade {
  readonly origin: string;
  readonly port: number;
  readonly dispatcher: FakeDispatcher;
  readonly lines: readonly LogLine[];
}

/** A facade on a real socket, closed when the test ends. */
export async function startFacade(options: Partial<FacadeOptions> = {}): Promise<RunningFacade> {
  const dispatcher = new FakeDispatcher();
  const lines: LogLine[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line) as LogLine) });
  const facade = createFacade({
    adapters: [fakeAdapter()],
    dispatcher,
    health: fakeHealth(),
    access: createAccess([]),
    log,
    version: '1.2.3',
    ...options,
  });
  const server = createHttpServer(facade);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, dispatcher, lines };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request as it stands: methods, paths and headers that fetch would mend or refuse. */
export function send(
  facade: RunningFacade,
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { headers = {}, body } = options;
    const req = httpRequest({ host: '127.0.0.1', port: facade.port, method, path, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => {
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks).toString() });
      });
    });
    req.on('error', reject);
    req.end(body);
  });
}

/** The same, with its body read as JSON. */
export async function sendJson(
  ...request: Parameters<typeof send>
): Promise<{ status: number; headers: RawAnswer['headers']; json: Record<string, unknown> }> {
  const { status, headers, body } = await send(...request);
  return { status, headers, json: JSON.parse(body) as Record<string, unknown> };
}

/** A POST of JSON with an Idempotency-Key. */
export function post(
  body: string | Buffer,
  headers: Record<string, string> = {},
): { headers: Record<string, string>; body: string | Buffer } {
  return { headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'k-1', ...headers }, body };
}

export const newOrder = JSON.stringify({ reference: 'A-1', lenses: [{ side: 'left' }] });
