import type { Contract, EncodeProblem, MessageModel, Namespaces, OperationModel } from '../../codec/index.ts';
import { encodeMessage } from '../../codec/index.ts';
import { pointerTo } from '../../codec/json-pointer.ts';
import { encodeHeader } from '../../codec/message-encoder.ts';
import { attachParts } from '../attachments/attach-parts.ts';
import type { OutgoingPart, Packaging } from '../attachments/outgoing-attachments.ts';
import { OutgoingAttachments } from '../attachments/outgoing-attachments.ts';
import { envelopeNamespaces } from './envelope.ts';
import type { JsonObject } from '../json-object.ts';
import { isJsonObject } from '../json-object.ts';

type Header = MessageModel['headers'][number];

/** A message's content as XML, and the namespaces that its envelope must declare. */
export interface EncodedMessage {
  readonly namespaces: Namespaces;
  readonly headers: string;
  readonly body: string;
  readonly packaging: Packaging;
  /** What travels beside the envelope. */
  readonly parts: readonly OutgoingPart[];
}

/** Writes the content of one operation's messages: json-mapping's "Messages", on the way out. */
export class SoapMessageWriter {
  readonly #contract: Contract;
  readonly #version: OperationModel['soap'];
  readonly #message: MessageModel;
  readonly #headers: readonly Header[];
  readonly #closed: boolean;

  /** `closed`: a header that this operation does not declare is refused; an adapter's headers serve all its operations. */
  constructor(contract: Contract, model: OperationModel, closed: boolean) {
    this.#closed = closed;
    this.#contract = contract;
    this.#version = model.soap;
    this.#message = model.input;
    this.#headers = model.input.headers;
  }

  /** Adds each refused place to `problems`; what is returned then is not to be sent. */
  write(
    content: unknown,
    headers: unknown,
    problems: EncodeProblem[],
    packaging: Packaging = 'inline',
  ): EncodedMessage {
    const attachments = new OutgoingAttachments(packaging);
    const namespaces = envelopeNamespaces(this.#version, attachments);
    const body = encodeMessage(this.#contract, this.#message, content, namespaces, problems);
    const blocks = this.#headerBlocks(headers, namespaces, problems);
    attachParts(this.#message, content, attachments, namespaces, problems);
    return { namespaces, body, headers: blocks, packaging, parts: attachments.parts };
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
    for (const header of this.#headers) {
      const { key, required } = header;
      if (given[key] !== undefined) {
        blocks += encodeHeader(this.#contract, header, given[key], namespaces, problems, pointerTo([key], within));
      } else if (required) problems.push({ pointer: pointerTo([key], within), message: 'is required' });
    }
    return blocks;
  }
}

function refuseUnknown(
  given: JsonObject,
  known: readonly { readonly key: string }[],
  within: string,
  problems: EncodeProblem[],
): void {
  for (const key of Object.keys(given)) {
    if (!known.some((each) => each.key === key))
      problems.push({ pointer: pointerTo([key], within), message: 'is not known here' });
  }
}
