import { describe, expect, it } from 'vitest';
import { wsdl } from '../xsd/files.ts';
import { reply, roundTrips } from './round-trip.ts';

const style = 'encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"';
const xmlns =
  'xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:t="urn:t" targetNamespace="urn:t"';

interface Pieces {
  readonly schema?: string;
  readonly input?: string;
  readonly output?: string;
  readonly body?: string;
  readonly outBody?: string;
  readonly style?: 'rpc' | 'document';
  readonly more?: string;
  readonly attributes?: string;
}

/** One operation `Call`, put together as the stack in question does. */
function stack(pieces: Pieces): string {
  const { schema = '', input = '', output = '', more = '', attributes = '' } = pieces;
  const { body = `<soap:body use="encoded" namespace="urn:t" ${style}/>`, outBody = body } = pieces;
  return `<definitions ${xmlns} ${attributes}>${schema === '' ? '' : `<types>${schema}</types>`}<message name="CallRequest">${input}</message><message name="CallResponse">${output}</message>
<portType name="P"><operation name="Call"><input message="t:CallRequest"/><output message="t:CallResponse"/></operation></portType>
<binding name="B" type="t:P"><soap:binding style="${pieces.style ?? 'rpc'}" transport="http://schemas.xmlsoap.org/soap/http"/><operation name="Call"><soap:operation soapAction="urn:t#Call"/><input>${body}</input><output>${outBody}</output></operation></binding>
<service name="S"><port name="Port" binding="t:B"><soap:address location="http://a.example/"/></port></service>${more}</definitions>`;
}

const schema = (inside: string, attributes = 'targetNamespace="urn:t"'): string =>
  `<xs:schema ${attributes}>${inside}</xs:schema>`;
const arrayOf = (name: string, type: string, base = 'soapenc:Array'): string =>
  `<xs:complexType name="${name}"><xs:complexContent><xs:restriction base="${base}"><xs:sequence/><xs:attribute ref="soapenc:arrayType" n1:arrayType="${type}" xmlns:n1="http://schemas.xmlsoap.org/wsdl/"/></xs:restriction></xs:complexContent></xs:complexType>`;
const part = (name: string, type: string): string => `<part name="${name}" type="${type}"/>`;
const literal = '<soap:body use="literal" namespace="urn:t"/>';

