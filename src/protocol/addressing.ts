import type { Namespaces } from '../codec/index.ts';
import { addressingNamespace } from '../codec/index.ts';
import { escapeText } from './escape-text.ts';

const anonymous = `${addressingNamespace}/anonymous`;

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
    block('MessageID', `urn:uuid:${message.attemptId}`) +
    block('To', escapeText(message.to), ` ${soap}:mustUnderstand="1"`) +
    block('ReplyTo', block('Address', anonymous))
  );
}
