import { describe, expect, it } from 'vitest';
import { wsdl } from '../xsd/files.ts';
import { reply, roundTrips } from './round-trip.ts';

const head =
  'targetNamespace="http://shop.example/services/Orders" xmlns:apachesoap="http://xml.apache.org/xml-soap" xmlns:impl="http://shop.example/services/Orders" xmlns:intf="http://shop.example/services/Orders" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:tns1="http://model.shop.example" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:wsdlsoap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';
const body =
  '<wsdlsoap:body encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" namespace="http://shop.example/services/Orders" use="encoded"/>';

/** As Axis 1.4 writes it for Java beans: a schema per package, arrays in the service's own, Map where a method has one. */
const axis = wsdl(`<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions ${head}>
<wsdl:types>
 <schema targetNamespace="http://model.shop.example" xmlns="http://www.w3.org/2001/XMLSchema">
  <import namespace="http://xml.apache.org/xml-soap"/><import namespace="http://shop.example/services/Orders"/>
  <import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
  <complexType name="Line"><sequence><element name="quantity" type="xsd:int"/><element name="sku" nillable="true" type="soapenc:string"/></sequence></complexType>
  <complexType name="Order"><sequence>
   <element name="attributes" nillable="true" type="apachesoap:Map"/><element name="lines" nillable="true" type="impl:ArrayOf_tns1_Line"/>
   <element name="parent" nillable="true" type="tns1:Order"/><element name="placed" nillable="true" type="xsd:dateTime"/>
   <element name="total" nillable="true" type="soapenc:decimal"/><element name="urgent" type="xsd:boolean"/></sequence></complexType>
  <complexType name="Refused"><sequence><element name="reason" nillable="true" type="soapenc:string"/></sequence></complexType>
 </schema>
 <schema targetNamespace="http://xml.apache.org/xml-soap" xmlns="http://www.w3.org/2001/XMLSchema">
  <import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
  <complexType name="mapItem"><sequence><element name="key" nillable="true" type="xsd:anyType"/><element name="value" nillable="true" type="xsd:anyType"/></sequence></complexType>
  <complexType name="Map"><sequence><element maxOccurs="unbounded" minOccurs="0" name="item" type="apachesoap:mapItem"/></sequence></complexType>
 </schema>
 <schema targetNamespace="http://shop.example/services/Orders" xmlns="http://www.w3.org/2001/XMLSchema">
  <import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
  <complexType name="ArrayOf_tns1_Line"><complexContent><restriction base="soapenc:Array"><attribute ref="soapenc:arrayType" wsdl:arrayType="tns1:Line[]"/></restriction></complexContent></complexType>
  <complexType name="ArrayOf_xsd_anyType"><complexContent><restriction base="soapenc:Array"><attribute ref="soapenc:arrayType" wsdl:arrayType="xsd:anyType[]"/></restriction></complexContent></complexType>
 </schema>
</wsdl:types>
<wsdl:message name="findRequest"><wsdl:part name="in0" type="soapenc:string"/><wsdl:part name="in1" type="xsd:int"/></wsdl:message>
<wsdl:message name="findResponse"><wsdl:part name="findReturn" type="tns1:Order"/></wsdl:message>
<wsdl:message name="listRequest"/><wsdl:message name="listResponse"><wsdl:part name="listReturn" type="impl:ArrayOf_xsd_anyType"/></wsdl:message>
<wsdl:message name="Refused"><wsdl:part name="fault" type="tns1:Refused"/></wsdl:message>
<wsdl:portType name="Orders">
 <wsdl:operation name="find" parameterOrder="in0 in1"><wsdl:input message="impl:findRequest" name="findRequest"/><wsdl:output message="impl:findResponse" name="findResponse"/><wsdl:fault message="impl:Refused" name="Refused"/></wsdl:operation>
 <wsdl:operation name="list"><wsdl:input message="impl:listRequest" name="listRequest"/><wsdl:output message="impl:listResponse" name="listResponse"/></wsdl:operation>
</wsdl:portType>
<wsdl:binding name="OrdersSoapBinding" type="impl:Orders"><wsdlsoap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
 <wsdl:operation name="find"><wsdlsoap:operation soapAction=""/><wsdl:input name="findRequest">${body}</wsdl:input><wsdl:output name="findResponse">${body}</wsdl:output>
  <wsdl:fault name="Refused"><wsdlsoap:fault encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" name="Refused" namespace="http://shop.example/services/Orders" use="encoded"/></wsdl:fault></wsdl:operation>
 <wsdl:operation name="list"><wsdlsoap:operation soapAction=""/><wsdl:input name="listRequest">${body}</wsdl:input><wsdl:output name="listResponse">${body}</wsdl:output></wsdl:operation>
</wsdl:binding>
<wsdl:service name="OrdersService"><wsdl:port binding="impl:OrdersSoapBinding" name="Orders"><wsdlsoap:address location="http://shop.example/services/Orders"/></wsdl:port></wsdl:service>
</wsdl:definitions>`);

