import { describe, expect, it } from 'vitest';
import { SchemaError } from '../../../src/codec/problem.ts';
import { schemaText, simpleOf, xsd } from './files.ts';

const restriction = (facets: string, base = 'xs:string'): string =>
  `<xs:simpleType name="S"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
const content = (inside: string): string => `<xs:complexType name="T">${inside}</xs:complexType>`;

const wrong: readonly (readonly [inside: string, message: string])[] = [
  ['<xs:simpleType name="S"/>', 'xs:simpleType is a restriction, a list or a union'],
  ['<xs:simpleType name="S"><xs:restriction/></xs:simpleType>', 'xs:restriction without a base'],
  ['<xs:simpleType name="S"><xs:list/></xs:simpleType>', 'xs:list without an item type'],
  ['<xs:simpleType name="S"><xs:union/></xs:simpleType>', 'xs:union without member types'],
  ['<xs:simpleType name="S"><xs:union memberTypes="t:S"/></xs:simpleType>', 'the type is derived from itself'],
  ['<xs:simpleType name="S"><xs:list itemType="xs:NMTOKENS"/></xs:simpleType>', 'a list of lists'],
  ['<xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType>', 'xs:simpleType without a name'],
  [restriction('<xs:maxLength/>'), 'xs:maxLength without a value'],
  [restriction('<xs:maxLength value="-1"/>'), 'xs:maxLength of "-1" is not a count'],
  [restriction('<xs:whiteSpace value="keep"/>'), 'xs:whiteSpace is preserve, replace or collapse'],
  [restriction('<xs:minimum value="1"/>'), 'xs:minimum cannot stand in a restriction of a simple type'],
  [restriction('<xs:enumeration value="p:x"/>', 'xs:QName'), 'the prefix of "p:x" is not declared'],
  [restriction('', 't:T') + content(''), '{urn:t}T is not a simple type'],
  [content('<xs:sequence/><xs:choice/>'), 'xs:choice cannot stand in xs:complexType'],
  [content('<xs:element name="a"/>'), 'xs:element cannot stand in xs:complexType'],
  [content('<xs:simpleContent/>'), 'xs:simpleContent is an extension or a restriction'],
  [content('<xs:complexContent><xs:extension/></xs:complexContent>'), 'xs:extension without a base'],
  [
    content('<xs:complexContent><xs:extension base="xs:int"/></xs:complexContent>'),
    'has simple content, and xs:complexContent cannot derive from it',
  ],
  [
    content('<xs:simpleContent><xs:extension base="xs:anyType"/></xs:simpleContent>'),
    'xs:anyType has no simple content',
  ],
  [content('<xs:sequence><xs:element name="a" minOccurs="2"/></xs:sequence>'), 'minOccurs is greater than maxOccurs'],
  [content('<xs:sequence><xs:element name="a" maxOccurs="many"/></xs:sequence>'), 'maxOccurs="many" is not a count'],
  [
    content('<xs:sequence><xs:element name="a" type="xs:int"/><xs:element name="a" type="xs:date"/></xs:sequence>'),
    'the element a stands in one content model with two types',
  ],
  [content('<xs:group name="G"/>'), 'xs:group without a ref'],
  [
    '<xs:group name="G"/><xs:complexType name="T"><xs:group ref="t:G"/></xs:complexType>',
    'the group G has neither sequence, choice nor all',
  ],
  [content('<xs:sequence><xs:any processContents="maybe"/></xs:sequence>'), 'processContents is strict, lax or skip'],
  [content('<xs:attribute type="xs:int"/>'), 'xs:attribute without a name'],
  [content('<xs:attribute name="a" type="t:T"/>'), '{urn:t}T is not a simple type'],
  [content('<xs:attribute name="a" default="1" fixed="1"/>'), 'xs:attribute with both default and fixed'],
  [content('<xs:attributeGroup/>'), 'xs:attributeGroup without a ref'],
  [
    '<xs:element name="a" type="xs:int"><xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType></xs:element>',
    'xs:element with both a type attribute and a type inside',
  ],
  ['<xs:element name="a" nillable="yes"/>', 'nillable="yes" is not a boolean'],
  ['<xs:element name="a" substitutionGroup="t:gone"/>', 'the element {urn:t}gone is not defined'],
  ['<xs:element name="a"><xs:sequence/></xs:element>', 'xs:sequence cannot stand in xs:element'],
  [
    '<xs:element name="a" type="xs:error"/>',
    'the type {http://www.w3.org/2001/XMLSchema}error is of XSD 1.1, which is not supported',
  ],
  ['<xs:element name="a" type="xs:dateTimeStamp"/>', 'dateTimeStamp is of XSD 1.1, which is not supported'],
  [
    content('<xs:sequence><xs:element name="a" targetNamespace="urn:o"/></xs:sequence>'),
    'targetNamespace of xs:element is of XSD 1.1',
  ],
  ['<xs:include/>', 'xs:include without a schemaLocation'],
  [
    '<xs:complexType name="T"><xs:openContent><xs:any/></xs:openContent></xs:complexType>',
    'xs:openContent is of XSD 1.1',
  ],
];

describe('wrong schemas', () => {
  it.each(wrong)('%s is refused with file, line and reason', (inside, message) => {
    expect(() => xsd(inside)).toThrow(SchemaError);
    expect(() => xsd(inside)).toThrow(/^main\.xsd:2: /);
    expect(() => xsd(inside)).toThrow(message);
  });

  it.each([
    [
      restriction('<xs:minInclusive value="x"/><xs:maxInclusive value="9"/>', 'xs:int'),
      { maxInclusive: '9' },
      'xs:minInclusive of "x": it is not a value of xs:int',
    ],
    [
      restriction('<xs:maxExclusive value="2024-13-01"/>', 'xs:date'),
      {},
      'xs:maxExclusive of "2024-13-01": it is not a value of xs:date',
    ],
    [
      restriction('<xs:enumeration value=""/><xs:enumeration value="1"/>', 'xs:int'),
      { enumeration: ['1'] },
      'xs:enumeration of "": it is not a value of xs:int',
    ],
  ])('%s: a facet that is no value of its type is passed over, and noted', (inside, facets, note) => {
    const model = xsd(inside);
    expect(simpleOf(model, '{urn:t}S').facets).toMatchObject(facets);
    expect(model.skipped).toEqual([expect.stringContaining(`main.xsd:2: ${note}`)]);
  });

  it('what says that it is for XSD 1.1 is left out', () => {
    const versioned =
      '<xs:element xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning" name="a" type="xs:int" vc:minVersion="1.1"/><xs:element xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning" name="a" type="xs:date" vc:maxVersion="1.1"/>';
    expect(Object.keys(xsd(versioned).globalElements)).toEqual(['{urn:t}a']);
  });

  it('a component defined twice, differently, is refused with both places', () => {
    expect(() => xsd('<xs:element name="a" type="xs:int"/>\n<xs:element name="a" type="xs:date"/>')).toThrow(
      'main.xsd:3: the element {urn:t}a is defined differently in main.xsd:2',
    );
  });

  it('documents that include one another without end are refused', () => {
    const files = Array.from({ length: 400 }, (_, index) => [
      `f${index}.xsd`,
      schemaText(`<xs:include schemaLocation="f${index + 1}.xsd"/>`),
    ]);
    expect(() =>
      xsd('<xs:include schemaLocation="f0.xsd"/>', Object.fromEntries(files) as Record<string, string>),
    ).toThrow('more than 300 documents that include one another in a row');
  });

  it('a union of more types than a value can be tried against is refused', () => {
    const member = (rank: number): string =>
      `<xs:simpleType><xs:restriction base="t:U${rank}"><xs:pattern value="."/></xs:restriction></xs:simpleType>`;
    const unions = Array.from(
      { length: 30 },
      (_, rank) =>
        `<xs:simpleType name="U${rank + 1}"><xs:union>${member(rank)}${member(rank)}</xs:union></xs:simpleType>`,
    );
    expect(() =>
      xsd(`<xs:simpleType name="U0"><xs:union memberTypes="xs:int xs:date"/></xs:simpleType>${unions.join('')}`),
    ).toThrow('a union of more than 2000 types');
  });

  it('a union that holds one union twice, and so on, is its members', () => {
    const unions = Array.from(
      { length: 40 },
      (_, rank) => `<xs:simpleType name="U${rank + 1}"><xs:union memberTypes="t:U${rank} t:U${rank}"/></xs:simpleType>`,
    );
    const model = xsd(
      `<xs:simpleType name="U0"><xs:union memberTypes="xs:int xs:date"/></xs:simpleType>${unions.join('')}`,
    );
    expect(model.types[model.globalTypes['{urn:t}U40'] ?? -1]).toMatchObject({
      members: [
        model.globalTypes['{http://www.w3.org/2001/XMLSchema}int'],
        model.globalTypes['{http://www.w3.org/2001/XMLSchema}date'],
      ],
    });
  });
});