describe.each<readonly [string, Pieces]>([
  [
    'Delphi, with dynamic arrays, enumerations and const parameters',
    {
      schema: schema(
        `<xs:simpleType name="TState"><xs:restriction base="xs:string"><xs:enumeration value="sOpen"/></xs:restriction></xs:simpleType>${arrayOf('TIntegerDynArray', 'xs:int[]')}<xs:complexType name="TRow"><xs:sequence><xs:element name="Id" type="xs:int"/><xs:element name="Stream" type="xs:base64Binary"/></xs:sequence></xs:complexType>${arrayOf('TRows', 't:TRow[]')}`,
      ),
      input: part('ids', 't:TIntegerDynArray') + part('state', 't:TState'),
      output: part('return', 't:TRows'),
    },
  ],
  [
    'gSOAP, with __size arrays and elements qualified by default',
    {
      schema: schema(
        `<xs:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/><xs:complexType name="ArrayOfdouble"><xs:complexContent><xs:restriction base="soapenc:Array"><xs:sequence><xs:element name="item" type="xs:double" minOccurs="0" maxOccurs="unbounded" nillable="true"/></xs:sequence><xs:attribute ref="soapenc:arrayType" wsdl:arrayType="xs:double[]"/></xs:restriction></xs:complexContent></xs:complexType>`,
        'targetNamespace="urn:t" elementFormDefault="qualified" attributeFormDefault="unqualified"',
      ),
      input: part('values', 't:ArrayOfdouble'),
      output: part('sum', 'xs:double'),
    },
  ],
  [
    'SOAP::Lite, whose body has no namespace and whose parts are soapenc types',
    {
      input: part('s', 'soapenc:string') + part('n', 'soapenc:integer'),
      output: part('s-gensym3', 'soapenc:base64'),
      body: `<soap:body use="encoded" ${style}/>`,
    },
  ],
  [
    'ColdFusion, whose query beans are arrays of arrays',
    {
      schema: schema(
        `${arrayOf('ArrayOf_xsd_string', 'xs:string[]')}${arrayOf('ArrayOfArrayOf_xsd_anyType', 'xs:anyType[][]')}<xs:complexType name="QueryBean"><xs:sequence><xs:element name="columnList" nillable="true" type="t:ArrayOf_xsd_string"/><xs:element name="data" nillable="true" type="t:ArrayOfArrayOf_xsd_anyType"/></xs:sequence></xs:complexType>`,
      ),
      input: part('sql', 'xs:string'),
      output: part('callReturn', 't:QueryBean'),
    },
  ],
  [
    'Magento 1, with arrays of anything and of associations',
    {
      schema: schema(
        `<xs:import namespace="http://schemas.xmlsoap.org/soap/encoding/" schemaLocation="http://schemas.xmlsoap.org/soap/encoding/"/><xs:complexType name="FixedArray"><xs:complexContent><xs:restriction base="soapenc:Array"><xs:attribute ref="soapenc:arrayType" wsdl:arrayType="xs:anyType[]"/></xs:restriction></xs:complexContent></xs:complexType><xs:complexType name="assoc"><xs:all><xs:element name="key" type="xs:string" minOccurs="1"/><xs:element name="value" type="xs:string" minOccurs="1"/></xs:all></xs:complexType>${arrayOf('assocArray', 't:assoc[]')}`,
      ),
      input: part('sessionId', 'xs:string') + part('args', 'xs:anyType') + part('filters', 't:assocArray'),
      output: part('callReturn', 't:FixedArray'),
    },
  ],
  [
    'wash_out of Ruby, with arrays of structs in place',
    {
      schema: schema(
        `<xs:complexType name="Account"><xs:sequence><xs:element name="bills" type="t:Bill" minOccurs="0" maxOccurs="unbounded" nillable="true"/></xs:sequence></xs:complexType><xs:complexType name="Bill"><xs:sequence><xs:element name="no" type="xs:int" minOccurs="0" nillable="true"/></xs:sequence></xs:complexType>`,
      ),
      input: part('id', 'xs:int'),
      output: part('account', 't:Account'),
    },
  ],
  [
    'Domino, whose parts are anonymous and whose target is its own',
    {
      schema: schema(
        '<xs:complexType name="NOTE"><xs:sequence><xs:element name="SUBJECT" type="xs:string"/><xs:element name="ITEMS" type="soapenc:Array"/></xs:sequence></xs:complexType>',
      ),
      input: part('UNID', 'xs:string'),
      output: part('CALLReturn', 't:NOTE'),
    },
  ],
  [
    'the SOAP Toolkit of Microsoft, which declares its types in a schema without one',
    {
      schema: schema(
        '',
        "targetNamespace='urn:t/type' xmlns='http://www.w3.org/2001/XMLSchema' elementFormDefault='qualified'",
      ),
      input: part('a', 'xs:double'),
      output: part('Result', 'xs:anyType'),
      body: `<soap:body use='encoded' namespace='urn:t/message/' ${style}/>`,
    },
  ],
  [
    'Spyne, whose arrays are wrapped in types of their own',
    {
      style: 'document',
      schema: schema(
        '<xs:complexType name="stringArray"><xs:sequence><xs:element name="string" type="xs:string" minOccurs="0" maxOccurs="unbounded" nillable="true"/></xs:sequence></xs:complexType><xs:complexType name="Call"><xs:sequence><xs:element name="times" type="xs:integer" minOccurs="0" nillable="true"/></xs:sequence></xs:complexType><xs:complexType name="CallResponse"><xs:sequence><xs:element name="CallResult" type="t:stringArray" minOccurs="0" nillable="true"/></xs:sequence></xs:complexType><xs:element name="Call" type="t:Call"/><xs:element name="CallResponse" type="t:CallResponse"/>',
        'targetNamespace="urn:t" elementFormDefault="qualified"',
      ),
      input: '<part name="Call" element="t:Call"/>',
      output: '<part name="CallResponse" element="t:CallResponse"/>',
      body: '<soap:body use="literal"/>',
    },
  ],
  [
    'SAP, with simple types by length and a policy of every version',
    {
      style: 'document',
      schema: schema(
        '<xs:simpleType name="char10"><xs:restriction base="xs:string"><xs:maxLength value="10"/></xs:restriction></xs:simpleType><xs:simpleType name="quantum13.3"><xs:restriction base="xs:decimal"><xs:totalDigits value="13"/><xs:fractionDigits value="3"/></xs:restriction></xs:simpleType><xs:complexType name="TableOfBapiret2"><xs:sequence><xs:element name="item" type="t:Bapiret2" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType><xs:complexType name="Bapiret2"><xs:sequence><xs:element name="Type" type="t:char10"/><xs:element name="Amount" type="t:quantum13.3"/></xs:sequence></xs:complexType><xs:element name="Call"><xs:complexType><xs:all><xs:element name="Return" type="t:TableOfBapiret2" minOccurs="0"/></xs:all></xs:complexType></xs:element><xs:element name="CallResponse"><xs:complexType><xs:sequence><xs:element name="Return" type="t:TableOfBapiret2"/></xs:sequence></xs:complexType></xs:element>',
      ),
      input: '<part name="parameters" element="t:Call"/>',
      output: '<part name="parameter" element="t:CallResponse"/>',
      body: '<soap:body use="literal"/>',
      attributes:
        'xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy" xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"',
      more: '<wsp:UsingPolicy wsdl:required="true"/><wsp:Policy wsu:Id="BN_B"><saptrnbnd:OptimizedXMLTransfer uri="http://xml.sap.com/2006/11/esi/esp/binxml" xmlns:saptrnbnd="http://www.sap.com/webas/710/soap/features/transportbinding/" wsp:Optional="true"/></wsp:Policy>',
    },
  ],
  [
    'a document stack whose parts have types',
    {
      style: 'document',
      schema: schema(
        '<xs:complexType name="Row"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType>',
      ),
      input: part('row', 't:Row') + part('n', 'xs:int'),
      output: part('row', 't:Row'),
      body: '<soap:body use="literal"/>',
    },
  ],
  [
    'a document stack that encodes',
    {
      style: 'document',
      schema: schema(arrayOf('Rows', 'xs:int[]')),
      input: part('rows', 't:Rows'),
      output: part('rows', 't:Rows'),
    },
  ],
  [
    'a stack that encodes requests and writes replies as they are',
    { input: part('a', 'xs:int'), output: part('b', 'xs:int'), outBody: literal },
  ],
  ['a binding that leaves its messages out', { style: 'document', body: '', schema: '' }],
  [
    'a body without parts',
    {
      style: 'document',
      input: part('a', 'xs:int'),
      body: '<soap:body parts="" use="literal"/>',
      output: part('b', 'xs:int'),
    },
  ],
])('%s', (_, pieces) => {
  const model = wsdl(stack(pieces));

  it('loads with nothing skipped', () => {
    expect([model.operations.map(({ name }) => name), model.skipped]).toEqual([['Call'], []]);
  });

  it.each(roundTrips(model))('$name is written and read again', ({ sample, back, found }) => {
    expect([back, found]).toEqual([sample, []]);
  });
});

