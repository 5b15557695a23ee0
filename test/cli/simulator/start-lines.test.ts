import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { link, loadWsdl } from '../../../src/codec/index.ts';
import { startLines } from '../../../src/cli/simulator/start-lines.ts';

const operation = (name: string, input: string): string => `<w:operation name="${name}">
  <s:operation soapAction=""/><w:input>${input}</w:input><w:output><s:body use="literal"/></w:output></w:operation>`;

const wsdl = `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:shop" targetNamespace="urn:shop">
  <w:types><xs:schema targetNamespace="urn:shop">
    <xs:element name="Keep" type="xs:string"/><xs:element name="Find" type="xs:string"/>
  </xs:schema></w:types>
  <w:message name="Keep"><w:part name="body" element="t:Keep"/><w:part name="picture" type="xs:base64Binary"/></w:message>
  <w:message name="Find"><w:part name="body" element="t:Find"/></w:message>
  <w:portType name="Shop">
    <w:operation name="Keep"><w:input message="t:Keep"/><w:output message="t:Find"/></w:operation>
    <w:operation name="Find"><w:input message="t:Find"/><w:output message="t:Find"/></w:operation>
  </w:portType>
  <w:binding name="Shop" type="t:Shop"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    ${operation('Keep', '<m:multipartRelated><m:part><s:body use="literal" parts="body"/></m:part><m:part><m:content part="picture" type="image/png"/></m:part></m:multipartRelated>')}
    ${operation('Find', '<s:body use="literal"/>')}
  </w:binding>
  <w:service name="Shop"><w:port name="Shop" binding="t:Shop"><s:address location="http://partner.example/"/></w:port></w:service>
</w:definitions>`;

function lines(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-start-lines-'));
  try {
    const file = join(folder, 'shop.wsdl');
    writeFileSync(file, wsdl);
    const contract = link(loadWsdl(file));
    const { operations } = contract.model;
    const simulator = { url: 'http://127.0.0.1:1', contract, operations, close: () => Promise.resolve() };
    return startLines(file, simulator, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the line to paste', () => {
  it('is of an operation whose message is whole without parts beside it', () => {
    expect(lines().filter((line) => line.startsWith('To try'))).toEqual(['To try Find:']);
  });
});
