import { describe, expect, it } from 'vitest';
import { complexOf, elementOf, xsd } from './files.ts';

const named = (name: string, inside: string, attributes = ''): string =>
  `<xs:complexType name="${name}" ${attributes}>${inside}</xs:complexType>`;
const extension = (base: string, inside: string): string =>
  `<xs:complexContent><xs:extension base="${base}">${inside}</xs:extension></xs:complexContent>`;
const restriction = (base: string, inside: string): string =>
  `<xs:complexContent><xs:restriction base="${base}">${inside}</xs:restriction></xs:complexContent>`;
const text = (base: string, inside: string, method = 'extension'): string =>
  `<xs:simpleContent><xs:${method} base="${base}">${inside}</xs:${method}></xs:simpleContent>`;
const element = (name: string, type = 'xs:string'): string => `<xs:element name="${name}" type="${type}"/>`;

const keys = (type: { slots: readonly { key: string }[] }): string[] => type.slots.map((slot) => slot.key);

describe('elements', () => {
  it('a local element is qualified as the document or its own form says', () => {
    const model = xsd(
      named('T', `<xs:sequence>${element('a')}<xs:element name="b" form="unqualified"/></xs:sequence>`),
    );
    expect(model.elements).toMatchObject([
      { namespace: 'urn:t', name: 'a' },
      { namespace: '', name: 'b', type: 0 },
    ]);
  });

  it('nillable, default, fixed, abstract and documentation are kept', () => {
    const model = xsd(
      '<xs:element name="a" type="xs:int" nillable="true" default="5"><xs:annotation><xs:documentation>Why</xs:documentation></xs:annotation></xs:element><xs:element name="b" type="xs:int" fixed="5" abstract="1"/>',
    );
    expect(elementOf(model, '{urn:t}a')).toMatchObject({
      nillable: true,
      default: '5',
      abstract: false,
      documentation: 'Why',
    });
    expect(elementOf(model, '{urn:t}b')).toMatchObject({ nillable: false, fixed: '5', abstract: true });
  });

  it('an anonymous type has no name', () => {
    const model = xsd('<xs:element name="a"><xs:complexType/></xs:element>');
    expect(model.types[elementOf(model, '{urn:t}a').type]).toEqual({
      kind: 'complex',
      abstract: false,
      attributes: [],
      content: 'empty',
      slots: [],
      groups: [{ key: '', parent: 0, min: 1, max: 1 }],
    });
  });

  it('a local type has no name, even where it is given one', () => {
    const model = xsd(
      '<xs:element name="a"><xs:simpleType name="N"><xs:restriction base="xs:int"/></xs:simpleType></xs:element>',
    );
    expect(model.types[elementOf(model, '{urn:t}a').type]).not.toHaveProperty('name');
  });

  it('a type may hold itself', () => {
    const model = xsd(named('T', `<xs:sequence>${element('t', 't:T')}</xs:sequence>`));
    const [slot] = complexOf(model, '{urn:t}T').slots;
    expect(model.elements[slot?.element ?? -1]?.type).toBe(model.globalTypes['{urn:t}T']);
  });

  it('a type may hold what is derived from it', () => {
    const model = xsd(
      named('B', `<xs:sequence>${element('d', 't:D')}</xs:sequence>`) + named('D', extension('t:B', '')),
    );
    expect(keys(complexOf(model, '{urn:t}D'))).toEqual(['d']);
  });

  it('both a type attribute and a type inside are refused', () => {
    expect(() => xsd('<xs:element name="a" type="xs:int"><xs:simpleType/></xs:element>')).toThrow(
      'with both a type attribute and a type inside',
    );
  });
});

