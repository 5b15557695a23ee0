import type { Contract } from '../../../src/codec/link.ts';
import { link } from '../../../src/codec/link.ts';
import { decodeMessage } from '../../../src/codec/message-decoder.ts';
import { encodeMessage } from '../../../src/codec/message-encoder.ts';
import type { MessageModel, Model } from '../../../src/codec/model.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import type { Drift, EncodeProblem } from '../../../src/codec/problem.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';
import { wsdl } from '../xsd/files.ts';

const array = (name: string, arrayType: string): string =>
  `<xs:complexType name="${name}"><xs:complexContent><xs:restriction base="soapenc:Array"><xs:attribute ref="soapenc:arrayType" wsdl:arrayType="${arrayType}"/></xs:restriction></xs:complexContent></xs:complexType>`;

/** Types of `urn:t`: structs that recur and derive, arrays of every kind. */
const schema = `
<xs:complexType name="Person"><xs:all>
  <xs:element name="name" type="xs:string"/><xs:element name="age" type="soapenc:int"/>
  <xs:element name="friend" type="t:Person" minOccurs="0"/><xs:element name="tags" type="t:Strings" minOccurs="0"/>
</xs:all></xs:complexType>
<xs:complexType name="Employee"><xs:complexContent><xs:extension base="t:Plain"><xs:sequence><xs:element name="badge" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Plain"><xs:sequence><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType>
<xs:complexType name="Marked"><xs:sequence/><xs:attribute name="mark" type="xs:int" use="required"/></xs:complexType>
<xs:complexType name="Valued"><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="__proto__" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:complexType name="Repeated"><xs:sequence><xs:element name="n" type="xs:int" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
<xs:complexType name="Either"><xs:choice maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:string"/></xs:choice></xs:complexType>
<xs:simpleType name="Colour"><xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction></xs:simpleType>
${array('Strings', 'xs:string[]')}${array('People', 't:Person[]')}${array('Plains', 't:Plain[]')}
${array('Grid', 'xs:int[,]')}${array('Cube', 'xs:int[,,]')}${array('Lists', 'xs:string[][]')}${array('Three', 'xs:int[3]')}${array('Anything', 'xs:anyType[]')}
<xs:complexType name="Listed"><xs:complexContent><xs:restriction base="soapenc:Array"><xs:sequence><xs:element name="each" type="xs:int" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>`;

/** The inside of `definitions`: an rpc/encoded operation `Echo` whose one part `value` has this type. */
function echoWsdl(type: string, version: '1.1' | '1.2'): string {
  const soap = version === '1.1' ? 'soap' : 'soap12';
  const style =
    version === '1.1' ? 'http://schemas.xmlsoap.org/soap/encoding/' : 'http://www.w3.org/2003/05/soap-encoding';
  const body = `<soap:body use="encoded" namespace="urn:rpc" encodingStyle="${style}"/>`;
  return `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:t="urn:t" xmlns:w="urn:w" targetNamespace="urn:w" xmlns:soap="http://schemas.xmlsoap.org/wsdl/${soap}/">
  <types><xs:schema targetNamespace="urn:t" elementFormDefault="qualified"><xs:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>${schema}</xs:schema></types>
  <message name="In"><part name="value" type="${type}"/></message><message name="Out"><part name="return" type="${type}"/></message>
  <portType name="Echoing"><operation name="Echo"><input message="w:In"/><output message="w:Out"/></operation></portType>
  <binding name="Binding" type="w:Echoing"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Echo"><soap:operation soapAction=""/><input>${body}</input><output>${body}</output></operation></binding>
  <service name="Service"><port name="Port" binding="w:Binding"><soap:address location="https://partner.test/"/></port></service></definitions>`;
}

/** An encoded operation that takes and gives one value. */
export interface Echo {
  readonly model: Model;
  readonly contract: Contract;
  readonly input: MessageModel;
  readonly output: MessageModel;
}

const echoes = new Map<string, Echo>();

export function echo(type: string, version: '1.1' | '1.2' = '1.1'): Echo {
  const key = `${version} ${type}`;
  let known = echoes.get(key);
  if (known === undefined) {
    const model = wsdl(echoWsdl(type, version));
    const [operation] = model.operations;
    if (operation?.output === undefined) throw new Error('no operation');
    known = { model, contract: link(model), input: operation.input, output: operation.output };
    echoes.set(key, known);
  }
  return known;
}

/** The XML of the request with this value, prefixes in place of declarations. */
export function written(type: string, value: unknown, version: '1.1' | '1.2' = '1.1'): string {
  const { contract, input } = echo(type, version);
  const problems: EncodeProblem[] = [];
  const text = encodeMessage(contract, input, { value }, new Namespaces({ 'urn:t': 't' }), problems);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const inside = /^<(n\d):Echo [^>]*>(.*)<\/\1:Echo>$/s.exec(text)?.[2];
  if (inside === undefined) throw new Error(text);
  return inside;
}

/** The problems of a request with this value. */
export function refused(type: string, value: unknown): readonly EncodeProblem[] {
  const { contract, input } = echo(type);
  const problems: EncodeProblem[] = [];
  encodeMessage(contract, input, { value }, new Namespaces(), problems);
  return problems;
}

const prefixes =
  'xmlns:t="urn:t" xmlns:r="urn:rpc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:enc="http://www.w3.org/2003/05/soap-encoding" xmlns:rpc="http://www.w3.org/2003/05/soap-rpc" xmlns:apache="http://xml.apache.org/xml-soap"';

/** A body whose prefixes are declared. */
export function bodyText(body: string): string {
  return `<Body ${prefixes}>${body}</Body>`;
}

/** What a whole body gives, and what it differs in. */
export function readBody(
  type: string,
  body: string,
  more: Partial<Parameters<typeof decodeMessage>[3]> = {},
): { content: unknown; drift: readonly Drift[] } {
  const { contract, output } = echo(type);
  const reader = new XmlReader(bodyText(body));
  reader.readRoot();
  const drift: Drift[] = [];
  const content = decodeMessage(contract, output, reader, { ...more, drift });
  reader.finish();
  return { content, drift };
}

/** The value of a reply whose return accessor is this, `behind` it what it refers to; any difference is an error. */
export function read(type: string, accessor: string, behind = ''): unknown {
  const { content, drift } = readBody(type, `<r:EchoResponse>${accessor}</r:EchoResponse>${behind}`);
  if (drift.length > 0) throw new Error(JSON.stringify(drift));
  return (content as { readonly return?: unknown }).return;
}

/** What a reply differs in. */
export function driftIn(type: string, accessor: string, behind = ''): readonly Drift[] {
  return readBody(type, `<r:EchoResponse>${accessor}</r:EchoResponse>${behind}`).drift;
}
