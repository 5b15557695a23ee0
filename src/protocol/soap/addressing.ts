import type { Namespaces, XmlReader } from '../../codec/index.ts';
import { addressingNamespace, MalformedError } from '../../codec/index.ts';
import { escapeText } from '../escape-text.ts';

const anonymous = `${addressingNamespace}/anonymous`;
const unspecified = `${addressingNamespace}/unspecified`;

function messageId(attemptId: string): string {
  return `urn:uuid:${attemptId}`;
}

/** The message addressing properties of a request (WS-Addressing 1.0 Core §3). `soap` is the envelope's prefix. */
export function addressingBlocks(
  message: { readonly action: string; readonly attemptId: string; readonly to: string },
  namespaces: Namespaces,
  soap: string,
): string {
  const wsa = (local: string): string => namespaces.name(addressingNamespace, local);
  const block = (local: string, content: string, attributes = ''): string =>
    `<${wsa(local)}${attributes}>${content}</${wsa(local)}>`;
  return (
    block('Action', escapeText(message.action), ` ${soap}:mustUnderstand="1"`) +
    block('MessageID', messageId(message.attemptId)) +
    block('To', escapeText(message.to), ` ${soap}:mustUnderstand="1"`) +
    block('ReplyTo', block('Address', anonymous))
  );
}

/**
 * Refuses a reply that says that it answers another message (WS-Addressing 1.0 Core §3.1, §3.4): it may hold another
 * person's data. The reader stands at a header, which is consumed if it is `wsa:RelatesTo`. Throws MalformedError.
 */
export function checkRelation(reader: XmlReader, attemptId: string): boolean {
  if (reader.local !== 'RelatesTo' || reader.namespace !== addressingNamespace) return false;
  const type = reader.attribute('', 'RelationshipType')?.trim() ?? `${addressingNamespace}/reply`;
  const to = reader.readText().trim();
  const isOurs = to.toLowerCase() === messageId(attemptId) || to === unspecified;
  if (type === `${addressingNamespace}/reply` && !isOurs)
    throw new MalformedError('it answers another message (wsa:RelatesTo)');
  return true;
}
