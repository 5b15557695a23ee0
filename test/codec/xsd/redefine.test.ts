import { describe, expect, it } from 'vitest';
import { alternativesOf, complexOf, elementOf, schemaText, simpleOf, xsd } from './files.ts';
import type { Opinion } from './second-opinion.ts';
import { verdicts } from './second-opinion.ts';

const base = schemaText(`
  <xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:maxLength value="5"/></xs:restriction></xs:simpleType>
  <xs:complexType name="Person"><xs:sequence><xs:element name="name" type="t:Code"/></xs:sequence></xs:complexType>
  <xs:complexType name="Payer"><xs:complexContent><xs:extension base="t:Person"><xs:sequence><xs:element name="iban" type="xs:string"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:group name="G"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:group>
  <xs:attributeGroup name="A"><xs:attribute name="x" type="xs:int"/></xs:attributeGroup>
  <xs:element name="r" type="t:Person"/>
  <xs:element name="payer" type="t:Payer"/>`);
const chameleon = schemaText(
  '<xs:complexType name="Person"><xs:sequence><xs:element name="name" type="Code"/></xs:sequence></xs:complexType><xs:simpleType name="Code"><xs:restriction base="xs:string"/></xs:simpleType>',
  'elementFormDefault="qualified"',
);
const redefine = (inside: string, file = 'base.xsd'): string =>
  `<xs:redefine schemaLocation="${file}">\n${inside}\n</xs:redefine>`;
const extended = (name: string, element: string): string =>
  `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="t:${name}"><xs:sequence><xs:element name="${element}" type="xs:string"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`;
const shorter =
  '<xs:simpleType name="Code"><xs:restriction base="t:Code"><xs:minLength value="2"/></xs:restriction></xs:simpleType>';

const opinions: readonly Opinion[] = [
  {
    title: 'a simple type, for the redefined document too',
    schema: redefine(shorter),
    others: { 'base.xsd': base },
    valid: ['<r><name>abc</name></r>'],
    invalid: ['<r><name>a</name></r>', '<r><name>abcdef</name></r>'],
  },
  {
    title: 'an extension of itself',
    schema: redefine(extended('Person', 'born')),
    others: { 'base.xsd': base },
    valid: ['<r><name>abc</name><born>1</born></r>'],
    invalid: ['<r><name>abc</name></r>', '<r><born>1</born></r>'],
  },
  {
    title: 'a restriction of itself',
    schema: redefine(
      '<xs:complexType name="Person"><xs:complexContent><xs:restriction base="t:Person"><xs:sequence><xs:element name="name"><xs:simpleType><xs:restriction base="t:Code"><xs:length value="3"/></xs:restriction></xs:simpleType></xs:element></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>',
    ),
    others: { 'base.xsd': base },
    valid: ['<r><name>abc</name></r>'],
    invalid: ['<r><name>ab</name></r>'],
  },
  {
    title: 'a group that takes itself over, and adds',
    schema:
      redefine(
        '<xs:group name="G"><xs:sequence><xs:group ref="t:G"/><xs:element name="b" type="xs:int"/></xs:sequence></xs:group>',
      ) +
      '<xs:element name="r2"><xs:complexType><xs:group ref="t:G"/></xs:complexType></xs:element>'.replace('r2', 'q') +
      '<xs:complexType name="Q"><xs:group ref="t:G"/></xs:complexType>',
    others: {
      'base.xsd': base.replace(
        '<xs:element name="r" type="t:Person"/>',
        '<xs:element name="r"><xs:complexType><xs:group ref="t:G"/></xs:complexType></xs:element>',
      ),
    },
    valid: ['<r><a>1</a><b>2</b></r>'],
    invalid: ['<r><a>1</a></r>', '<r><b>1</b></r>'],
  },
  {
    title: 'an attribute group that takes itself over, and adds',
    schema: redefine(
      '<xs:attributeGroup name="A"><xs:attributeGroup ref="t:A"/><xs:attribute name="y" type="xs:int" use="required"/></xs:attributeGroup>',
    ),
    others: {
      'base.xsd': base.replace(
        '<xs:element name="r" type="t:Person"/>',
        '<xs:element name="r"><xs:complexType><xs:attributeGroup ref="t:A"/></xs:complexType></xs:element>',
      ),
    },
    valid: ['<r x="1" y="2"/>', '<r y="2"/>'],
    invalid: ['<r x="1"/>', '<r y="2" z="1"/>'],
  },
  {
    title: 'a chameleon',
    schema: `${redefine(extended('Person', 'born'), 'c.xsd')}<xs:element name="r" type="t:Person"/>`,
    others: { 'c.xsd': chameleon },
    valid: ['<r><name>abc</name><born>1</born></r>'],
    invalid: ['<r><name>abc</name></r>'],
  },
  {
    title: 'a redefinition of a redefinition',
    schema: redefine(extended('Person', 'died'), 'middle.xsd'),
    others: { 'base.xsd': base, 'middle.xsd': schemaText(redefine(extended('Person', 'born'))) },
    valid: ['<r><name>abc</name><born>1</born><died>2</died></r>'],
    invalid: ['<r><name>abc</name><born>1</born></r>', '<r><name>abc</name><died>2</died></r>'],
  },
];

