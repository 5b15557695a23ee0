const operation = (name: string, output: boolean): string => `
    <w:operation name="${name}">
      <soap:operation soapAction="urn:shop:${name.toLowerCase()}"/>
      <w:input><soap:body use="literal"/></w:input>
      ${output ? '<w:output><soap:body use="literal"/></w:output><w:fault name="Refusal"><soap:fault name="Refusal" use="literal"/></w:fault>' : ''}
    </w:operation>`;

const binding = (name: string, version: string): string => `
  <w:binding name="${name}" type="t:Shop" xmlns:soap="http://schemas.xmlsoap.org/wsdl/${version}/">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>${operation('Find', true)}${operation('Tell', false)}
  </w:binding>`;

/** A service at two ports, SOAP 1.1 and 1.2, over three files. */
export const twoPorts = {
  'shop.wsdl': `<?xml version="1.0" encoding="iso-8859-1"?>
<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:shop" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:shop">
  <w:types><xs:schema><xs:import namespace="urn:shop" schemaLocation='types.xsd'/></xs:schema></w:types>
  <w:message name="Find"><w:part name="body" element="t:Find"/></w:message>
  <w:message name="FindResponse"><w:part name="body" element="t:FindResponse"/></w:message>
  <w:message name="Tell"><w:part name="body" element="t:Tell"/></w:message>
  <w:message name="Refusal"><w:part name="body" element="t:Refusal"/></w:message>
  <w:portType name="Shop">
    <w:operation name="Find">
      <w:input message="t:Find"/><w:output message="t:FindResponse"/><w:fault name="Refusal" message="t:Refusal"/>
    </w:operation>
    <w:operation name="Tell"><w:input message="t:Tell"/></w:operation>
  </w:portType>${binding('Eleven', 'soap')}${binding('Twelve', 'soap12')}
  <w:service name="Shop">
    <!-- <soap:address location="http://partner.example/old"/> -->
    <w:port name="Eleven" binding="t:Eleven">
      <a:address xmlns:a="http://schemas.xmlsoap.org/wsdl/soap/" location="https://partner.example/shop?a=1&amp;b=2"/>
    </w:port>
    <w:port name="Twelve" binding="t:Twelve">
      <a:address xmlns:a="http://schemas.xmlsoap.org/wsdl/soap12/"
        location = 'https://partner.example/shop12' />
    </w:port>
  </w:service>
</w:definitions>`,
  'types.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:shop" targetNamespace="urn:shop" elementFormDefault="qualified">
  <xs:include schemaLocation="./common.xsd"/>
  <xs:element name="Find"><xs:complexType><xs:sequence><xs:element name="reference" type="t:Reference"/><xs:element name="picture" type="xs:base64Binary" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="FindResponse"><xs:complexType><xs:sequence><xs:element name="count" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="Tell"><xs:complexType><xs:sequence><xs:element name="words" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="Refusal"><xs:complexType><xs:sequence><xs:element name="code" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>`,
  'common.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:simpleType name="Reference"><xs:restriction base="xs:string"><xs:pattern value="[0-9]+"/></xs:restriction></xs:simpleType>
</xs:schema>`,
};