describe('extension and restriction', () => {
  const base = named(
    'B',
    `<xs:sequence>${element('a')}</xs:sequence><xs:attribute name="x" type="xs:int"/><xs:attribute name="y"/>`,
  );

  it('an extension has the content and attributes of its base first', () => {
    const model = xsd(
      base + named('D', extension('t:B', `<xs:sequence>${element('b')}</xs:sequence><xs:attribute name="z"/>`)),
    );
    const type = complexOf(model, '{urn:t}D');
    expect(type.particle).toEqual({
      kind: 'sequence',
      min: 1,
      max: 1,
      parts: [
        { kind: 'slot', slot: 0, min: 1, max: 1 },
        { kind: 'slot', slot: 1, min: 1, max: 1 },
      ],
    });
    expect([keys(type), type.attributes.map(({ key }) => key)]).toEqual([
      ['a', 'b'],
      ['x', 'y', 'z'],
    ]);
  });

  it('an extension of a choice does not mix with it', () => {
    const model = xsd(
      named('B', `<xs:choice>${element('a')}${element('b')}</xs:choice>`) +
        named('D', extension('t:B', `<xs:choice>${element('c')}${element('d')}</xs:choice>`)),
    );
    expect(complexOf(model, '{urn:t}D').particle).toMatchObject({
      kind: 'sequence',
      parts: [{ kind: 'choice' }, { kind: 'choice' }],
    });
  });

  it('a restriction writes its own content, and inherits attributes but those it prohibits', () => {
    const model = xsd(
      base +
        named(
          'D',
          restriction(
            't:B',
            '<xs:attribute name="y" use="prohibited"/><xs:attribute name="x" type="xs:byte" use="required"/>',
          ),
        ),
    );
    const type = complexOf(model, '{urn:t}D');
    expect([type.content, type.attributes]).toEqual([
      'empty',
      [
        {
          namespace: '',
          name: 'x',
          key: 'x',
          type: model.globalTypes['{http://www.w3.org/2001/XMLSchema}byte'],
          required: true,
        },
      ],
    ]);
  });

  it('a restriction of xs:anyType is what it writes', () => {
    const type = complexOf(
      xsd(named('D', restriction('xs:anyType', `<xs:sequence>${element('b')}</xs:sequence>`))),
      '{urn:t}D',
    );
    expect([type.content, keys(type), type.base]).toEqual(['elements', ['b'], undefined]);
  });

  it('mixed content is passed on by extension', () => {
    const model = xsd(
      named('B', `<xs:sequence>${element('a')}</xs:sequence>`, 'mixed="true"') +
        named('D', extension('t:B', '<xs:attribute name="x"/>')),
    );
    expect(complexOf(model, '{urn:t}D').content).toBe('mixed');
  });
});

describe('simple content', () => {
  it('has the type of the text and the attributes', () => {
    const model = xsd(named('T', text('xs:decimal', '<xs:attribute name="unit" type="xs:token" use="required"/>')));
    expect(complexOf(model, '{urn:t}T')).toMatchObject({
      content: 'simple',
      simple: model.globalTypes['{http://www.w3.org/2001/XMLSchema}decimal'],
      attributes: [{ key: 'unit', required: true }],
    });
  });

  it('an attribute named value is @value', () => {
    expect(
      complexOf(xsd(named('T', text('xs:int', '<xs:attribute name="value"/>'))), '{urn:t}T').attributes,
    ).toMatchObject([{ key: '@value' }]);
  });

  it('a restriction narrows the text', () => {
    const model = xsd(
      named('B', text('xs:string', '<xs:attribute name="x"/>')) +
        named('D', text('t:B', '<xs:maxLength value="3"/>', 'restriction')),
    );
    const type = complexOf(model, '{urn:t}D');
    expect([model.types[type.simple ?? -1], type.attributes]).toMatchObject([
      { builtin: 'string', facets: { maxLength: 3 } },
      [{ key: 'x' }],
    ]);
  });

  it('may be extended by attributes as complex content too', () => {
    const model = xsd(
      named('B', text('xs:int', '<xs:attribute name="x"/>')) + named('D', extension('t:B', '<xs:attribute name="y"/>')),
    );
    expect(complexOf(model, '{urn:t}D')).toMatchObject({ content: 'simple', attributes: [{ key: 'x' }, { key: 'y' }] });
  });

  it('complex content on a simple type is refused', () => {
    expect(() => xsd(named('T', extension('xs:int', '')))).toThrow(
      'has simple content, and xs:complexContent cannot derive from it',
    );
  });
});

describe('attributes', () => {
  it('a reference is in the namespace of what it refers to', () => {
    const model = xsd(`<xs:attribute name="a" type="xs:int" default="5"/>${named('T', '<xs:attribute ref="t:a"/>')}`);
    expect(complexOf(model, '{urn:t}T').attributes).toMatchObject([
      { namespace: 'urn:t', name: 'a', key: 'a', default: '5', required: false },
    ]);
  });

  it('of a group come in its place, groups of groups too', () => {
    const model = xsd(
      `<xs:attributeGroup name="G"><xs:attribute name="a"/><xs:attributeGroup ref="t:H"/></xs:attributeGroup><xs:attributeGroup name="H"><xs:attribute name="b"/><xs:anyAttribute namespace="##other"/></xs:attributeGroup>${named('T', '<xs:attributeGroup ref="t:G"/><xs:attribute name="c"/>')}`,
    );
    const type = complexOf(model, '{urn:t}T');
    expect([type.attributes.map(({ key }) => key), type.anyAttribute]).toEqual([
      ['a', 'b', 'c'],
      { allow: 'not', namespaces: ['urn:t', ''], process: 'strict' },
    ]);
  });

  it('an attribute with the name of an element is @name; the second of one local name is in Clark notation', () => {
    const model = xsd(
      `<xs:attribute name="b"/>${named('T', `<xs:sequence>${element('a')}</xs:sequence><xs:attribute name="a"/><xs:attribute name="b"/><xs:attribute ref="t:b"/>`)}`,
    );
    expect(complexOf(model, '{urn:t}T').attributes.map(({ key }) => key)).toEqual(['@a', 'b', '{urn:t}b']);
  });
});
