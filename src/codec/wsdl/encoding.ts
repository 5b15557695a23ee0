import type { Encoding } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import { soap12EncodingNamespace, soapEncodingNamespace } from '../xml/vocabulary.ts';
import type { WsdlNode } from './document.ts';
import { wsdlError } from './document.ts';
import { wsdlSoap12Namespace } from './vocabulary.ts';

/**
 * What `use="encoded"` on soap:body, soap:header or soap:fault says (WSDL 1.1 §3.5); `undefined` for a literal one.
 * Throws SchemaError for an encoding that is not SOAP's.
 */
export function encodingOf(extension: WsdlNode | undefined): Encoding | undefined {
  if (!extension || attributeOf(extension.node, 'use')?.trim().toLowerCase() !== 'encoded') return undefined;
  const soap = extension.node.namespace === wsdlSoap12Namespace ? '1.2' : '1.1';
  const styles = attributeOf(extension.node, 'encodingStyle')?.split(/\s+/u) ?? [];
  const named = styles.filter((style) => style !== '').map(withoutSlash);
  if (named.length === 0) return { style: soap === '1.1' ? soapEncodingNamespace : soap12EncodingNamespace, soap };
  const known = [soapEncodingNamespace, soap12EncodingNamespace].find((style) => named.includes(withoutSlash(style)));
  if (known !== undefined) return { style: known, soap };
  throw wsdlError(extension, `encodingStyle="${styles.join(' ')}" is not an encoding of SOAP`);
}

function withoutSlash(uri: string): string {
  return uri.replace(/\/+$/u, '');
}