const envelope =
  'xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"';

describe('Axis 1', () => {
  it.each(roundTrips(axis))('$name is written and read again', ({ sample, back, found }) => {
    expect([back, found]).toEqual([sample, []]);
  });

  it('answers with references behind the wrapper', () => {
    const answer = `<soapenv:Body ${envelope}><ns1:findResponse soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:ns1="http://shop.example/services/Orders"><findReturn href="#id0"/></ns1:findResponse>
<multiRef id="id0" soapenc:root="0" soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xsi:type="ns2:Order" xmlns:ns2="http://model.shop.example"><attributes xsi:type="ns3:Map" xsi:nil="true" xmlns:ns3="http://xml.apache.org/xml-soap"/><lines xsi:type="soapenc:Array" soapenc:arrayType="ns2:Line[2]"><lines href="#id1"/><lines href="#id1"/></lines><parent xsi:type="ns2:Order" xsi:nil="true"/><placed xsi:type="xsd:dateTime">2026-01-31T09:30:00.000Z</placed><total href="#id2"/><urgent href="#id3"/></multiRef>
<multiRef id="id1" soapenc:root="0" xsi:type="ns4:Line" xmlns:ns4="http://model.shop.example"><quantity href="#id4"/><sku xsi:type="soapenc:string">A&amp;1</sku></multiRef>
<multiRef id="id2" soapenc:root="0" xsi:type="soapenc:decimal">12.30</multiRef><multiRef id="id3" soapenc:root="0" xsi:type="xsd:boolean">true</multiRef><multiRef id="id4" soapenc:root="0" xsi:type="xsd:int">2</multiRef></soapenv:Body>`;
    const line = { quantity: 2, sku: 'A&1' };
    expect(reply(axis, 'find', answer)).toEqual({
      content: {
        findReturn: {
          attributes: null,
          lines: [line, line],
          parent: null,
          placed: '2026-01-31T09:30:00.000Z',
          total: '12.30',
          urgent: true,
        },
      },
      drift: [],
    });
  });

  it('answers with arrays of anything', () => {
    const answer = `<soapenv:Body ${envelope}><ns1:listResponse xmlns:ns1="http://shop.example/services/Orders"><ns1:listReturn soapenc:arrayType="xsd:anyType[3]" xsi:type="soapenc:Array"><ns1:listReturn xsi:type="soapenc:string">a</ns1:listReturn><ns1:listReturn xsi:type="xsd:long">5</ns1:listReturn><ns1:listReturn xsi:type="xsd:anyType" xsi:nil="true"/></ns1:listReturn></ns1:listResponse></soapenv:Body>`;
    expect(reply(axis, 'list', answer)).toEqual({
      content: { listReturn: [{ $type: 'xs:string', value: 'a' }, { $type: 'xs:long', value: '5' }, null] },
      drift: [],
    });
  });

  it('has faults by type', () => {
    expect(axis.operations[0]?.faults).toMatchObject([{ name: 'Refused', typed: true, encoding: { soap: '1.1' } }]);
  });
});
