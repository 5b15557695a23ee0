import { describe, expect, it } from 'vitest';
import { wsdl } from '../xsd/files.ts';
import { reply, roundTrips } from './round-trip.ts';

const schemaOf = (inside: string): string =>
  `<wsdl:types><s:schema elementFormDefault="qualified" targetNamespace="http://tempuri.org/">${inside}</s:schema></wsdl:types>`;
const definitions = (inside: string, more = ''): string =>
  `<?xml version="1.0" encoding="utf-8"?><wsdl:definitions xmlns:tm="http://microsoft.com/wsdl/mime/textMatching/" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/" xmlns:tns="http://tempuri.org/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" targetNamespace="http://tempuri.org/" ${more}>${inside}</wsdl:definitions>`;

/** As an .asmx page writes it: wrapped documents, two SOAP ports and two of HTTP, a DataSet as its own schema and anything. */
const asmx = wsdl(
  definitions(`${schemaOf(`<s:element name="Load"><s:complexType><s:sequence><s:element minOccurs="0" maxOccurs="1" name="ids" type="tns:ArrayOfInt"/><s:element minOccurs="1" maxOccurs="1" name="since" nillable="true" type="s:dateTime"/></s:sequence></s:complexType></s:element>
 <s:complexType name="ArrayOfInt"><s:sequence><s:element minOccurs="0" maxOccurs="unbounded" name="int" type="s:int"/></s:sequence></s:complexType>
 <s:element name="LoadResponse"><s:complexType><s:sequence><s:element minOccurs="0" maxOccurs="1" name="LoadResult"><s:complexType><s:sequence><s:element ref="s:schema"/><s:any/></s:sequence></s:complexType></s:element></s:sequence></s:complexType></s:element>
 <s:element name="AuthHeader" type="tns:AuthHeader"/><s:complexType name="AuthHeader"><s:sequence><s:element minOccurs="0" maxOccurs="1" name="User" type="s:string"/></s:sequence><s:anyAttribute/></s:complexType>
 <s:element name="DataSet" nillable="true"><s:complexType><s:sequence><s:element ref="s:schema"/><s:any/></s:sequence></s:complexType></s:element>`)}
<wsdl:message name="LoadSoapIn"><wsdl:part name="parameters" element="tns:Load"/></wsdl:message><wsdl:message name="LoadSoapOut"><wsdl:part name="parameters" element="tns:LoadResponse"/></wsdl:message>
<wsdl:message name="LoadAuthHeader"><wsdl:part name="AuthHeader" element="tns:AuthHeader"/></wsdl:message>
<wsdl:message name="LoadHttpGetIn"><wsdl:part name="ids" type="s:string"/></wsdl:message><wsdl:message name="LoadHttpGetOut"><wsdl:part name="Body" element="tns:DataSet"/></wsdl:message>
<wsdl:portType name="DataSoap"><wsdl:operation name="Load"><wsdl:input message="tns:LoadSoapIn"/><wsdl:output message="tns:LoadSoapOut"/></wsdl:operation></wsdl:portType>
<wsdl:portType name="DataHttpGet"><wsdl:operation name="Load"><wsdl:input message="tns:LoadHttpGetIn"/><wsdl:output message="tns:LoadHttpGetOut"/></wsdl:operation></wsdl:portType>
<wsdl:binding name="DataSoap" type="tns:DataSoap"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/><wsdl:operation name="Load"><soap:operation soapAction="http://tempuri.org/Load" style="document"/><wsdl:input><soap:body use="literal"/><soap:header message="tns:LoadAuthHeader" part="AuthHeader" use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding>
<wsdl:binding name="DataSoap12" type="tns:DataSoap"><soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/><wsdl:operation name="Load"><soap12:operation soapAction="http://tempuri.org/Load" style="document"/><wsdl:input><soap12:body use="literal"/></wsdl:input><wsdl:output><soap12:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding>
<wsdl:binding name="DataHttpGet" type="tns:DataHttpGet"><http:binding verb="GET"/><wsdl:operation name="Load"><http:operation location="/Load"/><wsdl:input><http:urlEncoded/></wsdl:input><wsdl:output><mime:mimeXml part="Body"/></wsdl:output></wsdl:operation></wsdl:binding>
<wsdl:service name="Data"><wsdl:port name="DataSoap" binding="tns:DataSoap"><soap:address location="http://data.example/Data.asmx"/></wsdl:port><wsdl:port name="DataSoap12" binding="tns:DataSoap12"><soap12:address location="http://data.example/Data.asmx"/></wsdl:port><wsdl:port name="DataHttpGet" binding="tns:DataHttpGet"><http:address location="http://data.example/Data.asmx"/></wsdl:port></wsdl:service>`),
);

/** As [SoapRpcService] writes it: types in a namespace of their own, `tns:ArrayOfOrder`, both versions of SOAP. */
const encoded = (soap: string): string =>
  `<${soap}:body use="encoded" namespace="http://tempuri.org/" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/>`;
