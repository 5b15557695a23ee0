import { encodeElement, encodeRoot } from './encode/element.ts';
import type { JsonObject } from './encode/json-object.ts';
import { isObject, own } from './encode/json-object.ts';
import { encodeEncoded, encodeWrapper } from './encoded/body.ts';
import { pointerTo } from './json-pointer.ts';
import type { Contract } from './link.ts';
import type { HeaderModel, MessageModel } from './model.ts';
import type { Namespaces } from './namespaces.ts';
import type { EncodeProblem } from './problem.ts';

/**
 * What stands in the body of a message, as XML: literal or encoded, as its model says. Every refused place is added to
 * `problems`, as in `encodeElement`. Properties of attachments are passed over: they travel beside the body.
 */
export function encodeMessage(
  contract: Contract,
  message: MessageModel,
  content: unknown,
  namespaces: Namespaces,
  problems: EncodeProblem[],
): string {
  const { parts, encoding } = message;
  const [first] = parts;
  const body = withoutAttachments(message, content);
  if (first?.key === '') {
    if (encoding === undefined) return encodeRoot(contract, first.element, body, namespaces, problems);
    if (isObject(body)) return encodeWrapper(contract, first.element, encoding, body, namespaces, problems);
  }
  if (!isObject(body)) {
    if (first !== undefined || body !== undefined) problems.push({ pointer: '', message: 'must be an object' });
    return '';
  }
  for (const key of Object.keys(body)) {
    if (body[key] !== undefined && !parts.some((part) => part.key === key))
      problems.push({ pointer: pointerTo([key]), message: 'is not known here' });
  }
  let text = '';
  for (const { key, element } of parts) {
    const value = own(body, key);
    const pointer = pointerTo([key]);
    if (value === undefined) problems.push({ pointer, message: 'is required' });
    else if (encoding === undefined) text += encodeElement(contract, element, value, namespaces, problems, pointer);
    else text += encodeEncoded(contract, element, encoding, value, namespaces, problems, pointer);
  }
  return text;
}

/** A header block, literal or encoded, as its model says. */
export function encodeHeader(
  contract: Contract,
  { element, encoding }: HeaderModel,
  value: unknown,
  namespaces: Namespaces,
  problems: EncodeProblem[],
  pointer: string,
): string {
  if (encoding === undefined) return encodeElement(contract, element, value, namespaces, problems, pointer);
  return encodeEncoded(contract, element, encoding, value, namespaces, problems, pointer);
}

function withoutAttachments({ attachments }: MessageModel, content: unknown): unknown {
  if (attachments.length === 0 || !isObject(content)) return content;
  const body: JsonObject = Object.fromEntries(
    Object.entries(content).filter(([key]) => !attachments.some((attachment) => attachment.key === key)),
  );
  return body;
}
