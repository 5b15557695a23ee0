import { describe, expect, it } from 'vitest';
import { wsdl } from '../xsd/files.ts';
import { roundTrips } from './round-trip.ts';

const xmlns =
  'xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/" xmlns:wsp="http://www.w3.org/ns/ws-policy" xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata" xmlns:tns="http://ws.example/"';
const literal = '<soap:body use="literal"/>';
const http = 'transport="http://schemas.xmlsoap.org/soap/http"';

const beans = `<xs:schema version="1.0" targetNamespace="http://ws.example/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="http://ws.example/">
 <xs:element name="find" type="tns:find"/><xs:element name="findResponse" type="tns:findResponse"/><xs:element name="NotFound" type="tns:NotFound"/>
 <xs:complexType name="find"><xs:sequence><xs:element name="arg0" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>
 <xs:complexType name="findResponse"><xs:sequence><xs:element name="return" type="tns:member" nillable="true" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
 <xs:complexType name="member"><xs:sequence><xs:element name="born" type="xs:dateTime" minOccurs="0"/><xs:element name="tags"><xs:complexType><xs:sequence><xs:element name="entry" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="key" minOccurs="0" type="xs:string"/><xs:element name="value" minOccurs="0" type="xs:anyType"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
 <xs:complexType name="NotFound"><xs:sequence><xs:element name="message" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>
</xs:schema>`;
const abstract = `<message name="find"><part name="parameters" element="tns:find"/></message><message name="findResponse"><part name="parameters" element="tns:findResponse"/></message><message name="NotFound"><part name="fault" element="tns:NotFound"/></message>
 <portType name="Members"><operation name="find"><input wsam:Action="http://ws.example/Members/findRequest" message="tns:find"/><output wsam:Action="http://ws.example/Members/findResponse" message="tns:findResponse"/><fault message="tns:NotFound" name="NotFound" wsam:Action="http://ws.example/Members/find/Fault/NotFound"/></operation></portType>`;
const bound = (portType: string, extra = ''): string =>
  `<binding name="MembersBinding" type="${portType}">${extra}<soap:binding ${http} style="document"/><operation name="find"><soap:operation soapAction=""/><input>${literal}</input><output>${literal}</output><fault name="NotFound"><soap:fault name="NotFound" use="literal"/></fault></operation></binding>`;
const service = (binding: string): string =>
  `<service name="MembersService"><port name="MembersPort" binding="${binding}"><soap:address location="http://ws.example:80/members"/></port></service>`;

