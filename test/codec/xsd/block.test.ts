import { describe, expect, it } from 'vitest';
import { jsonSchemaOf } from '../../../src/codec/describe/json-schema.ts';
import { bareMessage } from '../../../src/codec/model.ts';
import { decode, encode, schema } from '../mapping/schema.ts';
import type { Opinion } from './second-opinion.ts';
import { verdicts } from './second-opinion.ts';

const types = `<xs:complexType name="A"><xs:sequence><xs:element name="x" type="xs:int" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="B"><xs:complexContent><xs:extension base="t:A"><xs:sequence><xs:element name="y" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="C"><xs:complexContent><xs:restriction base="t:A"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>`;
const root = (attributes: string): string => `${types}<xs:element name="r" type="t:A" ${attributes}/>`;
const group = (attributes: string, more = ''): string =>
  `${types}<xs:element name="h" type="t:A" ${attributes}/><xs:element name="b" type="t:B" substitutionGroup="t:h"/><xs:element name="c" type="t:C" substitutionGroup="t:h"/>${more}<xs:element name="r"><xs:complexType><xs:sequence><xs:element ref="t:h"/></xs:sequence></xs:complexType></xs:element>`;

const asA = '<r xsi:type="A"/>';
const asB = '<r xsi:type="B"><y>1</y></r>';
const asC = '<r xsi:type="C"><x>1</x></r>';
const h = '<r><h/></r>';
const b = '<r><b><y>1</y></b></r>';
const c = '<r><c><x>1</x></c></r>';

const opinions: readonly Opinion[] = [
  { title: 'an element without block', schema: root(''), valid: [asA, asB, asC], invalid: [] },
  { title: 'block="extension"', schema: root('block="extension"'), valid: [asA, asC], invalid: [asB] },
  { title: 'block="restriction"', schema: root('block="restriction"'), valid: [asA, asB], invalid: [asC] },
  { title: 'block="#all"', schema: root('block="#all"'), valid: [asA], invalid: [asB, asC] },
  {
    title: 'blockDefault',
    schema: root(''),
    attributes: 'targetNamespace="urn:t" elementFormDefault="qualified" blockDefault="extension"',
    valid: [asA, asC],
    invalid: [asB],
  },
  {
    title: 'block="" against blockDefault, but the type keeps it',
    schema: root('block=""'),
    attributes: 'targetNamespace="urn:t" elementFormDefault="qualified" blockDefault="extension"',
    valid: [asA, asC],
    invalid: [asB],
  },
  { title: 'a substitution group', schema: group(''), valid: [h, b, c], invalid: [] },
  { title: 'a head with block="substitution"', schema: group('block="substitution"'), valid: [h], invalid: [b, c] },
  { title: 'a head with block="extension"', schema: group('block="extension"'), valid: [h, c], invalid: [b] },
  { title: 'an abstract head', schema: group('abstract="true"'), valid: [b, c], invalid: [h] },
  {
    title: 'a head whose type has block',
    schema: group('').replace('name="A"', 'name="A" block="restriction"'),
    valid: [h, b],
    invalid: [c],
  },
];

describe('block', () => {
  it.each(opinions)('$title: as libxml2 has it', (opinion) => {
    const { ours, libxml2 } = verdicts(opinion);
    expect(ours).toEqual({ valid: opinion.valid.map(() => true), invalid: opinion.invalid.map(() => false) });
    expect(libxml2).toEqual(ours);
  });

  it('leaves JSON without $type where one type is left', () => {
    const contract = schema(root('block="#all"'));
    expect(decode(contract, '<r xsi:type="A"><x>1</x></r>', true).json).toEqual({ x: 1 });
    expect(encode(contract, { x: 1 }).problems).toEqual([]);
    expect(encode(contract, { $type: 'B', y: 1 }).problems).not.toEqual([]);
  });

  it('a complex xsi:type of a simple element is read as text, its attributes are drift', () => {
    const contract = schema(
      '<xs:simpleType name="S"><xs:restriction base="xs:string"/></xs:simpleType><xs:complexType name="C"><xs:simpleContent><xs:extension base="t:S"><xs:attribute name="a"/></xs:extension></xs:simpleContent></xs:complexType><xs:element name="r"><xs:complexType><xs:sequence><xs:element name="s" type="t:S"/></xs:sequence></xs:complexType></xs:element>',
    );
    const { json, drift } = decode(contract, '<r><s xsi:type="C" a="1">text</s></r>');
    expect(json).toEqual({ s: 'text' });
    expect(drift.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['unknown_attribute /r/s/@a']);
  });
});

describe('block of one element of a type that others have too', () => {
  const uses = `${types}<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="open" type="t:A"/><xs:element name="shut" type="t:A" block="extension"/></xs:sequence></xs:complexType></xs:element>`;
  const contract = schema(uses);

  it('leaves the others their types', () => {
    const json = { open: { $type: 'B', y: 1 }, shut: { $type: 'C', x: 1 } };
    expect(encode(contract, json).problems).toEqual([]);
    expect(
      decode(contract, '<r><open xsi:type="B"><y>1</y></open><shut xsi:type="C"><x>1</x></shut></r>', true).json,
    ).toEqual(json);
  });

  it('is named where a type that it blocks is given, both ways', () => {
    expect(encode(contract, { open: { $type: 'A' }, shut: { $type: 'B', y: 1 } }).problems).toEqual([
      { pointer: '/shut/$type', message: expect.stringMatching(/A.*C/) as string },
    ]);
    expect(() => decode(contract, '<r><open/><shut xsi:type="B"><y>1</y></shut></r>')).toThrow(
      '/r/shut: expected an xsi:type that may stand for A, found {urn:t}B',
    );
  });

  it('is in the schema that callers see', () => {
    const model = contract.model;
    const { definitions } = jsonSchemaOf(model, bareMessage(contract.element('{urn:t}r') ?? -1), 'input');
    const mappings = Object.values(definitions).map(
      ({ discriminator }) => (discriminator as { mapping?: object })?.mapping,
    );
    expect(mappings.filter((mapping) => mapping !== undefined).map((mapping) => Object.keys(mapping))).toEqual([
      ['A', 'B', 'C'],
      ['A', 'C'],
    ]);
  });
});