const asmxRpc = wsdl(
  definitions(
    `<wsdl:types><s:schema targetNamespace="http://tempuri.org/encodedTypes"><s:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/><s:import namespace="http://schemas.xmlsoap.org/wsdl/"/>
 <s:complexType name="Order"><s:sequence><s:element minOccurs="1" maxOccurs="1" name="Id" type="s:int"/><s:element minOccurs="1" maxOccurs="1" name="Lines" type="e:ArrayOfString"/><s:element minOccurs="1" maxOccurs="1" name="State" type="e:State"/></s:sequence></s:complexType>
 <s:simpleType name="State"><s:restriction base="s:string"><s:enumeration value="Open"/><s:enumeration value="Closed"/></s:restriction></s:simpleType>
 <s:complexType name="ArrayOfString"><s:complexContent mixed="false"><s:restriction base="soapenc:Array"><s:attribute d7p1:arrayType="s:string[]" ref="soapenc:arrayType" xmlns:d7p1="http://schemas.xmlsoap.org/wsdl/"/></s:restriction></s:complexContent></s:complexType></s:schema></wsdl:types>
<wsdl:message name="GetIn"><wsdl:part name="id" type="s:int"/></wsdl:message><wsdl:message name="GetOut"><wsdl:part name="GetResult" type="e:Order"/></wsdl:message>
<wsdl:portType name="P"><wsdl:operation name="Get"><wsdl:input message="tns:GetIn"/><wsdl:output message="tns:GetOut"/></wsdl:operation></wsdl:portType>
<wsdl:binding name="B" type="tns:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http" style="rpc"/><wsdl:operation name="Get"><soap:operation soapAction="http://tempuri.org/Get" style="rpc"/><wsdl:input>${encoded('soap')}</wsdl:input><wsdl:output>${encoded('soap')}</wsdl:output></wsdl:operation></wsdl:binding>
<wsdl:binding name="B12" type="tns:P"><soap12:binding transport="http://schemas.xmlsoap.org/soap/http" style="rpc"/><wsdl:operation name="Get"><soap12:operation soapAction="http://tempuri.org/Get" style="rpc"/><wsdl:input>${encoded('soap12')}</wsdl:input><wsdl:output>${encoded('soap12')}</wsdl:output></wsdl:operation></wsdl:binding>
<wsdl:service name="S"><wsdl:port name="A" binding="tns:B"><soap:address location="http://a.example/"/></wsdl:port><wsdl:port name="C" binding="tns:B12"><soap12:address location="http://a.example/"/></wsdl:port></wsdl:service>`,
    'xmlns:e="http://tempuri.org/encodedTypes"',
  ),
);

