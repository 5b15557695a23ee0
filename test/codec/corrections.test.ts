import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Corrections } from '../../src/adapter/corrections.ts';
import { jsonSchemaOf } from '../../src/codec/describe/json-schema.ts';
import { typescriptOf } from '../../src/codec/describe/typescript.ts';
import type { Contract, Model } from '../../src/codec/index.ts';
import { ContractError, link, loadWsdl, loadXsd } from '../../src/codec/index.ts';
import { bareMessage } from '../../src/codec/model.ts';
import { decode, encode } from './mapping/schema.ts';
import { definitions, schemaOf } from './wsdl/parts.ts';
import { schemaText } from './xsd/files.ts';

const schema = `<xs:simpleType name="Status"><xs:restriction base="xs:string"><xs:enumeration value="MADE"/><xs:enumeration value="SHIPPED"/></xs:restriction></xs:simpleType>
<xs:complexType name="Line"><xs:sequence><xs:element name="Sku" type="xs:int"/><xs:element name="Status" type="t:Status"/></xs:sequence><xs:attribute name="unit" type="xs:string" use="required"/></xs:complexType>
<xs:complexType name="Base"><xs:sequence><xs:element name="Id" type="xs:string"/></xs:sequence></xs:complexType>
<xs:group name="G"><xs:sequence><xs:element name="Note" type="xs:string"/></xs:sequence></xs:group>
<xs:element name="Total" type="xs:decimal"/>
<xs:element name="r"><xs:complexType><xs:complexContent><xs:extension base="t:Base"><xs:sequence><xs:element name="Line" type="t:Line"/><xs:element ref="t:Total"/><xs:group ref="t:G"/><xs:element name="Kind" minOccurs="0"><xs:simpleType><xs:restriction base="t:Status"><xs:enumeration value="MADE"/></xs:restriction></xs:simpleType></xs:element></xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:element>
<xs:element name="Line" type="t:Line"/>`;

function load(corrections: Corrections): Model {
  const file = join(mkdtempSync(join(tmpdir(), 'passerelle-')), 'shop.xsd');
  writeFileSync(file, schemaText(schema));
  return loadXsd(file, corrections);
}

const contract = (corrections: Corrections): Contract => link(load(corrections));
const line = '<Line unit="u"><Sku>1</Sku><Status>MADE</Status></Line>';
const rest = '<Total>1.50</Total><Note>n</Note>';

/** A correction, a document that only it allows, and its JSON. */
const rows: readonly (readonly [words: string, corrections: Corrections, text: string, json: object])[] = [
  [
    'optional',
    { 'r/Line/Sku': { optional: true } },
    `<r><Id>1</Id><Line unit="u"><Status>MADE</Status></Line>${rest}</r>`,
    { Line: { unit: 'u', Status: 'MADE' } },
  ],
  ['optional, through a base type', { 'r/Id': { optional: true } }, `<r>${line}${rest}</r>`, { Total: '1.50' }],
  [
    'optional, through a group',
    { 'r/Note': { optional: true } },
    `<r><Id>1</Id>${line}<Total>1</Total></r>`,
    { Total: '1' },
  ],
  [
    'optional, of a reference',
    { 'r/Total': { optional: true } },
    `<r><Id>1</Id>${line}<Note>n</Note></r>`,
    { Note: 'n' },
  ],
  [
    'optional, of an attribute',
    { 'type(Line)/@unit': { optional: true } },
    `<r><Id>1</Id><Line><Sku>1</Sku><Status>MADE</Status></Line>${rest}</r>`,
    { Line: { Sku: 1, Status: 'MADE' } },
  ],
  [
    'repeated',
    { 'r/Line': { repeated: true } },
    `<r><Id>1</Id>${line}${line}${rest}</r>`,
    {
      Line: [
        { unit: 'u', Sku: 1, Status: 'MADE' },
        { unit: 'u', Sku: 1, Status: 'MADE' },
      ],
    },
  ],
  [
    'nillable',
    { 'r/Line/Sku': { nillable: true } },
    `<r><Id>1</Id><Line unit="u"><Sku xsi:nil="true"/><Status>MADE</Status></Line>${rest}</r>`,
    { Line: { unit: 'u', Sku: null, Status: 'MADE' } },
  ],
  [
    'nillable, of a global element by reference',
    { 'r/Total': { nillable: true } },
    `<r><Id>1</Id>${line}<Total xsi:nil="true"/><Note>n</Note></r>`,
    { Total: null },
  ],
  [
    'string',
    { 'r/Line/Sku': { type: 'string' } },
    `<r><Id>1</Id><Line unit="u"><Sku>A-1</Sku><Status>MADE</Status></Line>${rest}</r>`,
    { Line: { unit: 'u', Sku: 'A-1', Status: 'MADE' } },
  ],
  [
    'another type of the schema',
    { 'r/Id': { type: 'Line' } },
    `<r><Id unit="v"><Sku>1</Sku><Status>MADE</Status></Id>${line}${rest}</r>`,
    { Id: { unit: 'v', Sku: 1, Status: 'MADE' } },
  ],
  [
    'one more value of a type',
    { Status: { moreValues: ['LOST'] } },
    `<r><Id>1</Id>${line.replace('MADE', 'LOST')}${rest}</r>`,
    { Line: { unit: 'u', Sku: 1, Status: 'LOST' } },
  ],
  [
    'one more value of an element',
    { 'r/Kind': { moreValues: ['LOST'] } },
    `<r><Id>1</Id>${line}${rest}<Kind>LOST</Kind></r>`,
    { Kind: 'LOST' },
  ],
  [
    'a type that takes any text',
    { Status: { type: 'string' } },
    `<r><Id>1</Id>${line.replace('MADE', 'anything')}${rest}</r>`,
    { Line: { unit: 'u', Sku: 1, Status: 'anything' } },
  ],
];

