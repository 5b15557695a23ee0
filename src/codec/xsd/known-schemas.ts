import { join } from 'node:path';

/**
 * Standard schemas that documents refer to by a public address. They are kept with the code, cut to what messages use,
 * since nothing is ever fetched.
 */
const known: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/XMLSchema': 'xml-schema.xsd',
  'http://www.w3.org/XML/1998/namespace': 'xml.xsd',
  'http://www.w3.org/2005/08/addressing': 'ws-addressing.xsd',
  'http://www.w3.org/2005/05/xmlmime': 'xmlmime.xsd',
  'http://www.w3.org/2004/08/xop/include': 'xop-include.xsd',
  'http://ws-i.org/profiles/basic/1.1/xsd': 'swa-ref.xsd',
  'http://schemas.xmlsoap.org/soap/encoding/': 'soap-encoding.xsd',
  'http://www.w3.org/2003/05/soap-encoding': 'soap-encoding-1.2.xsd',
  'http://xml.apache.org/xml-soap': 'apache-xml-soap.xsd',
  'http://schemas.xmlsoap.org/soap/envelope/': 'soap-envelope-1.1.xsd',
  'http://www.w3.org/2003/05/soap-envelope': 'soap-envelope-1.2.xsd',
  'http://docs.oasis-open.org/wsn/b-2': 'ws-notification.xsd',
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd': 'ws-security.xsd',
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd': 'ws-security-utility.xsd',
  'http://www.w3.org/2000/09/xmldsig#': 'xml-signature.xsd',
  'http://www.w3.org/2001/04/xmlenc#': 'xml-encryption.xsd',
  'http://www.w3.org/1999/xlink': 'xlink.xsd',
};

/** The file of the standard schema for a namespace. */
export function knownSchemaFile(namespace: string): string | undefined {
  const file = Object.hasOwn(known, namespace) ? known[namespace] : undefined;
  return file === undefined ? undefined : join(import.meta.dirname, 'known', file);
}
