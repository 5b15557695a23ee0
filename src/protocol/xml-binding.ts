import type { Auth, Endpoint } from '../adapter/auth.ts';
import { authsOf } from '../adapter/auth.ts';
import { BreakageError } from '../adapter/breakage.ts';
import type { Wire } from '../adapter/operation.ts';
import type { ElementToken } from '../adapter/token.ts';
import type { Contract, Drift, ElementRef, EncodeProblem } from '../codec/index.ts';
import { decodeRoot, encodeRoot, Namespaces, XmlReader } from '../codec/index.ts';
import { rootInSteps } from '../codec/decode/element.ts';
import type { Steps } from '../codec/xml/steps.ts';
import { attempt as reading, finishInSteps } from '../codec/xml/steps.ts';
import { AttemptBreakage } from './attempt-breakage.ts';
import type { Binding, Party, Reading } from './binding.ts';
import type { Attempt } from './bound.ts';
import { faultOf, mappedCode, plainCode, unmappedFault } from './soap/fault-breakage.ts';
import { authHeaders } from './http/http-auth.ts';
import type { HttpReply, HttpRequest } from './http/http-message.ts';
import { acceptEncoding } from './http/inflate.ts';
import { PathTemplate } from './path-template.ts';
import { refusedMessage } from './refused-message.ts';
import type { Meaning } from './status-breakage.ts';
import { factsOf, isSuccess, kindOfMapping, kindOfStatus, statusBreakage } from './status-breakage.ts';
import { contractError, isLong, refusePage, takeBody, takeLongBody, tryBody } from './take-reply.ts';
import { targetOf } from './http/target.ts';
import { childSpan } from './http/trace-context.ts';

/** What SOAP carries, and HTTP cannot. */
const envelopeKinds: ReadonlySet<Auth['kind']> = new Set<Auth['kind']>([
  'usernameToken',
  'timestamp',
  'signature',
  'signedReply',
  'encryption',
  'samlAssertion',
]);

type XmlWire = Extract<Wire, { kind: 'xml' }>;

/** A global element of a schema, joined to its contract. */
export interface LinkedRoot {
  readonly contract: Contract;
  readonly ref: ElementRef;
  readonly name: string;
}

interface Failure {
  readonly element: string;
  readonly code: string;
  readonly message: string | undefined;
  readonly detail: unknown;
  readonly drift: readonly Drift[];
}

/** Plain XML over HTTP, for partners without SOAP: method, path and global elements of an XSD. */
export class XmlBinding implements Binding {
  readonly address = '';
  readonly #party: Party;
  readonly #wire: XmlWire;
  readonly #method: HttpRequest['method'];
  readonly #path: PathTemplate;
  readonly #message: LinkedRoot | undefined;
  readonly #reply: LinkedRoot;
  readonly #fault: LinkedRoot | undefined;
  readonly #httpHeaders: readonly string[];

  /** `root` finds a token's element; it throws where the schema has none. */
  constructor(party: Party, wire: XmlWire, root: (token: ElementToken) => LinkedRoot) {
    const [method = '', path = ''] = wire.send.split(' ');
    this.#party = party;
    this.#wire = wire;
    this.#method = method as HttpRequest['method'];
    this.#path = new PathTemplate(path);
    this.#message = wire.message && root(wire.message);
    this.#reply = root(wire.reply);
    this.#fault = wire.fault && root(wire.fault.element);
    const common = [
      'accept',
      'application/xml, text/xml',
      'accept-encoding',
      acceptEncoding,
      'user-agent',
      'passerelle',
    ];
    this.#httpHeaders = this.#message ? ['content-type', 'application/xml; charset=utf-8', ...common] : common;
  }

  check(input: unknown): void {
    this.#path.expand(input);
  }

