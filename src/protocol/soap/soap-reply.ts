import type { Contract, Drift, MessageModel, OperationModel, XmlLimits } from '../../codec/index.ts';
import { isOwnNamespace, XmlReader } from '../../codec/index.ts';
import type { DecodeReport } from '../../codec/decode/report.ts';
import { reportUnknown, skipUnknown, unexpectedText } from '../../codec/decode/report.ts';
import type { Steps } from '../../codec/xml/steps.ts';
import { attempt, finishInSteps, skipInSteps } from '../../codec/xml/steps.ts';
import { decodeHeader, MessageDecoder, namesOf } from '../../codec/message-decoder.ts';
import type { HeaderModel } from '../../codec/model.ts';
import { soap11Namespace, soap12Namespace } from '../../codec/xml/vocabulary.ts';
import { checkRelation } from './addressing.ts';
import type { ReceivedAttachments } from '../attachments/received-attachments.ts';
import { takeAttachments } from '../attachments/reply-attachments.ts';
import type { Reading } from '../binding.ts';
import { envelopeNamespace } from './envelope.ts';
import { contractError, refusePage } from '../take-reply.ts';

/** The body holds a fault: the reply is to be read again as one. */
export const fault = Symbol('fault');

interface Header extends HeaderModel {
  readonly names: readonly string[];
}

const noMessage: MessageModel = { use: 'literal', parts: [], attachments: [], headers: [] };

const ultimateReceiver: ReadonlySet<string | undefined> = new Set([
  undefined,
  '',
  'http://schemas.xmlsoap.org/soap/actor/next',
  `${soap12Namespace}/role/next`,
  `${soap12Namespace}/role/ultimateReceiver`,
]);

/** Reads the replies of one operation straight from the text: json-mapping's "Messages", on the way in. */
export class SoapReplyReader {
  readonly #contract: Contract;
  readonly #namespace: string;
  readonly #limits: Partial<XmlLimits>;
  readonly #body: MessageDecoder;
  readonly #attachments: MessageModel['attachments'];
  readonly #headers: readonly Header[];
  readonly #oneWay: boolean;
  readonly #showHeaders: boolean;

