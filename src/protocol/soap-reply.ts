import type { Contract, Drift, OperationModel, XmlLimits } from '../codec/index.ts';
import { decodeElement, decodeRoot, expandedName, isOwnNamespace, XmlReader } from '../codec/index.ts';
import { skipUnknown, unexpectedText } from '../codec/decode/report.ts';
import { soap11Namespace, soap12Namespace } from '../codec/xml/vocabulary.ts';
import type { Reading } from './binding.ts';
import { envelopeNamespace } from './envelope.ts';
import { contractError, refusePage } from './take-reply.ts';

/** The body holds a fault: the reply is to be read again as one. */
export const fault = Symbol('fault');

interface Part {
  readonly key: string;
  readonly element: number;
  /** The names that may stand here: the element's own, and those of its substitution group. */
  readonly names: readonly string[];
}

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
  readonly #parts: readonly Part[];
  readonly #headers: readonly Part[];
  readonly #oneWay: boolean;
  readonly #showHeaders: boolean;

  /** `showHeaders`: declared headers are read into `$headers`; otherwise they are passed over. */
  constructor(contract: Contract, model: OperationModel, limits: Partial<XmlLimits>, showHeaders: boolean) {
    const part = ({ key, element }: { key: string; element: number }): Part => {
      const declaration = contract.model.elements[element];
      const names = [element, ...(declaration?.substitutes ?? [])].map((ref) => {
        const named = contract.model.elements[ref];
        return expandedName(named?.namespace ?? '', named?.name ?? '');
      });
      return { key, element, names };
    };
    this.#contract = contract;
    this.#limits = limits;
    this.#namespace = envelopeNamespace(model.soap);
    this.#parts = (model.output?.parts ?? []).map(part);
    this.#headers = (model.output?.headers ?? []).map(part);
    this.#oneWay = model.output === undefined;
    this.#showHeaders = showHeaders;
  }

  /** The body's content and the declared headers under `$headers`; {@link fault} for a fault. Throws MalformedError and ContractError. */
  read(text: string): Reading | typeof fault {
    const reader = new XmlReader(text, this.#limits);
    const drift: Drift[] = [];
    reader.readRoot();
    const envelope = expectEnvelope(reader);
    let headers: Record<string, unknown> | undefined;
    let content: unknown;
    let bodies = 0;
    while (reader.nextChild()) {
      const own = reader.namespace === envelope;
      if (own && reader.local === 'Header' && bodies === 0) headers = this.#readHeaders(reader, envelope, drift);
      else if (own && reader.local === 'Body' && bodies++ === 0) {
        content = this.#readBody(reader, envelope, drift);
        if (content === fault) return fault;
      } else skipUnknown(reader, { drift });
    }
    reader.finish();
    if (bodies === 0) throw contractError('missing', '/Envelope', 'Body', 'nothing');
    if (envelope !== this.#namespace)
      throw contractError('root', '/Envelope', `{${this.#namespace}}Envelope`, `{${envelope}}Envelope`);
    return { content: this.#oneWay ? undefined : withHeaders(content, headers), drift };
  }

  #readHeaders(reader: XmlReader, envelope: string, drift: Drift[]): Record<string, unknown> | undefined {
    let headers: Record<string, unknown> | undefined;
    while (reader.nextChild()) {
      const name = reader.name.expanded;
      const declared = this.#headers.find(({ names }) => names.includes(name));
      if (declared && this.#showHeaders) {
        headers ??= {};
        headers[declared.key] = decodeElement(this.#contract, declared.element, reader, { drift });
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
    return headers;
  }

  #readBody(reader: XmlReader, envelope: string, drift: Drift[]): unknown {
    const [first] = this.#parts;
    const wrapped = first?.key === '';
    let content: unknown;
    let values: Record<string, unknown> | undefined;
    for (let index = 0; reader.nextChild(); index++) {
      if (reader.sawText) unexpectedText(reader, { drift }, '/Envelope/Body');
      if (index === 0 && reader.local === 'Fault' && reader.namespace === envelope) return fault;
      const name = reader.name.expanded;
      if (wrapped) {
        if (content !== undefined) skipUnknown(reader, { drift });
        else if (first.names.includes(name)) content = decodeRoot(this.#contract, first.element, reader, { drift });
        else throw contractError('root', reader.path(), first.names.join(' or '), 'another element');
        continue;
      }
      const part = this.#parts.find(({ names, key }) => names.includes(name) && values?.[key] === undefined);
      if (part) (values ??= {})[part.key] = decodeElement(this.#contract, part.element, reader, { drift });
      else skipUnknown(reader, { drift });
    }
    if (wrapped && content === undefined)
      throw contractError('missing', '/Envelope/Body', first.names.join(' or '), 'an empty body');
    const missing = wrapped ? undefined : this.#parts.find(({ key }) => values?.[key] === undefined);
    if (missing) throw contractError('missing', '/Envelope/Body', missing.names.join(' or '), 'nothing');
    return wrapped ? content : (values ?? {});
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
