import { describe, expect, it } from 'vitest';
import { complexOf, schemaText, simpleOf, xsd } from './files.ts';

const candidate = 'http://www.w3.org/2000/10/XMLSchema';
const early = 'http://www.w3.org/1999/XMLSchema';

/** The model of a schema of a draft. */
function draft(inside: string, namespace = early) {
  const text = schemaText(inside).replace('http://www.w3.org/2001/XMLSchema', namespace);
  return xsd('<xs:include schemaLocation="draft.xsd"/>', { 'draft.xsd': text });
}

describe('schemas of the drafts of XSD 1.0', () => {
  it.each([early, candidate])('of %s are read as what they say', (namespace) => {
    const model = draft(
      '<xs:complexType name="T"><xs:sequence><xs:element name="a" type="xs:int" nillable="true"/></xs:sequence></xs:complexType>',
      namespace,
    );
    const [slot] = complexOf(model, '{urn:t}T').slots;
    expect(model.elements[slot?.element ?? -1]).toMatchObject({ name: 'a', nillable: true });
    expect(model.types[model.elements[slot?.element ?? -1]?.type ?? -1]).toMatchObject({ builtin: 'int' });
  });

  it.each([
    ['timeInstant', 'dateTime'],
    ['timeDuration', 'duration'],
    ['uri-reference', 'anyURI'],
    ['uriReference', 'anyURI'],
    ['CDATA', 'normalizedString'],
    ['non-negative-integer', 'nonNegativeInteger'],
    ['binary', 'base64Binary'],
    ['recurringDay', 'gDay'],
    ['month', 'gYearMonth'],
  ])('%s is %s', (name, builtin) => {
    const model = draft(`<xs:simpleType name="T"><xs:restriction base="xs:${name}"/></xs:simpleType>`);
    expect(simpleOf(model, '{urn:t}T').builtin).toBe(builtin);
  });

  it('a base and facets in the simple type itself', () => {
    const model = draft(
      '<xs:simpleType name="T" base="xs:decimal"><xs:precision value="5"/><xs:scale value="2"/></xs:simpleType><xs:simpleType name="L" base="t:T" derivedBy="list"/>',
    );
    expect(simpleOf(model, '{urn:t}T').facets).toEqual({ totalDigits: 5, fractionDigits: 2 });
    expect(simpleOf(model, '{urn:t}L')).toMatchObject({ variety: 'list' });
  });

  it('elements without a group, repeated without end by *', () => {
    const model = draft(
      '<xs:complexType name="T"><xs:element name="a" type="xs:string" maxOccurs="*"/><xs:element name="b" type="xs:string" nullable="true"/><xs:attribute name="c" type="xs:string" minOccurs="1"/><xs:attribute name="d" type="xs:string" use="default" value="x"/></xs:complexType>',
    );
    const type = complexOf(model, '{urn:t}T');
    expect(type.slots).toMatchObject([
      { key: 'a', min: 1, max: -1 },
      { key: 'b', min: 1, max: 1 },
    ]);
    expect(type.attributes).toMatchObject([
      { key: 'c', required: true },
      { key: 'd', required: false, default: 'x' },
    ]);
  });

  it('a derivation in the complex type itself', () => {
    const model = draft(
      '<xs:complexType name="A"><xs:element name="a" type="xs:string"/></xs:complexType><xs:complexType name="B" base="t:A" derivedBy="extension"><xs:element name="b" type="xs:string"/></xs:complexType>',
    );
    expect(complexOf(model, '{urn:t}B').slots.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it.each(['base="xs:string" content="textOnly"', 'content="textOnly"', 'base="xs:string" derivedBy="extension"'])(
    'text with attributes: %s',
    (base) => {
      const model = draft(`<xs:complexType name="T" ${base}><xs:attribute name="c" type="xs:int"/></xs:complexType>`);
      expect(complexOf(model, '{urn:t}T')).toMatchObject({ content: 'simple', attributes: [{ key: 'c' }] });
    },
  );

  it('mixed content', () => {
    const model = draft('<xs:complexType name="T" content="mixed"><xs:element name="a"/></xs:complexType>');
    expect(complexOf(model, '{urn:t}T')).toMatchObject({ content: 'mixed', slots: [{ key: 'a' }] });
  });

  it('what only a draft has is refused', () => {
    expect(() => draft('<xs:archetype name="T"/>')).toThrow('draft.xsd:2: xs:archetype cannot stand in xs:schema');
    expect(() => draft('<xs:simpleType name="T" base="xs:timePeriod"/>')).toThrow('timePeriod is not defined');
  });
});
