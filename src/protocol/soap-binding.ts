import type { Endpoint } from '../adapter/auth.ts';
import { authsOf } from '../adapter/auth.ts';
import { BreakageError } from '../adapter/breakage.ts';
import type { Contract, EncodeProblem, OperationModel } from '../codec/index.ts';
import { addressingBlocks } from './addressing.ts';
import type { Binding, Party, Reading } from './binding.ts';
import type { Attempt } from './bound.ts';
import { soapHeaders, soapPrefix, writeEnvelope } from './envelope.ts';
import { soapFaultBreakage } from './fault-breakage.ts';
import { authHeaders } from './http-auth.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';
import { refusedMessage } from './refused-message.ts';
import { SoapFaultReader } from './soap-fault.ts';
import type { EncodedMessage } from './soap-message.ts';
import { isJsonObject, SoapMessageWriter } from './soap-message.ts';
import { fault, SoapReplyReader } from './soap-reply.ts';
import { isSuccess, statusBreakage } from './status-breakage.ts';
import { takeBody, tryBody } from './take-reply.ts';
import { targetOf } from './target.ts';
import { childSpan } from './trace-context.ts';
import { securityBlock } from './username-token.ts';

/** SOAP 1.1 and 1.2 over HTTP (WSDL 1.1 §3). */
export class SoapBinding implements Binding {
  readonly address: string;
  readonly #party: Party;
  readonly #model: OperationModel;
  readonly #writer: SoapMessageWriter;
  readonly #replies: SoapReplyReader;
  readonly #faults: SoapFaultReader;
  readonly #httpHeaders: readonly string[];
  /** Zero code encodes an input to check it, and need not do so again to send it. */
  readonly #encoded = new WeakMap<object, EncodedMessage>();

  constructor(party: Party, contract: Contract, model: OperationModel) {
    this.address = model.address;
    this.#party = party;
    this.#model = model;
    this.#writer = new SoapMessageWriter(contract, model, party.operation.bare);
    this.#replies = new SoapReplyReader(contract, model, party.limits, party.operation.bare);
    this.#faults = new SoapFaultReader(contract, model, party.limits);
    this.#httpHeaders = soapHeaders(model);
  }

  check(input: unknown): void {
    if (this.#party.operation.bare) this.#encodeBare(input);
  }

  request(input: unknown, attempt: Attempt, endpoint: Endpoint): HttpRequest {
    const target = targetOf(endpoint.url);
    const { namespaces, headers, body } = this.#party.operation.bare
      ? this.#encodeBare(input)
      : this.#encode(input, attempt);
    const auths = authsOf(endpoint);
    const auth = auths.find((each) => each.kind === 'usernameToken');
    const security = auth ? securityBlock(auth, attempt.now, namespaces, soapPrefix) : '';
    const message = { action: this.#model.action, attemptId: attempt.attemptId, to: target.url };
    const addressing = this.#model.addressing ? addressingBlocks(message, namespaces, soapPrefix) : '';
    const traceparent = childSpan(attempt.traceparent);
    return {
      origin: target.origin,
      path: `${target.path}${target.search}` || '/',
      method: 'POST',
      headers: [
        ...this.#httpHeaders,
        ...authHeaders(auths),
        ...(traceparent === undefined ? [] : ['traceparent', traceparent]),
      ],
      body: writeEnvelope(namespaces, addressing + security + headers, body),
    };
  }

  read(reply: HttpReply): Reading {
    if (!isSuccess(reply.status)) throw this.#failure(reply);
    if (this.#model.output === undefined && !reply.lost && reply.body.byteLength === 0)
      return { content: undefined, drift: [] };
    const taken = takeBody(reply, (text) => {
      const reading = this.#replies.read(text);
      return reading === fault ? this.#faults.read(text) : reading;
    });
    if (taken !== undefined && 'content' in taken) return taken;
    throw taken === undefined ? statusBreakage(reply) : this.#faultBreakage(taken, reply);
  }

  #failure(reply: HttpReply): BreakageError {
    const found = tryBody(reply, (text) => this.#faults.read(text));
    return found === undefined ? statusBreakage(reply) : this.#faultBreakage(found, reply);
  }

  #faultBreakage(found: NonNullable<ReturnType<SoapFaultReader['read']>>, reply: HttpReply): BreakageError {
    const { adapter, operation } = this.#party;
    return soapFaultBreakage(found, reply, adapter.faults, !operation.bare);
  }

  #encode(input: unknown, attempt: Attempt): EncodedMessage {
    const { adapter, env, operation } = this.#party;
    const { callId, client, now } = attempt;
    const headers = adapter.headers?.(env, { input, client, callId, now });
    const problems: EncodeProblem[] = [];
    const encoded = this.#writer.write(operation.encode?.(input, { callId, now }) ?? {}, headers, problems);
    if (problems.length > 0) throw refusedMessage(problems);
    return encoded;
  }

  #encodeBare(input: unknown): EncodedMessage {
    const known = isJsonObject(input) ? this.#encoded.get(input) : undefined;
    if (known) return known;
    const problems: EncodeProblem[] = [];
    const { $headers, ...content } = isJsonObject(input) ? input : {};
    const encoded = this.#writer.write(isJsonObject(input) ? content : input, $headers, problems);
    if (problems.length > 0) {
      throw new BreakageError('invalid', 'The request does not fit the operation’s message', { errors: problems });
    }
    if (isJsonObject(input)) this.#encoded.set(input, encoded);
    return encoded;
  }
}