function strictly(corrections: Corrections, text: string): unknown {
  return decode(contract(corrections), text, true).json;
}

describe('corrections', () => {
  it.each(rows)('%s: is read, and was not before', (_words, corrections, text, json) => {
    expect(strictly(corrections, text)).toMatchObject(json);
    expect(() => strictly({}, text)).toThrow(ContractError);
  });

  it.each(rows)('%s: is written as it was read', (_words, corrections, text) => {
    const corrected = contract(corrections);
    const json = strictly(corrections, text);
    const written = encode(corrected, json);
    expect(written.problems).toEqual([]);
    expect(encode(contract({}), json).problems).not.toEqual([]);
    expect(decode(corrected, written.text, true).json).toEqual(json);
  });

  it('types and JSON Schema follow', () => {
    const model = load({
      'r/Line': { optional: true, repeated: true },
      'type(Line)/Sku': { type: 'string', nillable: true },
      Status: { moreValues: ['LOST'] },
    });
    const text = typescriptOf(model, { file: 'shop.xsd', command: 'x' });
    expect(text).toContain("'MADE' | 'SHIPPED' | 'LOST'");
    expect(text).toMatch(/Sku: string \| null/);
    expect(text).toMatch(/Line\??: (?:readonly )?\(?\w*Line/);
    const { definitions: named } = jsonSchemaOf(model, bareMessage(model.globalElements['{urn:t}r'] ?? -1), 'input');
    expect(JSON.stringify(named)).toContain('"enum":["MADE","SHIPPED","LOST"]');
  });

  it('what is declared once is corrected wherever it is used', () => {
    const corrected = contract({ 'element(Line)/Sku': { optional: true } });
    expect(
      decode(corrected, `<r><Id>1</Id><Line unit="u"><Status>MADE</Status></Line>${rest}</r>`, true).drift,
    ).toEqual([]);
  });

  it('those that the schema has no need of are told', () => {
    const { skipped } = load({
      'r/Kind': { optional: true, moreValues: ['MADE'] },
      'r/Line/Sku': { type: 'int', nillable: true },
    });
    expect(skipped).toEqual([
      'the correction "optional" of "r/Kind" is not needed: the schema says so already',
      'the correction "moreValues" of "r/Kind" is not needed: the schema says so already',
      'the correction "type" of "r/Line/Sku" is not needed: the schema says so already',
    ]);
  });

  it.each<[string, Corrections[string], string]>([
    [
      'r/Lin/Sku',
      { optional: true },
      'shop.xsd:7: the correction of "r/Lin/Sku": it has no "Lin"; it has Line, Id, Kind, Note, Total',
    ],
    [
      'r/Line/Skus',
      { optional: true },
      'the correction of "r/Line/Skus": "Line" has no "Skus"; it has Sku, Status, @unit',
    ],
    ['Orders', { optional: true }, 'the schema has no "Orders"; it has r, Line, Status, Base, Total'],
    ['Line', { moreValues: ['x'] }, '"Line" is an element and a type: write element(Line) or type(Line)'],
    ['Total', { optional: true }, 'an element is global: how often it stands is said where it is used'],
    ['Status', { nillable: true }, '"nillable" cannot be said of a type'],
    ['r/Line/@unit', { repeated: true }, '"repeated" cannot be said of an attribute'],
    ['r/Id', { moreValues: ['x'] }, 'moreValues are for a simple type with an enumeration'],
    ['r/Id', { type: 'Lines' }, 'there is no type "Lines"; there is {urn:t}Line'],
    ['{urn:o}r/Id', { optional: true }, 'the schema has no "{urn:o}r"'],
    ['', { optional: true }, 'the schema has no ""'],
    ['r/Id/x', { optional: true }, '"Id" has no "x"'],
  ])('%s: %j is refused', (path, correction, message) => {
    expect(() => load({ [path]: correction })).toThrow(message);
  });

  it('a namespace tells two elements of a name apart', () => {
    expect(load({ '{urn:t}r/{urn:t}Line/{urn:t}Sku': { nillable: true } }).skipped).toEqual([]);
  });
});

const wsdl =
  definitions(`<types>${schemaOf('<xs:element name="Ask"><xs:complexType><xs:sequence><xs:element name="q" type="xs:int"/></xs:sequence></xs:complexType></xs:element><xs:element name="r" type="xs:string"/>')}</types>
<message name="In"><part name="body" element="t:Ask"/></message><message name="Out"><part name="code" type="xs:int"/><part name="text" type="xs:string"/></message><message name="RpcIn"><part name="n" type="xs:int"/></message>
<portType name="P"><operation name="Ask"><input message="w:In"/></operation><operation name="Find"><input message="w:RpcIn"/><output message="w:Out"/></operation></portType>
<binding name="B" type="w:P"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/><operation name="Ask"><soap:operation/><input><soap:body use="literal"/></input></operation><operation name="Find"><soap:operation style="rpc"/><input><soap:body use="literal" namespace="urn:w"/></input><output><soap:body use="literal" namespace="urn:w"/></output></operation></binding>
<service name="S"><port name="P" binding="w:B"><soap:address location="http://127.0.0.1:9/"/></port></service>`);

function loadCorrected(corrections: Corrections): Model {
  const file = join(mkdtempSync(join(tmpdir(), 'passerelle-')), 'shop.wsdl');
  writeFileSync(file, wsdl);
  return loadWsdl(file, corrections);
}

describe('corrections of a WSDL', () => {
  it('begin at the element of a document message', () => {
    const model = loadCorrected({ 'Ask/input/q': { optional: true } });
    const type = model.types[model.elements[model.globalElements['{urn:t}Ask'] ?? -1]?.type ?? -1];
    expect(type).toMatchObject({ slots: [{ key: 'q', min: 0, max: 1 }] });
  });

  it('begin at the parts of an rpc message', () => {
    const model = loadCorrected({
      'Find/output/code': { optional: true, type: 'string' },
      'Find/output/text': { repeated: true, nillable: true },
    });
    const part = model.operations.find(({ name }) => name === 'Find')?.output?.parts[0];
    const type = model.types[model.elements[part?.element ?? -1]?.type ?? -1];
    const slots = type?.kind === 'complex' ? type.slots : [];
    expect(slots).toMatchObject([
      { key: 'code', min: 0, max: 1 },
      { key: 'text', min: 1, max: -1, many: true },
    ]);
    expect(slots.map(({ element }) => model.elements[element ?? -1])).toMatchObject([
      { type: model.globalTypes['{http://www.w3.org/2001/XMLSchema}string'] },
      { nillable: true },
    ]);
  });

  it.each(['Ask/input/q', 'r'])(
    'of %s to a type that is not there is refused, whatever could do without it',
    (path) => {
      expect(() => loadCorrected({ [path]: { type: 'Gone' } })).toThrow('there is no type "Gone"');
    },
  );

  it.each<[string, string]>([
    ['Ask/output/q', 'the operation Ask has no output'],
    ['Find/output/gone', 'Find/output has no "gone"; it has code, text'],
    ['Fnd/input/n', 'the schema has no "Fnd"; it has Ask, r, Find/input'],
  ])('%s is refused', (path, message) => {
    expect(() => loadCorrected({ [path]: { optional: true } })).toThrow(message);
  });
});