describe.each([
  [
    'JAX-WS RI, whose WSDL imports the abstract one and whose schema is a file',
    `<definitions ${xmlns} xmlns:imp="http://abs.example/" targetNamespace="http://ws.example/" name="MembersService"><import namespace="http://ws.example/" location="members_1.wsdl"/>${bound('tns:Members', '<wsp:PolicyReference URI="#p"/>')}${service('tns:MembersBinding')}<wsp:Policy wsu:Id="p"><wsam:Addressing wsp:Optional="true"/></wsp:Policy></definitions>`,
    {
      'members_1.wsdl': `<definitions ${xmlns} targetNamespace="http://ws.example/"><types><xsd:schema><xsd:import namespace="http://ws.example/" schemaLocation="members_schema1.xsd"/></xsd:schema></types>${abstract}</definitions>`,
      'members_schema1.xsd': beans,
    },
  ],
  [
    'CXF, whose two WSDLs import each other',
    `<wsdl:definitions ${xmlns} targetNamespace="http://ws.example/"><wsdl:import location="abstract.wsdl" namespace="http://ws.example/"></wsdl:import>${bound('tns:Members')}${service('tns:MembersBinding')}</wsdl:definitions>`,
    {
      'abstract.wsdl': `<definitions ${xmlns} targetNamespace="http://ws.example/"><import namespace="http://ws.example/" location="main.wsdl"/><import namespace="http://elsewhere.example/"/><types>${beans}</types>${abstract}</definitions>`,
    },
  ],
  [
    'WebSphere, whose schema is imported by wsdl:import',
    `<wsdl:definitions ${xmlns} targetNamespace="http://ws.example/"><wsdl:import namespace="http://ws.example/" location="beans.xsd"/>${abstract}${bound('tns:Members')}${service('tns:MembersBinding')}</wsdl:definitions>`,
    { 'beans.xsd': beans },
  ],
  [
    'WebLogic, with policies of its own and several ports',
    `<s0:definitions name="M" targetNamespace="http://ws.example/" ${xmlns} xmlns:s0="http://schemas.xmlsoap.org/wsdl/" xmlns:w="http://schemas.xmlsoap.org/ws/2004/09/policy"><w:UsingPolicy s0:Required="true"/><w:Policy wsu:Id="Auth.xml"><x:Identity xmlns:x="http://www.bea.com/wls90/security/policy"/></w:Policy><s0:types>${beans}</s0:types>${abstract}${bound('tns:Members')}<binding name="Jms" type="tns:Members"><soap:binding transport="http://www.openuri.org/2002/04/soap/jms/" style="document"/><operation name="find"><input>${literal}</input><output>${literal}</output></operation></binding><s0:service name="MembersService"><s0:port binding="tns:MembersBinding" name="A"><soap:address location="http://a.example/"/></s0:port><s0:port binding="tns:MembersBinding" name="B"><soap:address location="https://b.example/"/></s0:port><s0:port binding="tns:Jms" name="J"><soap:address location="jms://a"/></s0:port></s0:service></s0:definitions>`,
    {},
  ],
  [
    'Axis 2, with an HTTP port and a fault of axis2',
    `<wsdl:definitions ${xmlns} targetNamespace="http://ws.example/" xmlns:http="http://schemas.xmlsoap.org/wsdl/http/"><wsdl:documentation>Members</wsdl:documentation><types>${beans}</types>${abstract}${bound('tns:Members')}<wsdl:binding name="Http" type="tns:Members"><http:binding verb="POST"/><wsdl:operation name="find"><http:operation location="find"/><wsdl:input><mime:content type="application/xml" part="parameters"/></wsdl:input><wsdl:output><mime:content type="application/xml" part="parameters"/></wsdl:output></wsdl:operation></wsdl:binding><wsdl:service name="S"><wsdl:port name="Http" binding="tns:Http"><http:address location="http://a.example/"/></wsdl:port><wsdl:port name="Soap" binding="tns:MembersBinding"><soap:address location="http://a.example/"/></wsdl:port></wsdl:service></wsdl:definitions>`,
    {},
  ],
  [
    'Oracle, rpc/literal whose parts name elements and types alike',
    `<definitions ${xmlns} targetNamespace="http://ws.example/"><types>${beans}</types><message name="In"><part name="who" type="tns:member"/><part name="key" element="tns:find"/></message><message name="Out"><part name="result" type="xsd:decimal"/></message><portType name="P"><operation name="find"><input name="in" message="tns:In"/><output name="out" message="tns:Out"/></operation></portType><binding name="B" type="tns:P"><soap:binding style="rpc" ${http}/><operation name="find"><soap:operation soapAction="urn:find"/><input name="in"><soap:body use="literal" namespace="http://ws.example/" parts="who key"/></input><output name="out"><soap:body use="literal" namespace="http://ws.example/" parts="result"/></output></operation></binding>${service('tns:B')}</definitions>`,
    {},
  ],
  [
    'CXF, with an attachment by mime:content',
    `<definitions ${xmlns} targetNamespace="http://ws.example/"><types>${beans}</types><message name="In"><part name="body" element="tns:find"/><part name="scan" type="xsd:base64Binary"/></message><message name="Out"><part name="result" element="tns:findResponse"/></message><portType name="P"><operation name="find"><input message="tns:In"/><output message="tns:Out"/></operation></portType><binding name="B" type="tns:P"><soap:binding style="document" ${http}/><operation name="find"><soap:operation/><input><mime:multipartRelated><mime:part><soap:body parts="body" use="literal"/></mime:part><mime:part><mime:content part="scan" type="application/pdf"/></mime:part></mime:multipartRelated></input><output>${literal}</output></operation></binding>${service('tns:B')}</definitions>`,
    {},
  ],
])('%s', (_, text, files: Readonly<Record<string, string>>) => {
  const model = wsdl(text, files);
  const trips = roundTrips(model);

  it('has its operation', () => {
    expect(new Set(model.operations.map(({ name }) => name))).toEqual(new Set(['find']));
  });

  it.each(trips)('$name is written and read again', ({ name, sample, back, found }) => {
    const { scan, ...body } = sample as { readonly scan?: string };
    expect([name, back, found]).toEqual([name, body, []]);
    expect([undefined, 'AAECAw==']).toContain(scan);
  });
});
