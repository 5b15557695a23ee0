import type { EncodeProblem, MessageModel, Model, OperationModel } from '../../codec/index.ts';
import { encodeMessage, encodeRoot, link, Namespaces, sampleOf } from '../../codec/index.ts';
import { sampleOfElement } from '../../codec/describe/sample.ts';
import { encodeHeader } from '../../codec/message-encoder.ts';
import type { ElementRef } from '../../codec/model.ts';
import { envelopeNamespaces, writeEnvelope } from '../../protocol/soap/envelope.ts';

/** A valid message: its JSON, as zero code has it, and its XML; no XML where no finite message fits the schema. */
export interface Sample {
  readonly json: unknown;
  readonly xml: string | undefined;
}

/** A request or a reply of an operation; without what the gateway adds of its own (WS-Security, WS-Addressing). */
export function sampleMessage(
  model: Model,
  { soap }: OperationModel,
  message: MessageModel,
  direction: 'input' | 'output',
): Sample {
  const json = sampleOf(model, message, { direction });
  const { $headers = {}, ...content } = json as Readonly<Record<string, unknown>>;
  const contract = link(model);
  const namespaces = envelopeNamespaces(soap);
  const problems: EncodeProblem[] = [];
  const body = encodeMessage(contract, message, content, namespaces, problems);
  let headers = '';
  for (const header of message.headers) {
    const value = ($headers as Readonly<Record<string, unknown>>)[header.key];
    if (value !== undefined) headers += encodeHeader(contract, header, value, namespaces, problems, '');
  }
  return { json, xml: problems.length > 0 ? undefined : writeEnvelope(namespaces, headers, body) };
}

/** A document of an XSD. */
export function sampleDocument(model: Model, element: ElementRef): Sample {
  const json = sampleOfElement(model, element);
  const namespaces = new Namespaces();
  const problems: EncodeProblem[] = [];
  const text = encodeRoot(link(model), element, json, namespaces, problems);
  const declared = text.replace(/^<[^\s/>]+/u, (start) => start + namespaces.declarations());
  return { json, xml: problems.length > 0 ? undefined : declared };
}