describe('what partners answer', () => {
  it('gSOAP: arrays in place of references, accessors qualified', () => {
    const model = wsdl(
      stack({ schema: schema(arrayOf('D', 'xs:double[]')), input: part('n', 'xs:int'), output: part('list', 't:D') }),
    );
    const body = `<b xmlns:n="urn:t" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><n:CallResponse><n:list id="_1" xsi:type="enc:Array" enc:arrayType="xsd:double[3]"><item xsi:type="xsd:double">1.5</item><item xsi:type="xsd:double">INF</item><item xsi:nil="true"/></n:list></n:CallResponse></b>`;
    expect(reply(model, 'Call', body)).toEqual({ content: { list: [1.5, 'INF', null] }, drift: [] });
  });

  it('SOAP::Lite: a result of another name, types of its own, drafts of XML Schema', () => {
    const model = wsdl(stack({ input: part('n', 'xs:int'), output: part('out', 'xs:anyType') }));
    const body = `<b xmlns:n="urn:t" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsi="http://www.w3.org/1999/XMLSchema-instance" xmlns:xsd="http://www.w3.org/1999/XMLSchema"><n:CallResponse><s-gensym3 xsi:type="SOAP-ENC:Array" SOAP-ENC:arrayType="xsd:ur-type[2]"><item xsi:type="xsd:int">1</item><item xsi:null="1"/></s-gensym3></n:CallResponse></b>`;
    expect(reply(model, 'Call', body)).toMatchObject({
      content: { out: { $type: 'xs:anyType[]', value: [{ $type: 'xs:int', value: 1 }, null] } },
      drift: [{ kind: 'unknown_element', found: 's-gensym3' }],
    });
  });
});
