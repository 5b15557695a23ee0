import { describe, expect, test } from 'vitest';
import { jsonSchemaOf } from '../../../src/codec/describe/json-schema.ts';
import { messageOf, schemaModel } from './schema-text.ts';
import { propertiesOf, schemasOf } from './schemas.ts';

describe('elements and types', () => {
  test('nillable admits null', () => {
    expect(propertiesOf('<xs:element name="a" type="xs:string" nillable="true"/>', 'input')['a']).toEqual({
      type: ['string', 'null'],
    });
  });

  test('nil with attributes is an object of its own', () => {
    const type = '<xs:complexType><xs:sequence/><xs:attribute name="b" type="xs:string"/></xs:complexType>';
    const property = propertiesOf(`<xs:element name="a" nillable="true">${type}</xs:element>`, 'input')['a'];
    expect(property).toMatchObject({
      anyOf: [
        { type: 'object' },
        { properties: { $nil: { const: true }, b: {} }, required: ['$nil'] },
        { type: 'null' },
      ],
    });
  });

  test('simple content stands under value beside its attributes', () => {
    const type =
      '<xs:complexType><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="b" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType>';
    const property = propertiesOf(`<xs:element name="a">${type}</xs:element>`, 'output')['a'];
    expect(property).toMatchObject({
      type: 'object',
      properties: { value: { type: 'integer' }, b: { type: 'string' } },
    });
  });

  test('simple content without attributes is its value', () => {
    const type = '<xs:complexType><xs:simpleContent><xs:extension base="xs:int"/></xs:simpleContent></xs:complexType>';
    expect(propertiesOf(`<xs:element name="a">${type}</xs:element>`, 'output')['a']).toEqual({ type: 'integer' });
  });

  test('a list is an array of its items', () => {
    const list = '<xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType>';
    expect(propertiesOf(`<xs:element name="a">${list}</xs:element>`, 'output')['a']).toEqual({
      type: 'array',
      items: { type: 'integer' },
    });
  });

  test('a union of a list of values and any text shows both', () => {
    const values =
      '<xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="A"/></xs:restriction></xs:simpleType>';
    const union = `<xs:simpleType><xs:union memberTypes="xs:string">${values}</xs:union></xs:simpleType>`;
    const property = propertiesOf(`<xs:element name="a">${union}</xs:element>`, 'input')['a'];
    expect(property).toEqual({ anyOf: [{ type: 'string' }, { enum: ['A'] }] });
  });

  test('documentation is the description', () => {
    const annotated =
      '<xs:element name="a" type="xs:string"><xs:annotation><xs:documentation>The first.</xs:documentation></xs:annotation></xs:element>';
    expect(propertiesOf(annotated, 'input')['a']).toEqual({ type: 'string', description: 'The first.' });
  });

  test('a choice says which of its properties go together', () => {
    const choice =
      '<xs:choice><xs:element name="a" type="xs:string"/><xs:sequence><xs:element name="b" type="xs:string"/><xs:element name="c" type="xs:string" minOccurs="0"/></xs:sequence></xs:choice>';
    const { schema } = schemasOf(
      `<xs:element name="e"><xs:complexType>${choice}</xs:complexType></xs:element>`,
      'input',
    );
    expect(schema).toMatchObject({ description: 'exactly one of: a | (b, c?)' });
  });

  test('a repeated choice has arrays and their order', () => {
    const choice =
      '<xs:choice maxOccurs="unbounded"><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string"/></xs:choice>';
    const { schema } = schemasOf(
      `<xs:element name="e"><xs:complexType>${choice}</xs:complexType></xs:element>`,
      'output',
    );
    expect(schema).toMatchObject({
      properties: { a: { type: 'array' }, $order: { items: { enum: ['a', 'b'] } } },
      required: ['a', 'b', '$order'],
    });
  });

  test('a repeated sequence is rows', () => {
    const rows =
      '<xs:sequence maxOccurs="3"><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string"/></xs:sequence>';
    const { schema } = schemasOf(`<xs:element name="e"><xs:complexType>${rows}</xs:complexType></xs:element>`, 'input');
    expect(schema).toMatchObject({
      properties: { $rows: { maxItems: 3, items: { required: ['a', 'b'] } } },
      required: ['$rows'],
    });
  });

  test('mixed content is text and elements in their order', () => {
    const type =
      '<xs:complexType mixed="true"><xs:sequence><xs:element name="b" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>';
    const { schema } = schemasOf(`<xs:element name="e">${type}</xs:element>`, 'input');
    expect(schema['properties']).toMatchObject({
      $mixed: { items: { anyOf: [{ type: 'string' }, { properties: { b: { type: 'string' } }, required: ['b'] }] } },
    });
  });

  test('an element of any type says which it is of', () => {
    const { definitions } = schemasOf(
      '<xs:element name="e"><xs:complexType><xs:sequence><xs:element name="a"/></xs:sequence></xs:complexType></xs:element>',
      'input',
    );
    expect(definitions['input.AnyValue']).toMatchObject({
      properties: { $type: { type: 'string' }, value: {}, $any: { type: 'array' } },
    });
  });

  test('wildcards hold known elements or trees, and attributes by expanded name', () => {
    const type =
      '<xs:complexType><xs:sequence><xs:any processContents="lax" minOccurs="0"/></xs:sequence><xs:anyAttribute/></xs:complexType>';
    const { schema, definitions } = schemasOf(`<xs:element name="e">${type}</xs:element>`, 'input');
    expect(schema['properties']).toMatchObject({
      $any: { items: { $ref: '#/components/schemas/input.AnyElement' } },
      $attributes: { additionalProperties: { type: 'string' } },
    });
    expect(schema).not.toHaveProperty('required');
    expect(Object.keys(definitions)).toEqual(['input.AnyElement', 'input.XmlTree']);
  });

  test('a property may be called as what objects inherit', () => {
    const properties = propertiesOf(
      '<xs:element name="__proto__" type="xs:string"/><xs:element name="constructor" type="xs:string"/>',
      'input',
    );
    expect(Object.keys(properties)).toEqual(['__proto__', 'constructor']);
  });
});

