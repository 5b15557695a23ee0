import { describe, expect, it } from 'vitest';
import { decode, schema } from '../mapping/schema.ts';

const rows = schema(`<xs:element name="r"><xs:complexType><xs:sequence>
  <xs:element name="row" type="t:Row" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence></xs:complexType></xs:element>
<xs:complexType name="Row"><xs:sequence>
  <xs:element name="state" type="t:State" minOccurs="0"/>
  <xs:element name="code" type="t:Code" minOccurs="0"/>
  <xs:element name="price" type="xs:decimal" minOccurs="0"/>
  <xs:element name="many" type="xs:nonNegativeInteger" minOccurs="0"/>
</xs:sequence>
<xs:attribute name="id" type="xs:string" use="required"/>
<xs:attribute name="size" type="xs:int" default="7"/>
<xs:attribute name="note" type="xs:string"/>
</xs:complexType>
<xs:simpleType name="State"><xs:restriction base="xs:token"><xs:enumeration value="OPEN"/><xs:enumeration value="SHUT"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Code"><xs:restriction base="t:State"><xs:pattern value="O.*"/></xs:restriction></xs:simpleType>`);

/** The third of three rows: the first two have taught what is likely. */
function third(row: string): { json: unknown; kinds: string[] } {
  const usual = '<row id="1" size="2"><state>OPEN</state><code>OPEN</code><price>1.50</price><many>3</many></row>';
  const { json, drift } = decode(rows, `<r>${usual}${usual}${row}</r>`);
  return { json: (json as { row: unknown[] }).row[2], kinds: drift.map(({ kind, path }) => `${kind} ${path}`) };
}

describe('attributes after others like them', () => {
  it.each([
    ['the same', '<row id="5" size="6"/>', { id: '5', size: 6 }],
    ['in another order', '<row size="6" id="5"/>', { id: '5', size: 6 }],
    ['with a default', '<row id="5"/>', { id: '5', size: 7 }],
    ['with a default for what is empty', '<row id="5" size=""/>', { id: '5', size: 7 }],
    ['with references', '<row id="&lt;&#65;" size="&#54;"/>', { id: '<A', size: 6 }],
    ['with white space around a number', '<row id=" " size=" 6&#10;"/>', { id: ' ', size: 6 }],
  ])('are read %s', (_, row, json) => {
    expect(third(row).json).toEqual(json);
  });

  it.each(['<row size="6"/>', '<row size="6" note="1"/>', '<row note="1"/>', '<row/>'])('%s misses one', (row) => {
    expect(() => third(row)).toThrow('/r/row[3]/@id');
  });

  it('one that must be there is missed where another namespace has the name', () => {
    expect(() => third('<row o:id="5" size="6"/>')).toThrow('/r/row[3]/@id');
  });

  it('one that nobody knows is told', () => {
    expect(third('<row id="5" size="6" other="1"/>').kinds).toEqual(['unknown_attribute /r/row/@other']);
  });
});

describe('values after others like them', () => {
  it.each([
    ['an enumeration', '<state>SHUT</state>', { state: 'SHUT' }],
    ['an enumeration with white space around', '<state> SHUT\n</state>', { state: 'SHUT' }],
    ['an enumeration with a reference', '<state>SHU&#84;</state>', { state: 'SHUT' }],
    ['a decimal', '<price>-01.50</price>', { price: '-01.50' }],
    ['a decimal with white space around', '<price> 1 </price>', { price: '1' }],
    ['a whole number', '<many>0</many>', { many: '0' }],
  ])('%s is read', (_, content, json) => {
    expect(third(`<row id="5">${content}</row>`)).toEqual({ json: { id: '5', size: 7, ...json }, kinds: [] });
  });

  it.each([
    ['a value that the enumeration has not', '<state>LOST</state>', 'enumeration /r/row/state'],
    ['the beginning of a value', '<state>OPE</state>', 'enumeration /r/row/state'],
    ['another case', '<state>open</state>', 'enumeration /r/row/state'],
    ['a value of the enumeration against the pattern', '<code>SHUT</code>', 'facet /r/row/code'],
    ['a decimal with two points', '<price>1.5.0</price>', 'lexical /r/row/price'],
    ['a whole number out of the range of its type', '<many>-1</many>', 'facet /r/row/many'],
    ['an empty decimal', '<price></price>', 'empty /r/row/price'],
  ])('%s is told', (_, content, kind) => {
    expect(third(`<row id="5">${content}</row>`).kinds).toEqual([kind]);
  });
});
