/** The namespaces that the codec itself knows. */
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const xsdNamespace = 'http://www.w3.org/2001/XMLSchema';
export const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance';
export const soap11Namespace = 'http://schemas.xmlsoap.org/soap/envelope/';
export const soap12Namespace = 'http://www.w3.org/2003/05/soap-envelope';
/** SOAP 1.2 part 2 §4. */
export const soap12RpcNamespace = 'http://www.w3.org/2003/05/soap-rpc';
/** SOAP 1.1 §5. */
export const soapEncodingNamespace = 'http://schemas.xmlsoap.org/soap/encoding/';
/** SOAP 1.2 part 2 §3. */
export const soap12EncodingNamespace = 'http://www.w3.org/2003/05/soap-encoding';
export const xopNamespace = 'http://www.w3.org/2004/08/xop/include';
/** Attachments Profile 1.0 §4.4. */
export const swaRefName = '{http://ws-i.org/profiles/basic/1.1/xsd}swaRef';