  request(input: unknown, attempt: Attempt, endpoint: Endpoint): HttpRequest {
    const auths = authsOf(endpoint);
    const inEnvelope = auths.find(({ kind }) => envelopeKinds.has(kind));
    if (inEnvelope) {
      throw new BreakageError(
        'internal',
        `WS-Security (${inEnvelope.kind}) stands in a SOAP envelope, and this partner has none; declare what HTTP or TLS carries`,
        { delivery: 'none' },
      );
    }
    const target = targetOf(endpoint.url);
    const path = target.path + this.#path.expand(input);
    const traceparent = childSpan(attempt.traceparent);
    return {
      origin: target.origin,
      path: target.search === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${target.search.slice(1)}`,
      method: this.#method,
      headers: [
        ...this.#httpHeaders,
        ...authHeaders(auths),
        ...(traceparent === undefined ? [] : ['traceparent', traceparent]),
      ],
      body: this.#message && this.#encode(this.#message, input, attempt),
    };
  }

  read(reply: HttpReply): Reading | Promise<Reading> {
    if (!isSuccess(reply.status)) throw this.#failure(reply);
    if (isLong(reply)) return this.#takeLong(reply);
    return this.#whole(
      takeBody(reply, (text, drift) => this.#readReply(text, drift)),
      reply,
    );
  }

  async #takeLong(reply: HttpReply): Promise<Reading> {
    const taken = await takeLongBody(reply, this.#party.limits, (reader, once, drift) =>
      this.#steps(reader, once, drift),
    );
    return this.#whole(taken ?? takeBody(reply, (text, drift) => this.#readReply(text, drift)), reply);
  }

  #whole(taken: Reading | Failure, reply: HttpReply): Reading {
    if ('content' in taken) return taken;
    throw this.#faultBreakage(taken, reply);
  }

  /** `undefined` where the document is not the promised one, and has to be read at once to say what it is. */
  *#steps(reader: XmlReader, once: () => void, drift: Drift[]): Steps<Reading | undefined> {
    yield* reading(reader, () => reader.readRoot());
    if (reader.name.expanded !== this.#reply.name) return undefined;
    once();
    const content = yield* rootInSteps(this.#reply.contract, this.#reply.ref, reader, { drift });
    yield* finishInSteps(reader);
    return { content, drift };
  }

  #encode({ contract, ref }: LinkedRoot, input: unknown, { callId, now }: Attempt): string {
    const namespaces = new Namespaces();
    const problems: EncodeProblem[] = [];
    const content = this.#party.operation.encode?.(input, { callId, now });
    const root = encodeRoot(contract, ref, content, namespaces, problems);
    if (problems.length > 0) throw refusedMessage(problems);
    // The namespaces are known once the whole root is written, and are declared in its start tag.
    const name = /^<[^\s/>]+/.exec(root)?.[0] ?? '';
    return `<?xml version="1.0" encoding="utf-8"?>${name}${namespaces.declarations()}${root.slice(name.length)}`;
  }

  #readReply(text: string, drift: Drift[]): Reading | Failure {
    const reader = this.#open(text);
    const name = reader.name.expanded;
    if (name === this.#reply.name) {
      const content = decodeRoot(this.#reply.contract, this.#reply.ref, reader, { drift });
      reader.finish();
      return { content, drift };
    }
    const failure = this.#readFault(reader);
    if (failure) return failure;
    refusePage(reader);
    throw contractError('root', `/${reader.local}`, this.#reply.name, name);
  }

  #failure(reply: HttpReply): BreakageError {
    const found = tryBody(reply, (text) => this.#readFault(this.#open(text)));
    return found ? this.#faultBreakage(found, reply) : statusBreakage(reply, this.#wire.statuses[reply.status]);
  }

  #open(text: string): XmlReader {
    const reader = new XmlReader(text, this.#party.limits);
    reader.readRoot();
    return reader;
  }

  /** The partner’s error document; `undefined` where it is another. */
  #readFault(reader: XmlReader): Failure | undefined {
    const { fault } = this.#wire;
    const root = this.#fault;
    if (!fault || !root || reader.name.expanded !== root.name) return undefined;
    const { local } = reader;
    const drift: Drift[] = [];
    const content = decodeRoot(root.contract, root.ref, reader, { drift });
    reader.finish();
    return {
      element: local,
      code: fault.code(content),
      message: fault.message?.(content),
      detail: { [local]: content },
      drift,
    };
  }

  /** The adapter's word on the code, then on the status; then the status itself, a refusal where it alone would be drift. */
  #faultBreakage(failure: Failure, reply: HttpReply): BreakageError {
    const { faults } = this.#party.adapter;
    const key = mappedCode(faults, [failure.code]);
    const mapping = key === undefined ? this.#wire.statuses[reply.status] : faults[key];
    const meaning = mapping === undefined ? unmapped(reply.status) : kindOfMapping(mapping);
    const code = key ?? plainCode(failure.code);
    const drift =
      mapping === undefined ? [...failure.drift, unmappedFault(`/${failure.element}`, code)] : failure.drift;
    const facts = { ...factsOf(reply, meaning), fault: faultOf(code, failure.message, failure.detail) };
    return new AttemptBreakage(
      meaning.kind,
      `The partner answered with ${mapping === undefined ? 'an unmapped' : 'a'} fault`,
      facts,
      drift,
    );
  }
}

function unmapped(status: number): Meaning {
  if (isSuccess(status)) return { kind: 'failing' };
  const meaning = kindOfStatus(status);
  return meaning.kind === 'drift' ? { kind: 'rejected' } : meaning;
}
