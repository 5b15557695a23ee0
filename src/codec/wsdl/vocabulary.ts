/** The namespaces of WSDL 1.1 and its extensions. */
export const wsdlNamespace = 'http://schemas.xmlsoap.org/wsdl/';
export const wsdl20Namespace = 'http://www.w3.org/ns/wsdl';
export const wsdlSoap11Namespace = 'http://schemas.xmlsoap.org/wsdl/soap/';
export const wsdlSoap12Namespace = 'http://schemas.xmlsoap.org/wsdl/soap12/';
export const wsdlMimeNamespace = 'http://schemas.xmlsoap.org/wsdl/mime/';
export const addressingNamespace = 'http://www.w3.org/2005/08/addressing';
/** WS-Addressing Metadata 1.0. */
export const wsamNamespace = 'http://www.w3.org/2007/05/addressing/metadata';
export const securityNamespace = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';

/** WS-Addressing 1.0 WSDL Binding, in the namespaces of its drafts too: those are what partners publish. */
export const wsawNamespaces: readonly string[] = [
  'http://www.w3.org/2006/05/addressing/wsdl',
  'http://www.w3.org/2006/02/addressing/wsdl',
];

/** The assertions that ask for MTOM: the policy of WS-MTOMPolicy 1.0, and that of MTOM 1.1. */
export const mtomAssertions: readonly { readonly namespace: string; readonly local: string }[] = [
  {
    namespace: 'http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization',
    local: 'OptimizedMimeSerialization',
  },
  { namespace: 'http://www.w3.org/2007/08/soap12-mtom-policy', local: 'MTOM' },
];
