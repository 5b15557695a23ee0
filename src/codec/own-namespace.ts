import { addressingNamespace, securityNamespace } from './wsdl/vocabulary.ts';

const own: ReadonlySet<string> = new Set([
  addressingNamespace,
  // The submission of 2004, which older stacks still answer with.
  'http://schemas.xmlsoap.org/ws/2004/08/addressing',
  securityNamespace,
]);

/** Whether header blocks of this namespace, WS-Security's or WS-Addressing's, are the gateway's: neither asked of an adapter nor shown to a caller. */
export function isOwnNamespace(namespace: string): boolean {
  return own.has(namespace);
}
