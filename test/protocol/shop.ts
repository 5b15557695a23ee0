import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Adapter } from '../../src/adapter/adapter.ts';
import { none } from '../../src/adapter/adapter.ts';
import type { Auth } from '../../src/adapter/auth.ts';
import { noAuth } from '../../src/adapter/auth.ts';
import type { FaultMapping } from '../../src/adapter/fault.ts';
import { soap, xml } from '../../src/adapter/operation.ts';
import type { Answer, Attempt, BoundAdapter } from '../../src/protocol/bound.ts';
import { bindAdapter } from '../../src/protocol/bind.ts';

export const contracts = join(import.meta.dirname, 'contracts');

const Env = z.object({ url: z.string() });
type Env = z.infer<typeof Env>;

export interface ShopOptions {
  readonly url: string;
  readonly auth?: Auth | readonly Auth[];
  readonly faults?: Readonly<Record<string, FaultMapping>>;
}

interface Followed {
  readonly Status: string;
  readonly Count?: number;
}

function follow(port: string) {
  return soap({
    route: 'POST /follow',
    idempotent: true,
    title: 'Follow an order',
    operation: { wsdl: 'shop.wsdl', service: 'ShopService', port, operation: 'Follow' },
    input: z.object({ reference: z.string(), quantity: z.number().optional() }),
    encode: ({ reference, quantity }) => ({
      Reference: reference,
      ...(quantity === undefined ? {} : { Quantity: quantity }),
    }),
    decode: (reply) => ({ status: (reply as Followed).Status, count: (reply as Followed).Count }),
    output: z.object({ status: z.string(), count: z.number().optional() }),
    example: { input: { reference: 'A-1' }, output: { status: 'MADE' } },
  });
}

/** The shop by SOAP 1.1 (`follow`, `notify`) and SOAP 1.2 with a context header and WS-Addressing (`follow12`). */
export function shopAdapter({ auth = noAuth, faults = {} }: ShopOptions): Adapter {
  return {
    name: 'shop',
    title: 'Shop',
    env: Env,
    endpoint: (env) => ({ url: (env as Env).url, auth }),
    headers: (_env, { client }) => ({ Context: { Emitter: client ?? 'probe' } }),
    faults,
    operations: {
      follow: follow('Port11'),
      follow12: { ...follow('Port12'), route: 'POST /follow12' },
      notify: soap({
        route: 'POST /notify',
        idempotent: false,
        title: 'Notify',
        operation: { wsdl: 'shop.wsdl', service: 'ShopService', port: 'Port11', operation: 'Notify' },
        input: z.object({ text: z.string() }),
        encode: ({ text }) => ({ Text: text }),
        decode: () => null,
        output: z.null(),
        example: { input: { text: 'x' }, output: null },
      }),
    },
    health: { every: '1m', slowAfter: '1s', probe: none('a test') },
  };
}

/** The shop by XML over HTTP: `order` sends a document, `state` asks by path. */
export function ordersAdapter({ auth = noAuth, faults = {} }: ShopOptions): Adapter {
  const fault = {
    element: { xsd: 'orders.xsd', element: '{urn:example:orders}Error' },
    code: (failure: unknown) => (failure as { Code: string }).Code,
    message: (failure: unknown) => (failure as { Text: string }).Text,
  };
  const reply = { xsd: 'orders.xsd', element: '{urn:example:orders}State' };
  const decode = (state: unknown) => ({ status: (state as { Status: string }).Status });
  const output = z.object({ status: z.string() });
  return {
    name: 'orders',
    title: 'Orders',
    env: Env,
    endpoint: (env) => ({ url: (env as Env).url, auth }),
    headers: undefined,
    faults,
    operations: {
      order: xml({
        route: 'POST /orders',
        idempotent: false,
        title: 'Order',
        send: 'PUT /orders/:reference',
        message: { xsd: 'orders.xsd', element: '{urn:example:orders}Order' },
        input: z.object({ reference: z.string(), comment: z.string().optional() }),
        encode: ({ reference, comment }) => ({ Reference: reference, Comment: comment }),
        reply,
        decode,
        output,
        fault,
        statuses: { 404: 'not_found', 409: { kind: 'failing', delivery: 'refused' } },
        example: { input: { reference: 'A-1' }, output: { status: 'made' } },
      }),
      state: xml({
        route: 'GET /orders/:reference',
        title: 'State',
        send: 'GET /orders/:reference',
        input: z.object({ reference: z.string() }),
        reply,
        decode,
        output,
        fault,
        example: { input: { reference: 'A-1' }, output: { status: 'made' } },
      }),
    },
    health: { every: '1m', slowAfter: '1s', probe: none('a test') },
  };
}

export function bound(adapter: (options: ShopOptions) => Adapter, options: ShopOptions): BoundAdapter {
  return bindAdapter(adapter(options), { url: options.url }, { wsdlRoot: contracts });
}

export function attemptOf(overrides: Partial<Attempt> = {}): Attempt {
  return {
    callId: 'call-1',
    attemptId: randomUUID(),
    client: 'crm',
    now: new Date('2026-03-01T10:00:00Z'),
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    traceparent: undefined,
    ...overrides,
  };
}

/** One checked attempt of one operation. */
export async function attempt(
  adapter: BoundAdapter,
  name: string,
  json: unknown,
  overrides: Partial<Attempt> = {},
): Promise<Answer> {
  const operation = adapter.operations.get(name);
  if (!operation) throw new Error(`no operation ${name}`);
  return operation.attempt(operation.checkInput(json), attemptOf(overrides));
}

const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const soap12 = 'http://www.w3.org/2003/05/soap-envelope';

/** A SOAP 1.1 envelope around a body. */
export function envelope11(body: string, header = ''): string {
  return `<s:Envelope xmlns:s="${soap11}">${header}<s:Body>${body}</s:Body></s:Envelope>`;
}

/** A SOAP 1.2 envelope around a body. */
export function envelope12(body: string, header = ''): string {
  return `<e:Envelope xmlns:e="${soap12}">${header}<e:Body>${body}</e:Body></e:Envelope>`;
}

export const followed =
  '<FollowResponse xmlns="urn:example:shop"><Status>MADE</Status><Count>3</Count></FollowResponse>';
