import { describe, expect, it } from 'vitest';
import { jsonSchemaOf } from '../../../src/codec/describe/json-schema.ts';
import { sampleOf } from '../../../src/codec/describe/sample.ts';
import { signatureOf } from '../../../src/codec/describe/signature.ts';
import { typescriptOf } from '../../../src/codec/describe/typescript.ts';
import type { Model } from '../../../src/codec/model.ts';
import { echo } from '../encoded/echo.ts';
import { schemaOf } from '../wsdl/parts.ts';
import { wsdl } from '../xsd/files.ts';

function signature(type: string): string {
  const [operation] = echo(type).model.operations;
  return operation === undefined ? '' : signatureOf(echo(type).model, operation);
}

describe('signatures of encoded operations', () => {
  it.each([
    ['xs:int', 'Echo({ value: number | null }) → { return?: number | null }'],
    ['t:Strings', 'Echo({ value: (string | null)[] | null }) → { return?: (string | null)[] | null }'],
    ['t:Grid', 'Echo({ value: (number | null)[][] | null }) → { return?: (number | null)[][] | null }'],
    ['t:Repeated', 'Echo({ value: { n?: (number | null)[] } | null }) → { return?: { n: (number | null)[] } | null }'],
  ])('of %s', (type, text) => {
    expect(signature(type)).toBe(text);
  });
});

describe('JSON Schemas of encoded messages', () => {
  it('demand what the schema requires of a request, and nothing of a reply', () => {
    const { model, input, output } = echo('t:Person');
    const request = jsonSchemaOf(model, input, 'input').definitions['input.Person'];
    const reply = jsonSchemaOf(model, output, 'output').definitions['output.Person'];
    expect(request).toMatchObject({ required: ['name', 'age'], properties: { name: { type: ['string', 'null'] } } });
    expect(reply).not.toHaveProperty('required');
  });
});

describe('types of encoded messages', () => {
  it('have the names of the WSDL where nothing is literal', () => {
    const text = typescriptOf(echo('t:People').model, { file: 'a.wsdl', command: 'types' });
    expect(text).toContain('export interface EchoMessage {\n  value: (Person | null)[] | null;\n}');
    expect(text).toContain('friend?: Person | null | undefined;');
  });

  it('are others than the literal ones of their name', () => {
    const text = typescriptOf(both(), { file: 'a.wsdl', command: 'types' });
    expect(text).toContain('value: Person;');
    expect(text).toContain('value: PersonEncoded | null;');
  });
});

describe('samples of encoded messages', () => {
  it.each([
    ['t:Lists', [['text']]],
    ['t:Cube', [[[1]]]],
    ['t:People', [{ name: 'text', age: 1, tags: ['text'] }]],
    ['soapenc:Array', [{ $type: 'xs:string', value: 'text' }]],
  ])('of %s hold one item', (type, value) => {
    const { model, input } = echo(type);
    expect(sampleOf(model, input)).toEqual({ value });
  });
});

/** The same message of a type, literal in one port and encoded in another. */
function both(): Model {
  const bound = (name: string, use: string): string =>
    `<binding name="${name}" type="w:P"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/><operation name="Echo"><soap:operation/><input><soap:body use="${use}"/></input><output><soap:body use="${use}"/></output></operation></binding>`;
  return wsdl(`<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t" xmlns:w="urn:w" targetNamespace="urn:w">
    <types>${schemaOf('<xs:complexType name="Person"><xs:sequence><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType>')}</types>
    <message name="M"><part name="value" type="t:Person"/></message>
    <portType name="P"><operation name="Echo"><input message="w:M"/><output message="w:M"/></operation></portType>
    ${bound('L', 'literal')}${bound('E', 'encoded')}
    <service name="S"><port name="L" binding="w:L"><soap:address location="https://a.test/"/></port><port name="E" binding="w:E"><soap:address location="https://a.test/"/></port></service></definitions>`);
}
