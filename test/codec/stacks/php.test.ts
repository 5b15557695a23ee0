import { describe, expect, it } from 'vitest';
import { wsdl } from '../xsd/files.ts';
import { reply, roundTrips } from './round-trip.ts';

const encoded =
  '<soap:body use="encoded" namespace="urn:catalogue" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/>';

/** As NuSOAP writes it: everything in one schema, imports of the encoding and of WSDL, arrays as complexContent. */
const nusoap = wsdl(`<?xml version="1.0" encoding="ISO-8859-1"?>
<definitions xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:tns="urn:catalogue" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:catalogue">
<types><xsd:schema targetNamespace="urn:catalogue"><xsd:import namespace="http://schemas.xmlsoap.org/soap/encoding/" /><xsd:import namespace="http://schemas.xmlsoap.org/wsdl/" />
 <xsd:complexType name="Product"><xsd:all><xsd:element name="id" type="xsd:int"/><xsd:element name="label" type="xsd:string"/><xsd:element name="price" type="xsd:float"/></xsd:all></xsd:complexType>
 <xsd:complexType name="Products"><xsd:complexContent><xsd:restriction base="SOAP-ENC:Array"><xsd:attribute ref="SOAP-ENC:arrayType" wsdl:arrayType="tns:Product[]"/></xsd:restriction></xsd:complexContent></xsd:complexType>
</xsd:schema></types>
<message name="searchRequest"><part name="words" type="SOAP-ENC:Array" /><part name="limit" type="xsd:int" /></message>
<message name="searchResponse"><part name="return" type="tns:Products" /></message>
<message name="pingRequest"></message><message name="pingResponse"></message>
<portType name="cataloguePortType"><operation name="search"><documentation>Finds &lt;b&gt;products&lt;/b&gt;</documentation><input message="tns:searchRequest"/><output message="tns:searchResponse"/></operation>
 <operation name="ping"><input message="tns:pingRequest"/><output message="tns:pingResponse"/></operation></portType>
<binding name="catalogueBinding" type="tns:cataloguePortType"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
 <operation name="search"><soap:operation soapAction="urn:catalogue#search" style="rpc"/><input>${encoded}</input><output>${encoded}</output></operation>
 <operation name="ping"><soap:operation soapAction="urn:catalogue#ping" style="rpc"/><input>${encoded}</input><output>${encoded}</output></operation></binding>
<service name="catalogue"><port name="cataloguePort" binding="tns:catalogueBinding"><soap:address location="http://catalogue.example/server.php"/></port></service>
</definitions>`);

/** As Zend's AutoDiscover writes it: rpc/literal by default, `xsd:struct` and `soap-enc:Array` for what PHP does not declare. */
const zend = wsdl(`<?xml version="1.0"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:tns="http://zend.example/api" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" name="Api" targetNamespace="http://zend.example/api">
<types><xsd:schema targetNamespace="http://zend.example/api"><xsd:complexType name="ArrayOfString"><xsd:complexContent><xsd:restriction base="soap-enc:Array"><xsd:attribute ref="soap-enc:arrayType" wsdl:arrayType="xsd:string[]"/></xsd:restriction></xsd:complexContent></xsd:complexType></xsd:schema></types>
<portType name="ApiPort"><operation name="names"><documentation>names</documentation><input message="tns:namesIn"/><output message="tns:namesOut"/></operation></portType>
<binding name="ApiBinding" type="tns:ApiPort"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/><operation name="names"><soap:operation soapAction="http://zend.example/api#names"/>
 <input><soap:body use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" namespace="http://zend.example/api"/></input><output><soap:body use="literal" namespace="http://zend.example/api"/></output></operation></binding>
<service name="ApiService"><port name="ApiPort" binding="tns:ApiBinding"><soap:address location="http://zend.example/api"/></port></service>
<message name="namesIn"><part name="filter" type="soap-enc:Array"/></message><message name="namesOut"><part name="return" type="tns:ArrayOfString"/></message>
</definitions>`);

describe.each([
  ['NuSOAP', nusoap],
  ['Zend', zend],
])('%s', (_, model) => {
  it.each(roundTrips(model))('$name is written and read again', ({ sample, back, found }) => {
    expect([back, found]).toEqual([sample, []]);
  });
});

const prefixes =
  'xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:catalogue" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"';

describe('replies of PHP', () => {
  it('say arrays by the types of the WSDL', () => {
    const product =
      '<item xsi:type="ns1:Product"><id xsi:type="xsd:int">1</id><label xsi:nil="true"/><price xsi:type="xsd:float">9.9</price></item>';
    const answer = `<SOAP-ENV:Body ${prefixes}><ns1:searchResponse><return SOAP-ENC:arrayType="ns1:Product[1]" xsi:type="ns1:Products">${product}</return></ns1:searchResponse></SOAP-ENV:Body>`;
    expect(reply(nusoap, 'search', answer)).toEqual({
      content: { return: [{ id: 1, label: null, price: 9.9 }] },
      drift: [],
    });
  });

  it('without a value are empty objects', () => {
    const answer = `<SOAP-ENV:Body ${prefixes}><ns1:pingResponse/></SOAP-ENV:Body>`;
    expect(reply(nusoap, 'ping', answer)).toEqual({ content: {}, drift: [] });
  });

  it('hold encoded arrays in literal messages too', () => {
    const answer = `<b ${prefixes} xmlns:z="http://zend.example/api"><z:namesResponse><return SOAP-ENC:arrayType="xsd:string[2]" xsi:type="z:ArrayOfString"><item xsi:type="xsd:string">a</item><item xsi:type="xsd:string">b</item></return></z:namesResponse></b>`;
    expect(reply(zend, 'names', answer)).toEqual({ content: { return: ['a', 'b'] }, drift: [] });
  });
});