describe('xs:redefine', () => {
  it.each(opinions)('$title: as libxml2 has it', (opinion) => {
    const { ours, libxml2 } = verdicts(opinion);
    expect(ours).toEqual({ valid: opinion.valid.map(() => true), invalid: opinion.invalid.map(() => false) });
    expect(libxml2).toEqual(ours);
  });

  it('reaches the types that derive from what is redefined', () => {
    const model = xsd(redefine(extended('Person', 'born')), { 'base.xsd': base });
    expect(complexOf(model, '{urn:t}Payer').slots.map(({ key }) => key)).toEqual(['name', 'born', 'iban']);
    expect(alternativesOf(model, '{urn:t}Person')).toEqual(['{urn:t}Person', '{urn:t}Payer']);
  });

  it('reaches a document that was read before', () => {
    const model = xsd(`<xs:include schemaLocation="user.xsd"/>${redefine(shorter)}`, {
      'base.xsd': base,
      'user.xsd': schemaText('<xs:include schemaLocation="base.xsd"/><xs:element name="q" type="t:Code"/>'),
    });
    expect(model.types[elementOf(model, '{urn:t}q').type]).toMatchObject({ facets: { minLength: 2, maxLength: 5 } });
  });

  it('stands beside another copy of the file', () => {
    const model = xsd(`${redefine(shorter)}<xs:include schemaLocation="copy.xsd"/>`, {
      'base.xsd': base,
      'copy.xsd': base,
    });
    expect(simpleOf(model, '{urn:t}Code').facets).toEqual({ minLength: 2, maxLength: 5 });
  });

  it('said twice in the same words is said once', () => {
    const model = xsd('<xs:include schemaLocation="one.xsd"/><xs:include schemaLocation="two.xsd"/>', {
      'base.xsd': base,
      'one.xsd': schemaText(redefine(shorter)),
      'two.xsd': schemaText(redefine(shorter)),
    });
    expect(simpleOf(model, '{urn:t}Code').facets).toEqual({ minLength: 2, maxLength: 5 });
  });

  it('nothing inside is an include', () => {
    const model = xsd('<xs:redefine schemaLocation="base.xsd"/>', { 'base.xsd': base });
    expect(Object.keys(model.globalElements)).toEqual(['{urn:t}r', '{urn:t}payer']);
  });

  it('a type may still hold itself: only its base means the original', () => {
    const model = xsd(
      redefine(extended('Person', 'child').replace('type="xs:string"', 'type="t:Person" minOccurs="0"')),
      {
        'base.xsd': base,
      },
    );
    const { slots } = complexOf(model, '{urn:t}Person');
    expect(model.types[model.elements[slots[1]?.element ?? -1]?.type ?? -1]).toBe(complexOf(model, '{urn:t}Person'));
  });

  it.each([
    [extended('Gone', 'a'), 'main.xsd:3: the type {urn:t}Gone is not defined'],
    ['<xs:element name="r"/>', 'main.xsd:3: xs:element cannot stand in xs:redefine'],
    ['<xs:complexType name="Person"/>', 'main.xsd:3: the redefinition of the type {urn:t}Person is not derived from'],
    [
      extended('Person', 'a').replace('t:Person', 't:Payer'),
      'main.xsd:3: the redefinition of the type {urn:t}Person is not derived from',
    ],
    [
      '<xs:group name="G"><xs:sequence><xs:group ref="t:G"/><xs:group ref="t:G"/></xs:sequence></xs:group>',
      'main.xsd:3: the redefinition of {urn:t}G refers to it more than once',
    ],
    [
      '<xs:group name="G"><xs:sequence><xs:group ref="t:G" minOccurs="0"/></xs:sequence></xs:group>',
      'main.xsd:3: the redefinition of the group {urn:t}G takes it over once, not more or less',
    ],
  ])('%s is refused', (inside, message) => {
    expect(() => xsd(redefine(inside), { 'base.xsd': base })).toThrow(message);
  });

  it.each([
    ['gone.xsd', 'main.xsd:2: the file gone.xsd does not exist'],
    ['https://example.invalid/o.xsd', '"https://example.invalid/o.xsd" is never fetched'],
    ['o.xsd', '"o.xsd" cannot be included: its target namespace is urn:o'],
  ])('a location of %s is refused', (location, message) => {
    const others = { 'o.xsd': schemaText('', 'targetNamespace="urn:o"') };
    expect(() => xsd(redefine(shorter, location), others)).toThrow(message);
  });

  it('two redefinitions that differ are refused, both named', () => {
    const others = {
      'base.xsd': base,
      'one.xsd': schemaText(redefine(shorter)),
      'two.xsd': schemaText(redefine(shorter.replace('2', '3'))),
    };
    expect(() => xsd('<xs:include schemaLocation="one.xsd"/><xs:include schemaLocation="two.xsd"/>', others)).toThrow(
      'two.xsd:3: the type {urn:t}Code is defined or redefined elsewhere, in one.xsd:3',
    );
  });

  it('a document that redefines itself is refused', () => {
    expect(() => xsd(redefine(shorter, 'main.xsd'))).toThrow('main.xsd:3: the type {urn:t}Code is not defined');
  });
});
