import { describe, expect, it } from 'vitest';
import { builtInTypes } from '../../../src/codec/xsd/built-in-types.ts';
import { simpleOf, typeOf, xsd } from './files.ts';

const xs = (name: string): string => `{http://www.w3.org/2001/XMLSchema}${name}`;
const restriction = (name: string, base: string, facets: string): string =>
  `<xs:simpleType name="${name}"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;

describe('built-in types', () => {
  it('stand in every model, xs:anyType first', () => {
    const model = xsd('');
    expect(model.types).toHaveLength(46);
    expect(model.types[0]).toEqual({ kind: 'any', name: xs('anyType') });
    expect(model.globalTypes[xs('anySimpleType')]).toBe(1);
  });

  it.each([
    ['number', ['byte', 'short', 'int', 'unsignedByte', 'unsignedShort', 'unsignedInt', 'float', 'double']],
    ['boolean', ['boolean']],
    [
      'decimal',
      ['decimal', 'integer', 'long', 'unsignedLong', 'positiveInteger', 'nonNegativeInteger', 'negativeInteger'],
    ],
    ['string', ['string', 'token', 'date', 'dateTime', 'duration', 'QName', 'base64Binary', 'anyURI', 'ID']],
  ])('JSON has a %s for %j', (json, names) => {
    const model = xsd('');
    expect(names.map((name) => simpleOf(model, xs(name)).json)).toEqual(names.map(() => json));
  });

  it('carry their ranges and white space', () => {
    const model = xsd('');
    expect(simpleOf(model, xs('int'))).toMatchObject({
      builtin: 'int',
      whiteSpace: 'collapse',
      facets: { minInclusive: '-2147483648', maxInclusive: '2147483647', fractionDigits: 0 },
    });
    expect(['string', 'normalizedString', 'token'].map((name) => simpleOf(model, xs(name)).whiteSpace)).toEqual([
      'preserve',
      'replace',
      'collapse',
    ]);
  });

  it('xs:NMTOKENS is a list of at least one xs:NMTOKEN', () => {
    const model = xsd('');
    expect(simpleOf(model, xs('NMTOKENS'))).toMatchObject({
      variety: 'list',
      item: model.globalTypes[xs('NMTOKEN')],
      facets: { minLength: 1 },
    });
  });

  it('are made anew for each model', () => {
    expect(builtInTypes()).not.toBe(builtInTypes());
  });
});

describe('restriction', () => {
  it('keeps the facets of every step, the narrower bound of each side', () => {
    const model = xsd(
      restriction('A', 'xs:int', '<xs:minInclusive value="1"/><xs:maxInclusive value="9"/>') +
        restriction('B', 't:A', '<xs:minExclusive value="2"/><xs:totalDigits value="1"/>'),
    );
    expect(simpleOf(model, '{urn:t}B')).toMatchObject({
      builtin: 'int',
      json: 'number',
      base: model.globalTypes['{urn:t}A'],
    });
    expect(simpleOf(model, '{urn:t}B').facets).toEqual({
      minExclusive: '2',
      maxInclusive: '9',
      totalDigits: 1,
      fractionDigits: 0,
    });
  });

  it('keeps patterns step by step, and the last enumeration', () => {
    const model = xsd(
      restriction(
        'A',
        'xs:string',
        '<xs:pattern value="a+"/><xs:pattern value="b+"/><xs:enumeration value="a"/><xs:enumeration value="b"/>',
      ) + restriction('B', 't:A', '<xs:pattern value="."/><xs:enumeration value="b"/>'),
    );
    expect(simpleOf(model, '{urn:t}B').facets).toEqual({
      patterns: [['^(?:a+)$', '^(?:b+)$'], ['^(?:[^\\n\\r])$']],
      enumeration: ['b'],
    });
  });

  it('normalizes the white space of enumerations as that of values', () => {
    const model = xsd(
      restriction('A', 'xs:token', '<xs:enumeration value=" a  b "/>') +
        restriction('B', 'xs:string', '<xs:enumeration value=" a  b "/>'),
    );
    expect(simpleOf(model, '{urn:t}A').facets.enumeration).toEqual(['a b']);
    expect(simpleOf(model, '{urn:t}B').facets.enumeration).toEqual([' a  b ']);
  });

  it('expands the QNames of an enumeration', () => {
    const model = xsd(restriction('A', 'xs:QName', '<xs:enumeration value="t:a"/>'));
    expect(simpleOf(model, '{urn:t}A').facets.enumeration).toEqual(['{urn:t}a']);
  });

  it('changes white space', () => {
    const model = xsd(restriction('A', 'xs:string', '<xs:whiteSpace value="collapse"/><xs:length value="3"/>'));
    expect(simpleOf(model, '{urn:t}A')).toMatchObject({ whiteSpace: 'collapse', facets: { length: 3 } });
  });

  it('may stand around the type that it restricts', () => {
    const inner = '<xs:simpleType><xs:restriction base="xs:short"/></xs:simpleType>';
    const model = xsd(
      `<xs:simpleType name="A"><xs:restriction>${inner}<xs:maxInclusive value="5"/></xs:restriction></xs:simpleType>`,
    );
    expect(simpleOf(model, '{urn:t}A')).toMatchObject({
      builtin: 'short',
      facets: { minInclusive: '-32768', maxInclusive: '5' },
    });
  });

  it('a pattern that JavaScript cannot express is not checked, and listed', () => {
    const model = xsd(
      `\n${restriction('A', 'xs:string', '<xs:pattern value="\\p{IsKlingon}"/><xs:pattern value="a"/>')}`,
    );
    expect(simpleOf(model, '{urn:t}A').facets).toEqual({});
    expect(model.skipped).toEqual([
      expect.stringMatching(/main\.xsd:3: pattern: not checked: the Unicode block "IsKlingon" is not known$/u),
    ]);
  });

  it.each([
    ['<xs:length value="three"/>', 'xs:length of "three" is not a count'],
    ['<xs:whiteSpace value="none"/>', 'xs:whiteSpace is preserve, replace or collapse'],
    ['<xs:length/>', 'xs:length without a value'],
    ['<xs:element name="a" value=""/>', 'xs:element cannot stand in a restriction of a simple type'],
  ])('%s is refused', (facet, message) => {
    expect(() => xsd(restriction('A', 'xs:string', facet))).toThrow(`main.xsd:2: ${message}`);
  });

  it('of a complex type is refused', () => {
    expect(() => xsd(`<xs:complexType name="C"/>\n${restriction('A', 't:C', '')}`)).toThrow(
      'main.xsd:3: {urn:t}C is not a simple type',
    );
  });
});

describe('lists and unions', () => {
  it('a list names its item type and has facets of its own', () => {
    const model = xsd(
      `<xs:simpleType name="L"><xs:list itemType="xs:int"/></xs:simpleType>${restriction('A', 't:L', '<xs:maxLength value="3"/>')}`,
    );
    expect(simpleOf(model, '{urn:t}A')).toEqual({
      kind: 'simple',
      name: '{urn:t}A',
      variety: 'list',
      builtin: 'anySimpleType',
      json: 'number',
      item: model.globalTypes[xs('int')],
      whiteSpace: 'collapse',
      facets: { maxLength: 3 },
      base: model.globalTypes['{urn:t}L'],
    });
  });

  it('a list of lists is refused', () => {
    expect(() => xsd('<xs:simpleType name="L"><xs:list itemType="xs:NMTOKENS"/></xs:simpleType>')).toThrow(
      'main.xsd:2: a list of lists',
    );
  });

  it.each([
    ['xs:int xs:short', 'number'],
    ['xs:boolean', 'boolean'],
    ['xs:int xs:boolean', 'string'],
    ['xs:int xs:string', 'string'],
    ['xs:decimal xs:long', 'string'],
    ['xs:int xs:NMTOKENS', 'string'],
  ])('a union of %s is a %s', (members, json) => {
    const model = xsd(`<xs:simpleType name="U"><xs:union memberTypes="${members}"/></xs:simpleType>`);
    expect(simpleOf(model, '{urn:t}U')).toMatchObject({ variety: 'union', json });
  });

  it('a union has its named members first, then those inside', () => {
    const model = xsd(
      '<xs:simpleType name="U"><xs:union memberTypes="xs:int"><xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value="all"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>',
    );
    const members = simpleOf(model, '{urn:t}U').members ?? [];
    expect(members.map((ref) => model.types[ref])).toMatchObject([
      { builtin: 'int' },
      { facets: { enumeration: ['all'] } },
    ]);
  });
});

it('the documentation of a type is kept, trimmed', () => {
  const annotation =
    '<xs:annotation><xs:documentation> What it is. </xs:documentation><xs:appinfo>x</xs:appinfo></xs:annotation>';
  const model = xsd(`<xs:simpleType name="A">${annotation}<xs:restriction base="xs:int"/></xs:simpleType>`);
  expect(typeOf(model, '{urn:t}A')).toMatchObject({ documentation: 'What it is.' });
});
