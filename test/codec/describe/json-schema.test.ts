import { describe, expect, test } from 'vitest';
import type { Direction } from '../../../src/codec/describe/json-schema.ts';
import { faultDetailSchemaOf, jsonSchemaOf } from '../../../src/codec/describe/json-schema.ts';
import { wsdlModel } from './schema-text.ts';
import { propertiesOf, schemasOf } from './schemas.ts';

function simpleOf(facets: string, direction: Direction, base = 'xs:string'): unknown {
  const type = `<xs:simpleType><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
  return propertiesOf(`<xs:element name="a">${type}</xs:element>`, direction)['a'];
}

describe('what may be sent', () => {
  test('an object refuses properties that the schema does not know', () => {
    const { schema } = schemasOf('<xs:element name="e"><xs:complexType/></xs:element>', 'input');
    expect(schema).toEqual({ type: 'object', properties: {}, additionalProperties: false });
  });

  test('what the schema requires is required', () => {
    const sequence = '<xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string" minOccurs="0"/>';
    const element = `<xs:element name="e"><xs:complexType><xs:sequence>${sequence}</xs:sequence></xs:complexType></xs:element>`;
    expect(schemasOf(element, 'input').schema['required']).toEqual(['a']);
  });

  test('an enumeration is closed', () => {
    expect(simpleOf('<xs:enumeration value="A"/><xs:enumeration value="B"/>', 'input')).toEqual({ enum: ['A', 'B'] });
  });

  test('lengths stay', () => {
    expect(simpleOf('<xs:minLength value="2"/><xs:maxLength value="5"/>', 'input')).toEqual({
      type: 'string',
      minLength: 2,
      maxLength: 5,
    });
  });

  test('a pattern stays where ECMAScript without flags says the same', () => {
    expect(simpleOf('<xs:pattern value="[A-Z]{2}\\d-x"/>', 'input')).toEqual({
      type: 'string',
      pattern: '^(?:[A-Z]{2}[0-9]-x)$',
    });
  });

  test('a pattern goes where it needs Unicode categories', () => {
    expect(simpleOf('<xs:pattern value="\\p{Lu}+"/>', 'input')).toEqual({ type: 'string' });
  });

  test('patterns of several derivation steps all hold', () => {
    const base =
      '<xs:simpleType name="s"><xs:restriction base="xs:string"><xs:pattern value="a.*"/></xs:restriction></xs:simpleType>';
    const type = '<xs:simpleType><xs:restriction base="x:s"><xs:pattern value=".*b"/></xs:restriction></xs:simpleType>';
    const properties = propertiesOf(`<xs:element name="a">${type}</xs:element>`, 'input', base);
    expect(properties['a']).toMatchObject({
      allOf: [{ pattern: expect.any(String) }, { pattern: expect.any(String) }],
    });
  });

  test('an int is a number within its bounds, or its text', () => {
    expect(propertiesOf('<xs:element name="a" type="xs:byte"/>', 'input')['a']).toEqual({
      type: ['integer', 'string'],
      minimum: -128,
      maximum: 127,
    });
  });

  test('a decimal is a string, or a number', () => {
    expect(simpleOf('<xs:minInclusive value="0"/>', 'input', 'xs:decimal')).toEqual({
      type: ['string', 'number'],
      minimum: 0,
      description: 'xs:decimal',
    });
  });

  test('a bound that a JSON number cannot hold is left to the codec', () => {
    expect(simpleOf('<xs:maxInclusive value="9223372036854775806"/>', 'input', 'xs:long')).not.toHaveProperty(
      'maximum',
    );
  });

  test('occurrences bound the array', () => {
    const property = propertiesOf('<xs:element name="a" type="xs:string" minOccurs="2" maxOccurs="4"/>', 'input')['a'];
    expect(property).toEqual({ type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 4 });
  });

  test('a fixed text is a constant', () => {
    expect(propertiesOf('<xs:element name="a" type="xs:string" fixed="v"/>', 'input')['a']).toMatchObject({
      const: 'v',
    });
  });
});

describe('what comes back', () => {
  test('an enumeration admits what it does not list', () => {
    expect(simpleOf('<xs:enumeration value="A"/>', 'output')).toEqual({ anyOf: [{ enum: ['A'] }, { type: 'string' }] });
  });

  test('facets are not promised', () => {
    expect(simpleOf('<xs:pattern value="a"/><xs:maxLength value="5"/>', 'output')).toEqual({ type: 'string' });
  });

  test('other properties are not promised to be absent', () => {
    expect(schemasOf('<xs:element name="e"><xs:complexType/></xs:element>', 'output').schema).not.toHaveProperty(
      'additionalProperties',
    );
  });

  test('an array is always there', () => {
    const element =
      '<xs:element name="e"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>';
    expect(schemasOf(element, 'output').schema['required']).toEqual(['a']);
  });

  test('a required number may be absent, since an empty element reads so', () => {
    const element =
      '<xs:element name="e"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType></xs:element>';
    expect(schemasOf(element, 'output').schema).not.toHaveProperty('required');
  });

  test('an attribute with a default is there, and documented', () => {
    const { schema } = schemasOf(
      '<xs:element name="e"><xs:complexType><xs:attribute name="a" type="xs:string" default="v"/></xs:complexType></xs:element>',
      'output',
    );
    expect(schema).toMatchObject({ properties: { a: { type: 'string', default: 'v' } }, required: ['a'] });
  });

  test('a double may be infinite', () => {
    const property = propertiesOf('<xs:element name="a" type="xs:double"/>', 'output')['a'];
    expect(property).toEqual({ anyOf: [{ type: 'number' }, { enum: ['INF', '-INF', 'NaN'] }] });
  });
});

const service = {
  types:
    '<xs:element name="ask" type="xs:string" nillable="true"/><xs:element name="context"><xs:complexType><xs:sequence><xs:element name="id" type="xs:string"/></xs:sequence></xs:complexType></xs:element><xs:element name="Refused" type="xs:string"/>',
  messages:
    '<wsdl:message name="Ask"><wsdl:part name="body" element="x:ask"/><wsdl:part name="head" element="x:context"/></wsdl:message><wsdl:message name="Refused"><wsdl:part name="f" element="x:Refused"/></wsdl:message>',
  operations:
    '<wsdl:operation name="Ask"><wsdl:input message="x:Ask"/><wsdl:output message="x:Ask"/><wsdl:fault name="r" message="x:Refused"/></wsdl:operation>',
  bindings:
    '<wsdl:operation name="Ask"><soap:operation soapAction=""/><wsdl:input><soap:header message="x:Ask" part="head" use="literal"/><soap:body use="literal" parts="body"/></wsdl:input><wsdl:output><soap:body use="literal" parts="body"/></wsdl:output><wsdl:fault name="r"><soap:fault name="r" use="literal"/></wsdl:fault></wsdl:operation>',
};

describe('messages', () => {
  const model = wsdlModel(service);
  const [operation] = model.operations;

  test('a simple root is named, a nil one marked, and declared headers stand beside both', () => {
    expect(operation && jsonSchemaOf(model, operation.input, 'input').schema).toMatchObject({
      anyOf: [
        {
          properties: { ask: { type: 'string' }, $headers: { properties: { context: { properties: { id: {} } } } } },
          required: ['ask'],
        },
        { properties: { $nil: { const: true }, $headers: {} } },
      ],
    });
  });

  test('headers are left out where the adapter gives them', () => {
    expect(
      JSON.stringify(operation && jsonSchemaOf(model, operation.input, 'input', { headers: false })),
    ).not.toContain('$headers');
  });

  test('declared fault details are named by their elements', () => {
    const detail = operation && faultDetailSchemaOf(model, operation.faults);
    expect(detail?.schema).toMatchObject({ properties: { Refused: { type: 'string' } } });
  });

  test('an operation without declared faults has no detail', () => {
    expect(faultDetailSchemaOf(model, [])).toBeUndefined();
  });
});