  /** `showHeaders`: declared headers are read into `$headers`; otherwise they are passed over. */
  constructor(contract: Contract, model: OperationModel, limits: Partial<XmlLimits>, showHeaders: boolean) {
    this.#contract = contract;
    this.#limits = limits;
    this.#namespace = envelopeNamespace(model.soap);
    this.#body = new MessageDecoder(contract, model.output ?? noMessage);
    this.#attachments = model.output?.attachments ?? [];
    this.#headers = (model.output?.headers ?? []).map((header) =>
      Object.assign({ names: namesOf(contract, header.element) }, header),
    );
    this.#oneWay = model.output === undefined;
    this.#showHeaders = showHeaders;
  }

  /** `attemptId`: what the reply must relate to if it says so. The body's content and the declared headers under `$headers`; {@link fault} for a fault. `drift` holds what was seen, also where it throws. Throws MalformedError and ContractError. */
  read(
    text: string,
    attemptId?: string,
    attachments?: ReceivedAttachments,
    drift: Drift[] = [],
  ): Reading | typeof fault {
    const reader = new XmlReader(text, this.#limits);
    reader.readRoot();
    const envelope = expectEnvelope(reader);
    let headers: Record<string, unknown> | undefined;
    let content: unknown;
    let bodies = 0;
    while (reader.nextChild()) {
      if (reader.sawText) unexpectedText(reader, { drift }, reader.outside());
      const own = reader.namespace === envelope;
      if (own && reader.local === 'Header' && bodies === 0)
        headers = this.#readHeaders(reader, envelope, { drift, attachments }, attemptId);
      else if (own && reader.local === 'Body' && bodies++ === 0) {
        let isFault = false;
        content = this.#body.decode(
          reader,
          { drift, attachments },
          ({ local, namespace }) => (isFault = local === 'Fault' && namespace === envelope),
        );
        if (isFault) return fault;
      } else skipUnknown(reader, { drift });
    }
    if (reader.sawText) unexpectedText(reader, { drift }, reader.closedHere());
    reader.finish();
    this.#check(envelope, bodies);
    if (this.#oneWay) return { content: undefined, drift };
    return { content: withHeaders(takeAttachments(this.#attachments, attachments, content, drift), headers), drift };
  }

  /** As {@link read}, through a window. `read` is called once it is known that the body holds no fault. */
  *steps(
    reader: XmlReader,
    attemptId: string | undefined,
    read: () => void,
    drift: Drift[],
  ): Steps<Reading | typeof fault> {
    yield* attempt(reader, () => reader.readRoot());
    const envelope = expectEnvelope(reader);
    let headers: Record<string, unknown> | undefined;
    let content: unknown;
    let bodies = 0;
    while (yield* attempt(reader, () => reader.nextChild())) {
      if (reader.sawText) unexpectedText(reader, { drift }, reader.outside());
      const own = reader.namespace === envelope;
      if (own && reader.local === 'Header' && bodies === 0) {
        const before = drift.length;
        headers = yield* attempt(reader, () => {
          drift.length = before;
          return this.#readHeaders(reader, envelope, { drift }, attemptId);
        });
      } else if (own && reader.local === 'Body' && bodies++ === 0) {
        let isFault = false;
        const stop = ({ local, namespace }: XmlReader): boolean => {
          isFault = local === 'Fault' && namespace === envelope;
          if (!isFault) read();
          return isFault;
        };
        content = yield* this.#body.steps(reader, { drift }, stop);
        if (isFault) return fault;
      } else {
        reportUnknown(reader, { drift });
        yield* skipInSteps(reader);
        reader.sawText = false;
      }
    }
    if (reader.sawText) unexpectedText(reader, { drift }, reader.closedHere());
    yield* finishInSteps(reader);
    this.#check(envelope, bodies);
    if (this.#oneWay) return { content: undefined, drift };
    return { content: withHeaders(takeAttachments(this.#attachments, undefined, content, drift), headers), drift };
  }

  #check(envelope: string, bodies: number): void {
    if (bodies === 0) throw contractError('missing', '/Envelope', 'Body', 'nothing');
    if (envelope !== this.#namespace)
      throw contractError('root', '/Envelope', `{${this.#namespace}}Envelope`, `{${envelope}}Envelope`);
  }

  #readHeaders(
    reader: XmlReader,
    envelope: string,
    to: DecodeReport,
    attemptId: string | undefined,
  ): Record<string, unknown> | undefined {
    let headers: Record<string, unknown> | undefined;
    while (reader.nextChild()) {
      if (reader.sawText) unexpectedText(reader, to, reader.outside());
      const name = reader.name.expanded;
      if (attemptId !== undefined && checkRelation(reader, attemptId)) continue;
      const declared = this.#headers.find(({ names }) => names.includes(name));
      if (declared && this.#showHeaders) {
        headers ??= {};
        headers[declared.key] = decodeHeader(this.#contract, declared, reader, to);
      } else {
        if (!declared && !isOwnNamespace(reader.namespace) && mustBeUnderstood(reader, envelope)) {
          throw contractError(
            'header',
            reader.path(),
            'no header that must be understood',
            'one that the contract does not declare',
          );
        }
        reader.skip();
        reader.sawText = false;
      }
    }
    if (reader.sawText) unexpectedText(reader, to, reader.closedHere());
    return headers;
  }
}

/** Moves over the root; gives the envelope's namespace. Throws ContractError for another root, MalformedError for a page. */
function expectEnvelope(reader: XmlReader): string {
  const { namespace, local } = reader;
  if (local === 'Envelope' && (namespace === soap11Namespace || namespace === soap12Namespace)) return namespace;
  refusePage(reader);
  throw contractError('root', `/${local}`, 'a SOAP envelope', `{${namespace}}${local}`);
}

/** SOAP 1.1 §4.2.2 and §4.2.3, SOAP 1.2 part 1 §5.2.2 and §5.2.3. */
function mustBeUnderstood(reader: XmlReader, envelope: string): boolean {
  const must = reader.attribute(envelope, 'mustUnderstand')?.trim();
  if (must !== '1' && must !== 'true') return false;
  return ultimateReceiver.has(reader.attribute(envelope, envelope === soap11Namespace ? 'actor' : 'role')?.trim());
}

function withHeaders(content: unknown, headers: Record<string, unknown> | undefined): unknown {
  return headers === undefined ? content : { ...(content as object), $headers: headers };
}
