import type { Endpoint } from '../../adapter/auth.ts';
import { authsOf } from '../../adapter/auth.ts';
import { BreakageError } from '../../adapter/breakage.ts';
import type { Contract, EncodeProblem, OperationModel } from '../../codec/index.ts';
import { addressingBlocks } from './addressing.ts';
import type { Packaging } from '../attachments/outgoing-attachments.ts';
import { acceptingParts, packagedMessage, packagingOf } from '../attachments/packaged-message.ts';
import type { Binding, Party, Reading } from '../binding.ts';
import type { Attempt } from '../bound.ts';
import { soapHeaders, soapPrefix, writeEnvelope } from './envelope.ts';
import { soapFaultBreakage } from './fault-breakage.ts';
import { authHeaders } from '../http/http-auth.ts';
import type { HttpReply, HttpRequest } from '../http/http-message.ts';
import { isJsonObject } from '../json-object.ts';
import { refusedMessage } from '../refused-message.ts';
import type { DeclaredSecurity } from '../security/declared.ts';
import { securityOf } from '../security/declared.ts';
import { seenRepliesOf } from '../security/freshness.ts';
import { expectOpenable, openReply, opensReplies } from '../security/open-reply.ts';
import { secureEnvelope } from '../security/secure-envelope.ts';
import { Unbelieved } from '../security/unbelieved.ts';
import { unsignedFault, unsignedStatus } from '../security/unsigned-breakage.ts';
import { SoapFaultReader } from './soap-fault.ts';
import type { EncodedMessage } from './soap-message.ts';
import { SoapMessageWriter } from './soap-message.ts';
import { fault, SoapReplyReader } from './soap-reply.ts';
import { isSuccess, statusBreakage } from '../status-breakage.ts';
import { isLong, takeBody, takeLongBody, textOfReply, tryBody } from '../take-reply.ts';
import { targetOf } from '../http/target.ts';
import { childSpan } from '../http/trace-context.ts';

/** How the text of a reply becomes what may be read. */
interface Opening {
  /** Nothing unsigned is believed. */
  readonly signed: boolean;
  /** Throws {@link Unbelieved} where nothing may be read. */
  readonly open: (received: string) => string;
  /** What was opened already. */
  readonly opened?: string;
}

/** What stands beside an envelope may be taken so often only: nothing that refers to it is read twice. */
function inSteps(reply: HttpReply): boolean {
  return isLong(reply) && reply.attachments === undefined && isSuccess(reply.status);
}

/** The reply as if this text had come. */
function withText(reply: HttpReply, text: string): HttpReply {
  const bytes = Buffer.from(text);
  return { ...reply, chunks: [bytes], bytes: bytes.byteLength, contentType: 'text/xml; charset=utf-8' };
}