const shapes = `
  <xs:complexType name="Shape"><xs:sequence><xs:element name="id" type="xs:string"/></xs:sequence></xs:complexType>
  <xs:complexType name="Circle"><xs:complexContent><xs:extension base="x:Shape"><xs:sequence><xs:element name="r" type="xs:string"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`;

describe('names', () => {
  test('a type that others replace is told apart by $type', () => {
    const { definitions } = schemasOf(
      `${shapes}<xs:element name="e"><xs:complexType><xs:sequence><xs:element name="s" type="x:Shape"/></xs:sequence></xs:complexType></xs:element>`,
      'input',
    );
    expect(definitions['input.Shape']).toEqual({
      oneOf: [{ $ref: '#/components/schemas/input.ShapeTyped' }, { $ref: '#/components/schemas/input.CircleTyped' }],
      discriminator: {
        propertyName: '$type',
        mapping: { Shape: '#/components/schemas/input.ShapeTyped', Circle: '#/components/schemas/input.CircleTyped' },
      },
    });
    expect(definitions['input.CircleTyped']).toMatchObject({
      properties: { $type: { const: 'Circle' } },
      required: ['$type', 'id', 'r'],
    });
    // The codec takes it without, but a discriminator means nothing where its property may be absent.
    expect(definitions['input.ShapeTyped']).toMatchObject({ required: ['$type', 'id'] });
  });

  test('the members of a substitution group are told apart by $element', () => {
    const group =
      '<xs:element name="head" type="xs:string"/><xs:element name="member" type="xs:string" substitutionGroup="x:head"/>'.replace(
        'xs:int',
        'xs:string',
      );
    const { definitions } = schemasOf(
      `${group}<xs:element name="e"><xs:complexType><xs:sequence><xs:element ref="x:head"/></xs:sequence></xs:complexType></xs:element>`,
      'input',
    );
    expect(definitions['input.HeadGroup']).toMatchObject({
      oneOf: [
        { properties: { $element: { const: 'head' }, value: { type: 'string' } } },
        { properties: { $element: { const: 'member' } } },
      ],
    });
  });

  test('recursion goes by reference', () => {
    const node =
      '<xs:element name="node"><xs:complexType><xs:sequence><xs:element ref="x:node" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>';
    const { schema, definitions } = schemasOf(node, 'input', 'node');
    expect(schema).toEqual({ $ref: '#/components/schemas/input.Node' });
    expect(definitions['input.Node']).toMatchObject({
      properties: { node: { $ref: '#/components/schemas/input.Node' } },
    });
  });

  test('two types with one name after cleaning are told apart', () => {
    const types = ['a-b', 'a.b']
      .map((name) => `<xs:complexType name="${name}"><xs:sequence/></xs:complexType>`)
      .join('');
    const sequence = '<xs:element name="p" type="x:a-b"/><xs:element name="q" type="x:a.b"/>';
    const { definitions } = schemasOf(
      `${types}<xs:element name="e"><xs:complexType><xs:sequence>${sequence}</xs:sequence></xs:complexType></xs:element>`,
      'input',
    );
    expect(Object.keys(definitions)).toEqual(['input.AB', 'input.AB2']);
  });

  test('prefix and place of the references are the caller’s', () => {
    const model = schemaModel(
      `<xs:complexType name="T"><xs:sequence/></xs:complexType><xs:element name="e" type="x:T"/>`,
    );
    const { schema, definitions } = jsonSchemaOf(model, messageOf(model, 'e'), 'output', {
      prefix: 'optique.',
      refs: '#/$defs/',
    });
    expect(schema).toEqual({ $ref: '#/$defs/optique.output.T' });
    expect(Object.keys(definitions)).toEqual(['optique.output.T']);
  });

  test('messages of one model share their definitions', () => {
    const model = schemaModel(
      `<xs:complexType name="T"><xs:sequence/></xs:complexType><xs:element name="e" type="x:T"/><xs:element name="f" type="x:T"/>`,
    );
    const [first, second] = ['e', 'f'].map(
      (element) => jsonSchemaOf(model, messageOf(model, element), 'input').definitions['input.T'],
    );
    expect(first).toBe(second);
  });
});
