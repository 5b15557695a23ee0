import { z } from 'zod';
import type { Adapter, CallContext } from '../adapter/adapter.ts';
import type { Endpoint } from '../adapter/auth.ts';
import { authsOf } from '../adapter/auth.ts';
import { BreakageError } from '../adapter/breakage.ts';
import type { Operation } from '../adapter/operation.ts';
import type { Binding } from './binding.ts';
import type { Answer, Attempt, BoundOperation, JsonSchema, OperationSchemas } from './bound.ts';
import { checkedBy } from './check-input.ts';
import { addressOf } from './endpoint-address.ts';
import type { HttpRequest } from './http/http-message.ts';
import { longOutputOf, outputOf } from './make-output.ts';
import { isLong } from './take-reply.ts';
import type { Transport } from './http/transport.ts';

type CallFacts = Pick<Attempt, 'client' | 'callId' | 'now'>;

/** A declared operation with its binding, its endpoint and the adapter's transport. */
export class LinkedOperation implements BoundOperation {
  readonly adapter: Adapter;
  readonly name: string;
  readonly operation: Operation;
  readonly #env: unknown;
  readonly #binding: Binding;
  readonly #transport: Transport;
  readonly #describe: () => OperationSchemas;
  #schemas: OperationSchemas | undefined;

  constructor(
    of: { readonly adapter: Adapter; readonly name: string; readonly operation: Operation; readonly env: unknown },
    binding: Binding,
    transport: Transport,
    describe: () => OperationSchemas,
  ) {
    this.adapter = of.adapter;
    this.name = of.name;
    this.operation = of.operation;
    this.#env = of.env;
    this.#binding = binding;
    this.#transport = transport;
    this.#describe = describe;
  }

  get schemas(): OperationSchemas {
    return (this.#schemas ??= this.#describe());
  }

  get inputSchema(): JsonSchema {
    return this.schemas.input;
  }

  get outputSchema(): JsonSchema {
    return this.schemas.output;
  }

  checkInput(json: unknown): unknown {
    const input = this.operation.bare ? json : checkedBy(this.operation.input, json);
    this.#binding.check(input);
    return input;
  }

  address(input: unknown, client: string | undefined): string {
    return addressOf(this.endpoint(input, { client, callId: '', now: new Date() }));
  }

  async attempt(input: unknown, attempt: Attempt): Promise<Answer> {
    const endpoint = this.endpoint(input, attempt);
    let request: HttpRequest;
    try {
      const made = this.#binding.request(input, attempt, endpoint);
      request = made instanceof Promise ? await made : made;
    } catch (cause) {
      throw ourBug('encode', 'none', cause);
    }
    const reply = await this.#transport.exchange(request, attempt, authsOf(endpoint));
    try {
      const read = this.#binding.read(reply, endpoint, attempt);
      // Most replies are read at once, and what is there is not waited for.
      const reading = read instanceof Promise ? await read : read;
      const output = isLong(reply) ? await longOutputOf(this.operation, reading) : outputOf(this.operation, reading);
      return { output, drift: reading.drift, replyBytes: reply.bytes };
    } catch (cause) {
      throw ourBug('reading', 'done', cause);
    }
  }

  #declared(call: CallContext): Endpoint {
    try {
      return this.adapter.endpoint(this.#env, call);
    } catch (cause) {
      throw ourBug('endpoint', 'none', cause);
    }
  }

  /** Throws a BreakageError `internal`. */
  endpoint(input: unknown, { client, callId, now }: CallFacts): Endpoint {
    const endpoint = this.#declared({ input, client, callId, now });
    return endpoint.url === '' ? { ...endpoint, url: this.#binding.address } : endpoint;
  }
}

/** Whatever is thrown that is no breakage is our bug. */
function ourBug(step: string, delivery: 'none' | 'done', cause: unknown): BreakageError {
  if (cause instanceof BreakageError) return cause;
  return new BreakageError('internal', `The adapter’s ${step} failed`, { delivery, cause });
}

/** JSON Schema 2020-12 of a zod schema; `$schema` is the document's to say. */
export function zodSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
