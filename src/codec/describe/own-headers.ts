import type { MessageModel, Model } from '../model.ts';

/** WS-Security and WS-Addressing: their blocks are the gateway's, neither asked of an adapter nor shown to a caller. */
const own = new Set([
  'http://www.w3.org/2005/08/addressing',
  'http://schemas.xmlsoap.org/ws/2004/08/addressing',
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
]);

/** The declared headers of a message that its sender has to know of. */
export function shownHeaders(model: Model, message: MessageModel): MessageModel['headers'] {
  return message.headers.filter(({ element }) => !own.has(model.elements[element]?.namespace ?? ''));
}