/** As WCF writes it: policies, wsaw:Action, data contracts in files beside it, a fault per contract. */
const wcf = wsdl(
  `<?xml version="1.0" encoding="utf-8"?><wsdl:definitions name="Quotes" targetNamespace="http://tempuri.org/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:wsap="http://schemas.xmlsoap.org/ws/2004/08/addressing/policy" xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" xmlns:wsx="http://schemas.xmlsoap.org/ws/2004/09/mex" xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl" xmlns:tns="http://tempuri.org/" xmlns:wsa10="http://www.w3.org/2005/08/addressing">
<wsp:Policy wsu:Id="WSHttpBinding_IQuotes_policy"><wsp:ExactlyOne><wsp:All><wsoma:OptimizedMimeSerialization xmlns:wsoma="http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"/><wsaw:UsingAddressing/></wsp:All></wsp:ExactlyOne></wsp:Policy>
<wsdl:types><xsd:schema targetNamespace="http://tempuri.org/Imports"><xsd:import schemaLocation="quotes0.xsd" namespace="http://tempuri.org/"/><xsd:import schemaLocation="quotes1.xsd" namespace="http://schemas.microsoft.com/2003/10/Serialization/"/></xsd:schema></wsdl:types>
<wsdl:message name="IQuotes_Get_InputMessage"><wsdl:part name="parameters" element="tns:Get"/></wsdl:message><wsdl:message name="IQuotes_Get_OutputMessage"><wsdl:part name="parameters" element="tns:GetResponse"/></wsdl:message><wsdl:message name="IQuotes_Get_Fault"><wsdl:part name="detail" element="tns:Refused"/></wsdl:message>
<wsdl:portType name="IQuotes"><wsdl:operation name="Get"><wsdl:input wsaw:Action="http://tempuri.org/IQuotes/Get" message="tns:IQuotes_Get_InputMessage"/><wsdl:output wsaw:Action="http://tempuri.org/IQuotes/GetResponse" message="tns:IQuotes_Get_OutputMessage"/><wsdl:fault wsaw:Action="http://tempuri.org/IQuotes/GetRefused" name="Refused" message="tns:IQuotes_Get_Fault"/></wsdl:operation></wsdl:portType>
<wsdl:binding name="WSHttpBinding_IQuotes" type="tns:IQuotes"><wsp:PolicyReference URI="#WSHttpBinding_IQuotes_policy"/><soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/><wsdl:operation name="Get"><soap12:operation soapAction="http://tempuri.org/IQuotes/Get" style="document"/><wsdl:input><soap12:body use="literal"/></wsdl:input><wsdl:output><soap12:body use="literal"/></wsdl:output><wsdl:fault name="Refused"><soap12:fault name="Refused" use="literal"/></wsdl:fault></wsdl:operation></wsdl:binding>
<wsdl:service name="Quotes"><wsdl:port name="WSHttpBinding_IQuotes" binding="tns:WSHttpBinding_IQuotes"><soap12:address location="http://quotes.example/Quotes.svc"/><wsa10:EndpointReference><wsa10:Address>http://quotes.example/Quotes.svc</wsa10:Address></wsa10:EndpointReference></wsdl:port></wsdl:service></wsdl:definitions>`,
  {
    'quotes0.xsd': `<xs:schema elementFormDefault="qualified" targetNamespace="http://tempuri.org/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ser="http://schemas.microsoft.com/2003/10/Serialization/"><xs:import schemaLocation="quotes1.xsd" namespace="http://schemas.microsoft.com/2003/10/Serialization/"/><xs:element name="Get"><xs:complexType><xs:sequence><xs:element minOccurs="0" name="id" type="ser:guid"/></xs:sequence></xs:complexType></xs:element><xs:element name="GetResponse"><xs:complexType><xs:sequence><xs:element minOccurs="0" name="GetResult" nillable="true" type="xs:base64Binary"/></xs:sequence></xs:complexType></xs:element><xs:element name="Refused" nillable="true" type="xs:string"/></xs:schema>`,
    'quotes1.xsd': `<xs:schema attributeFormDefault="qualified" elementFormDefault="qualified" targetNamespace="http://schemas.microsoft.com/2003/10/Serialization/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="http://schemas.microsoft.com/2003/10/Serialization/"><xs:element name="anyType" nillable="true" type="xs:anyType"/><xs:element name="guid" nillable="true" type="tns:guid"/><xs:simpleType name="guid"><xs:restriction base="xs:string"><xs:pattern value="[\\da-fA-F]{8}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{12}"/></xs:restriction></xs:simpleType><xs:attribute name="FactoryType" type="xs:QName"/><xs:attribute name="Id" type="xs:ID"/><xs:attribute name="Ref" type="xs:IDREF"/></xs:schema>`,
  },
);

describe.each([
  ['asmx', asmx],
  ['asmx, rpc/encoded', asmxRpc],
  ['WCF', wcf],
])('%s', (_, model) => {
  it.each(roundTrips(model))('$name is written and read again', ({ sample, back, found }) => {
    expect([back, found]).toEqual([sample, []]);
  });
});

describe('asmx', () => {
  it('has two SOAP ports; those of HTTP are skipped', () => {
    expect(asmx.operations.map(({ port, soap }) => [port, soap])).toEqual([
      ['DataSoap', '1.1'],
      ['DataSoap12', '1.2'],
    ]);
    expect(asmx.skipped).toEqual([expect.stringContaining('the port DataHttpGet: its binding is not a SOAP binding')]);
  });

  it('answers with a DataSet as trees', () => {
    const answer =
      '<b><LoadResponse xmlns="http://tempuri.org/"><LoadResult><xs:schema id="D" xmlns:xs="http://www.w3.org/2001/XMLSchema"/><diffgr:diffgram xmlns:diffgr="urn:schemas-microsoft-com:xml-diffgram-v1"><D xmlns=""><Row><Id>1</Id></Row></D></diffgr:diffgram></LoadResult></LoadResponse></b>';
    expect(reply(asmx, 'Load', answer)).toMatchObject({
      content: { LoadResult: { $any: [{ name: '{urn:schemas-microsoft-com:xml-diffgram-v1}diffgram' }] } },
      drift: [],
    });
  });

  it('rpc/encoded answers with references to types of its own', () => {
    const answer = `<soap:Body xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:tns="http://tempuri.org/" xmlns:types="http://tempuri.org/encodedTypes" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><tns:GetResponse><GetResult href="#id1"/></tns:GetResponse><types:Order id="id1" xsi:type="types:Order"><Id xsi:type="xsd:int">1</Id><Lines href="#id2"/><State xsi:type="types:State">Open</State></types:Order><soapenc:Array id="id2" soapenc:arrayType="xsd:string[2]"><Item>a</Item><Item>b</Item></soapenc:Array></soap:Body>`;
    expect(reply(asmxRpc, 'Get', answer)).toEqual({
      content: { GetResult: { Id: 1, Lines: ['a', 'b'], State: 'Open' } },
      drift: [],
    });
  });
});

describe('WCF', () => {
  it('asks for addressing, its action, and MTOM by its policy', () => {
    expect(wcf.operations).toMatchObject([{ addressing: true, mtom: true, action: 'http://tempuri.org/IQuotes/Get' }]);
  });
});
