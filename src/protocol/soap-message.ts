import type { Contract, EncodeProblem, MessageModel, Namespaces, OperationModel } from '../codec/index.ts';
import { encodeElement, encodeRoot } from '../codec/index.ts';
import { envelopeNamespaces } from './envelope.ts';

type Header = MessageModel['headers'][number];
type Json = Readonly<Record<string, unknown>>;

/** A message's content as XML, and the namespaces that its envelope must declare. */
export interface EncodedMessage {
  readonly namespaces: Namespaces;
  readonly headers: string;
  readonly body: string;
}

export function isJsonObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pointerTo(key: string, within = ''): string {
  return `${within}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Writes the content of one operation's messages: json-mapping's "Messages", on the way out. */
export class SoapMessageWriter {
  readonly #contract: Contract;
  readonly #version: OperationModel['soap'];
  readonly #parts: MessageModel['parts'];
  readonly #headers: readonly Header[];
  readonly #closed: boolean;

  /** `closed`: a header that this operation does not declare is refused; an adapter's headers serve all its operations. */
  constructor(contract: Contract, model: OperationModel, closed: boolean) {
    this.#closed = closed;
    this.#contract = contract;
    this.#version = model.soap;
    this.#parts = model.input.parts;
    this.#headers = model.input.headers;
  }

  /** Adds each refused place to `problems`; what is returned then is not to be sent. */
  write(content: unknown, headers: unknown, problems: EncodeProblem[]): EncodedMessage {
    const namespaces = envelopeNamespaces(this.#version);
    const body = this.#body(content, namespaces, problems);
    return { namespaces, body, headers: this.#headerBlocks(headers, namespaces, problems) };
  }

  #body(content: unknown, namespaces: Namespaces, problems: EncodeProblem[]): string {
    const [first] = this.#parts;
    if (first?.key === '') return encodeRoot(this.#contract, first.element, content, namespaces, problems);
    if (!isJsonObject(content)) {
      if (first !== undefined || content !== undefined) problems.push({ pointer: '', message: 'must be an object' });
      return '';
    }
    refuseUnknown(content, this.#parts, '', problems);
    let body = '';
    for (const { key, element } of this.#parts) {
      if (content[key] === undefined) problems.push({ pointer: pointerTo(key), message: 'is required' });
      else body += encodeElement(this.#contract, element, content[key], namespaces, problems, pointerTo(key));
    }
    return body;
  }

  #headerBlocks(headers: unknown, namespaces: Namespaces, problems: EncodeProblem[]): string {
    const within = '/$headers';
    if (headers !== undefined && !isJsonObject(headers)) {
      problems.push({ pointer: within, message: 'must be an object' });
      return '';
    }
    const given = headers ?? {};
    if (this.#closed) refuseUnknown(given, this.#headers, within, problems);
    let blocks = '';
    for (const { key, element, required } of this.#headers) {
      if (given[key] !== undefined) {
        blocks += encodeElement(this.#contract, element, given[key], namespaces, problems, pointerTo(key, within));
      } else if (required) problems.push({ pointer: pointerTo(key, within), message: 'is required' });
    }
    return blocks;
  }
}

function refuseUnknown(
  given: Json,
  known: readonly { readonly key: string }[],
  within: string,
  problems: EncodeProblem[],
): void {
  for (const key of Object.keys(given)) {
    if (!known.some((each) => each.key === key))
      problems.push({ pointer: pointerTo(key, within), message: 'is not known here' });
  }
}
