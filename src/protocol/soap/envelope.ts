import type { OperationModel } from '../../codec/index.ts';
import { Namespaces } from '../../codec/index.ts';
import type { AttachmentSink } from '../../codec/encode/attachments.ts';
import { soap11Namespace, soap12Namespace } from '../../codec/xml/vocabulary.ts';
import { acceptEncoding } from '../http/inflate.ts';

/** The prefix of the envelope's namespace in what we send. */
export const soapPrefix = 'soap';

export function envelopeNamespace(version: OperationModel['soap']): string {
  return version === '1.1' ? soap11Namespace : soap12Namespace;
}

/** Collects the namespaces of one message: the envelope's has its prefix already. */
export function envelopeNamespaces(version: OperationModel['soap'], attachments?: AttachmentSink): Namespaces {
  return new Namespaces({ [envelopeNamespace(version)]: soapPrefix }, attachments);
}

/** A SOAP envelope; every namespace is declared on it (SOAP 1.1 §4, SOAP 1.2 part 1 §5). `bodyAttributes` begin with a space where there are any. */
export function writeEnvelope(namespaces: Namespaces, headers: string, body: string, bodyAttributes = ''): string {
  const header = headers === '' ? '' : `<soap:Header>${headers}</soap:Header>`;
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope${namespaces.declarations()}>${header}<soap:Body${bodyAttributes}>${body}</soap:Body></soap:Envelope>`;
}

/** The HTTP headers of every message of an operation, names and values in turn (SOAP 1.1 §6.1.1; SOAP 1.2 part 2 §7.1.4, RFC 3902). */
export function soapHeaders({ soap, action }: Pick<OperationModel, 'soap' | 'action'>): readonly string[] {
  const quoted = `"${action.replace(/["\\]/g, '\\$&')}"`;
  const common = ['accept-encoding', acceptEncoding, 'user-agent', 'passerelle'];
  if (soap === '1.1')
    return ['content-type', 'text/xml; charset=utf-8', 'soapaction', quoted, 'accept', 'text/xml', ...common];
  const parameter = action === '' ? '' : `; action=${quoted}`;
  return [
    'content-type',
    `application/soap+xml; charset=utf-8${parameter}`,
    'accept',
    'application/soap+xml, text/xml',
    ...common,
  ];
}
