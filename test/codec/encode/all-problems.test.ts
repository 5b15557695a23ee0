import { describe, expect, it } from 'vitest';
import { encode, schema } from '../mapping/schema.ts';

const contract = schema(`<xs:element name="r"><xs:complexType><xs:sequence>
  <xs:element name="ref" type="xs:int"/>
  <xs:element name="line" minOccurs="0" maxOccurs="2"><xs:complexType><xs:sequence>
    <xs:element name="n" type="xs:int"/><xs:element name="day" type="xs:date" minOccurs="0"/>
  </xs:sequence><xs:attribute name="id" type="xs:int" use="required"/></xs:complexType></xs:element>
  <xs:element name="pick" minOccurs="0"><xs:complexType><xs:choice>
    <xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/>
  </xs:choice><xs:attribute name="k" type="xs:boolean"/></xs:complexType></xs:element>
  <xs:element name="any" minOccurs="0"><xs:complexType><xs:sequence>
    <xs:element name="must" type="xs:string"/><xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="x" type="xs:int"/><xs:element name="y" type="xs:int"/>
    </xs:choice></xs:sequence></xs:complexType></xs:element>
  <xs:element name="text" minOccurs="0"><xs:complexType mixed="true"><xs:sequence>
    <xs:element name="i" type="xs:int"/><xs:element name="j" type="xs:int"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="rest" minOccurs="0"><xs:complexType><xs:sequence>
    <xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax" namespace="##any"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>
<xs:element name="known" type="xs:int"/>`);

/** The pointers of what is refused. */
const pointers = (json: unknown): string[] =>
  encode(contract, json)
    .problems.map(({ pointer }) => pointer)
    .toSorted();

describe('every place that the schema refuses is told at once', () => {
  it('over objects, arrays and attributes', () => {
    const lines = [
      { n: 'x', day: 'soon' },
      { id: true, other: 1 },
      { id: 1, n: 2 },
    ];
    expect(pointers({ line: lines, unknown: 1 })).toEqual([
      '/line',
      '/line/0/day',
      '/line/0/id',
      '/line/0/n',
      '/line/1/id',
      '/line/1/n',
      '/line/1/other',
      '/ref',
      '/unknown',
    ]);
  });

  it('over a choice, its values and what stands beside it', () => {
    expect(pointers({ ref: 'x', pick: { a: 'x', b: 'y', k: 'z', c: 1 } })).toEqual([
      '/pick',
      '/pick/a',
      '/pick/b',
      '/pick/c',
      '/pick/k',
      '/ref',
    ]);
  });

  it('also what is missing beside an order that is refused', () => {
    expect(pointers({ ref: 1, any: { x: [1], y: ['a'], $order: ['z'] } })).toEqual([
      '/any/$order',
      '/any/must',
      '/any/y/0',
    ]);
  });

  it('what is given and is no array is told as that alone, with what is missing beside it', () => {
    expect(pointers({ ref: 1, any: { x: 5 } })).toEqual(['/any/must', '/any/x']);
  });

  it('over the pieces of mixed content, and what they lack together', () => {
    expect(pointers({ ref: 1, text: { $mixed: ['a', { i: 'x' }] } })).toEqual(['/text/$mixed', '/text/$mixed/1/i']);
  });

  it('mixed content with a piece that nobody knows is told as that', () => {
    expect(pointers({ ref: 1, text: { $mixed: [{ z: 1 }, { i: 'x' }] } })).toEqual([
      '/text/$mixed/0',
      '/text/$mixed/1/i',
    ]);
  });

  it('over what stands for anything', () => {
    const items = [
      { name: '{urn:t}known', value: 'x' },
      { name: '{urn:t}other', value: 1 },
      { name: '{urn:o}e', children: [5, { name: 1 }] },
    ];
    expect(pointers({ rest: { $any: items } })).toEqual([
      '/ref',
      '/rest/$any/0/value',
      '/rest/$any/1/name',
      '/rest/$any/2/children/0',
      '/rest/$any/2/children/1',
    ]);
  });
});

describe('a list', () => {
  const lists = schema(
    '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="Codes" type="t:Codes"/></xs:sequence><xs:attribute name="tags" type="xs:NMTOKENS"/></xs:complexType></xs:element><xs:simpleType name="Codes"><xs:list itemType="xs:int"/></xs:simpleType>',
  );

  it('has each wrong item named by its place', () => {
    expect(
      encode(lists, { Codes: [1, 'x', 3, null], tags: ['a', 'b c', ''] }).problems.map(({ pointer }) => pointer),
    ).toEqual(['/tags/1', '/tags/2', '/Codes/1', '/Codes/3']);
  });
});