const asReceived: Opening = { signed: false, open: (received) => received };

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
  /** Of the message before: which way the next is most likely to travel, before its endpoint is known. */
  #packaging: Packaging;

  constructor(party: Party, contract: Contract, model: OperationModel) {
    this.address = model.address;
    this.#party = party;
    this.#model = model;
    this.#writer = new SoapMessageWriter(contract, model, party.operation.bare);
    this.#replies = new SoapReplyReader(contract, model, party.limits, party.operation.bare);
    this.#faults = new SoapFaultReader(contract, model, party.limits);
    this.#httpHeaders = acceptingParts(soapHeaders(model), model);
    this.#packaging = model.mtom ? 'mtom' : 'inline';
  }

  check(input: unknown): void {
    if (this.#party.operation.bare) this.#encodeBare(input, this.#packaging);
  }

  request(input: unknown, attempt: Attempt, endpoint: Endpoint): HttpRequest | Promise<HttpRequest> {
    const target = targetOf(endpoint.url);
    const security = securityOf(endpoint);
    this.#packaging = packagingOf(this.#model, endpoint, security);
    const encoded = this.#party.operation.bare
      ? this.#encodeBare(input, this.#packaging)
      : this.#encode(input, attempt, this.#packaging);
    const { namespaces, headers, body } = encoded;
    const auths = authsOf(endpoint);
    const message = { action: this.#model.action, attemptId: attempt.attemptId, to: target.url };
    const addressing = this.#model.addressing ? addressingBlocks(message, namespaces, soapPrefix) : '';
    const traceparent = childSpan(attempt.traceparent);
    const request = (envelope: string): HttpRequest => {
      const packaged = packagedMessage(this.#model, this.#httpHeaders, envelope, encoded);
      return {
        origin: target.origin,
        path: `${target.path}${target.search}` || '/',
        method: 'POST',
        headers: [
          ...packaged.headers,
          ...authHeaders(auths),
          ...(traceparent === undefined ? [] : ['traceparent', traceparent]),
        ],
        body: packaged.body,
      };
    };
    if (security === undefined) return request(writeEnvelope(namespaces, addressing + headers, body));
    expectOpenable(security, attempt.now);
    return secureEnvelope(security, { namespaces, addressing, headers, body }, attempt.now).then(request);
  }

  read(reply: HttpReply, endpoint: Endpoint, { attemptId }: Attempt): Reading | Promise<Reading> {
    const security = securityOf(endpoint);
    if (security === undefined || !opensReplies(security))
      return inSteps(reply) ? this.#takeLong(reply, attemptId) : this.#take(reply, attemptId);
    return this.#takeSecured(reply, attemptId, security);
  }

  /** A reply that is opened before it is read: decrypted, verified. */
  async #takeSecured(reply: HttpReply, attemptId: string, security: DeclaredSecurity): Promise<Reading> {
    const opening = await this.#opening(reply, security);
    const { opened } = opening;
    try {
      return opened !== undefined && inSteps(reply)
        ? await this.#takeLong(withText(reply, opened), attemptId)
        : this.#take(reply, attemptId, opening);
    } catch (error) {
      throw error instanceof Unbelieved ? this.#unbelieved(reply, error) : error;
    }
  }

  #take(reply: HttpReply, attemptId: string, opening = asReceived): Reading {
    if (!isSuccess(reply.status)) throw this.#failure(reply, opening);
    if (this.#model.output === undefined && this.#isAccepted(reply, opening)) return { content: undefined, drift: [] };
    const taken = takeBody(reply, (received, drift) => {
      const text = opening.open(received);
      if (opening.signed && reply.attachments?.unread) throw new Unbelieved('attachments stand beside what is signed');
      const relates = this.#model.addressing ? attemptId : undefined;
      const reading = this.#replies.read(text, relates, reply.attachments, drift);
      return reading === fault ? this.#faults.read(text, reply.attachments) : reading;
    });
    if (taken !== undefined && 'content' in taken) return taken;
    throw taken === undefined ? statusBreakage(reply) : this.#faultBreakage(taken, reply);
  }

  /** A reply that needs no opening any more, in steps. A fault is read once more, at once. */
  async #takeLong(reply: HttpReply, attemptId: string): Promise<Reading> {
    const { addressing, output } = this.#model;
    if (output === undefined && this.#isAccepted(reply, asReceived)) return { content: undefined, drift: [] };
    const taken = await takeLongBody(reply, this.#party.limits, (reader, once, drift) =>
      this.#replies.steps(reader, addressing ? attemptId : undefined, once, drift),
    );
    if (taken !== fault) return taken;
    const found = takeBody(reply, (text) => this.#faults.read(text));
    throw found === undefined ? statusBreakage(reply) : this.#faultBreakage(found, reply);
  }

  /** Of a one-way message (SOAP 1.1 §6.2): with an empty body, or by the status itself, whatever a 202 says besides but a fault. */
  #isAccepted(reply: HttpReply, { open }: Opening): boolean {
    if (reply.lost) return false;
    if (reply.bytes === 0 || reply.status === 204) return true;
    return reply.status === 202 && !tryBody(reply, (text) => this.#faults.read(open(text)));
  }

  #failure(reply: HttpReply, { open, signed }: Opening): BreakageError {
    const attachments = signed ? undefined : reply.attachments;
    const found = tryBody(reply, (text) => this.#faults.read(open(text), attachments));
    if (found !== undefined) return this.#faultBreakage(found, reply);
    return signed ? unsignedStatus(statusBreakage(reply)) : statusBreakage(reply);
  }

  /** Opens a reply once, ahead of its reading. What goes wrong is thrown where the text is asked for, to get its kind there. */
  async #opening(reply: HttpReply, security: DeclaredSecurity): Promise<Opening> {
    const { adapter, limits } = this.#party;
    const signed = security.signedReply !== undefined;
    if (reply.lost || reply.bytes === 0) return { ...asReceived, signed };
    try {
      const judgement = { now: new Date(), limits, seen: seenRepliesOf(adapter) };
      const opened = await openReply(textOfReply(reply), security, judgement);
      return { signed, open: () => opened, opened };
    } catch (cause) {
      const thrown = (): never => {
        throw cause;
      };
      return { signed, open: thrown };
    }
  }

  /** What is left of a reply that cannot be believed: whose trouble it may be. */
  #unbelieved(reply: HttpReply, { message }: Unbelieved): BreakageError {
    const found = tryBody(reply, (text) => this.#faults.read(text));
    if (found !== undefined) return unsignedFault(this.#faultBreakage(found, reply));
    if (!isSuccess(reply.status)) return unsignedStatus(statusBreakage(reply));
    return new BreakageError('malformed', `The partner’s reply cannot be believed: ${message}`, {
      partnerStatus: reply.status,
    });
  }

  #faultBreakage(found: NonNullable<ReturnType<SoapFaultReader['read']>>, reply: HttpReply): BreakageError {
    const { adapter, operation } = this.#party;
    return soapFaultBreakage(found, reply, adapter.faults, !operation.bare);
  }

  #encode(input: unknown, attempt: Attempt, packaging: Packaging): EncodedMessage {
    const { adapter, env, operation } = this.#party;
    const { callId, client, now } = attempt;
    const headers = adapter.headers?.(env, { input, client, callId, now });
    const problems: EncodeProblem[] = [];
    const encoded = this.#writer.write(operation.encode?.(input, { callId, now }) ?? {}, headers, problems, packaging);
    if (problems.length > 0) throw refusedMessage(problems);
    return encoded;
  }

  #encodeBare(input: unknown, packaging: Packaging): EncodedMessage {
    const known = isJsonObject(input) ? this.#encoded.get(input) : undefined;
    if (known?.packaging === packaging) return known;
    const problems: EncodeProblem[] = [];
    const { $headers, ...content } = isJsonObject(input) ? input : {};
    const encoded = this.#writer.write(isJsonObject(input) ? content : input, $headers, problems, packaging);
    if (problems.length > 0) {
      throw new BreakageError('invalid', 'The request does not fit the operation’s message', { errors: problems });
    }
    if (isJsonObject(input)) this.#encoded.set(input, encoded);
    return encoded;
  }
}
