/** The pieces of a small WSDL: each test writes only what it is about. */
export interface Pieces {
  /** The inside of the embedded schema, whose target namespace is `urn:t`. */
  readonly schema?: string;
  readonly messages?: string;
  readonly portType?: string;
  readonly binding?: string;
  readonly service?: string;
  /** Beside the others. */
  readonly more?: string;
}

export const soap11 = 'http://schemas.xmlsoap.org/wsdl/soap/';
export const soap12 = 'http://schemas.xmlsoap.org/wsdl/soap12/';

const namespaces = [
  'xmlns="http://schemas.xmlsoap.org/wsdl/"',
  'xmlns:xs="http://www.w3.org/2001/XMLSchema"',
  'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"',
  'xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"',
  'xmlns:http="http://schemas.xmlsoap.org/wsdl/http/"',
  'xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/"',
  'xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl"',
  'xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata"',
  'xmlns:wsp="http://www.w3.org/ns/ws-policy"',
  'xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"',
  'xmlns:wsa="http://www.w3.org/2005/08/addressing"',
  'xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"',
  'xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"',
  'xmlns:t="urn:t"',
  'xmlns:w="urn:w"',
].join(' ');

/** A `definitions` document, target namespace `urn:w`. */
export function definitions(inside: string, targetNamespace = 'urn:w'): string {
  return `<definitions ${namespaces} targetNamespace="${targetNamespace}">${inside}</definitions>`;
}

export function schemaOf(inside: string, targetNamespace = 'urn:t'): string {
  return `<xs:schema targetNamespace="${targetNamespace}" elementFormDefault="qualified">${inside}</xs:schema>`;
}

const ask =
  '<xs:element name="ask"><xs:complexType><xs:sequence><xs:element name="q" type="xs:string"/></xs:sequence></xs:complexType></xs:element>';

/** A service with one document/literal operation `Ask`, but for the pieces given. */
export function service(pieces: Pieces = {}): string {
  return definitions(`<types>${schemaOf(`${ask}<xs:element name="answer" type="xs:int"/><xs:element name="context" type="xs:string"/><xs:element name="oops" type="xs:string"/>${pieces.schema ?? ''}`)}</types>
${pieces.messages ?? '<message name="In"><part name="body" element="t:ask"/></message><message name="Out"><part name="body" element="t:answer"/></message>'}
${pieces.portType ?? '<portType name="Asking"><operation name="Ask"><input message="w:In"/><output message="w:Out"/></operation></portType>'}
${pieces.binding ?? binding()}
${pieces.service ?? '<service name="Service"><port name="Port" binding="w:Binding"><soap:address location=" https://partner.test/ask "/></port></service>'}
${pieces.more ?? ''}`);
}

/** A binding of `Ask`; what is inside its input and output may be given. */
export function binding(
  input = '<soap:body use="literal"/>',
  output = '<soap:body use="literal"/>',
  extension = 'soapAction="urn:ask"',
  style = 'document',
): string {
  return `<binding name="Binding" type="w:Asking"><soap:binding style="${style}" transport="http://schemas.xmlsoap.org/soap/http"/><operation name="Ask"><soap:operation ${extension}/><input>${input}</input><output>${output}</output></operation></binding>`;
}
