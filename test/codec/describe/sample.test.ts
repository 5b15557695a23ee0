import { expect, test } from 'vitest';
import { sampleOf } from '../../../src/codec/describe/sample.ts';
import { messageOf, schemaModel } from './schema-text.ts';

function sampleIn(direction: 'input' | 'output', content: string, more = ''): unknown {
  const model = schemaModel(`<xs:element name="e"><xs:complexType>${content}</xs:complexType></xs:element>${more}`);
  return sampleOf(model, messageOf(model, 'e'), { direction });
}

/** The sample of one required element `a` of this type. */
function valueOf(type: string): unknown {
  return (sampleIn('input', `<xs:sequence><xs:element name="a">${type}</xs:element></xs:sequence>`) as { a: unknown })
    .a;
}

function restricted(base: string, facets: string): unknown {
  return valueOf(`<xs:simpleType><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`);
}

test('one level of what is optional is shown', () => {
  const inner =
    '<xs:complexType><xs:sequence><xs:element name="c" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>';
  const sample = sampleIn(
    'input',
    `<xs:sequence><xs:element name="b" minOccurs="0">${inner}</xs:element></xs:sequence>`,
  );
  expect(sample).toEqual({ b: {} });
});

test('an array holds one item', () => {
  const sample = sampleIn(
    'input',
    '<xs:sequence><xs:element name="b" type="xs:string" minOccurs="0" maxOccurs="9"/></xs:sequence>',
  );
  expect(sample).toEqual({ b: ['text'] });
});

test('an array holds as many items as it must', () => {
  const sample = sampleIn(
    'input',
    '<xs:sequence><xs:element name="b" type="xs:string" minOccurs="2" maxOccurs="9"/></xs:sequence>',
  );
  expect(sample).toEqual({ b: ['text', 'text'] });
});

test('what comes back has its empty arrays', () => {
  const inner =
    '<xs:complexType><xs:sequence><xs:element name="c" type="xs:string" minOccurs="0" maxOccurs="9"/></xs:sequence></xs:complexType>';
  const sample = sampleIn(
    'output',
    `<xs:sequence><xs:element name="b" minOccurs="0">${inner}</xs:element></xs:sequence>`,
  );
  expect(sample).toEqual({ b: { c: [] } });
});

test('the first branch of a choice is taken', () => {
  const sample = sampleIn(
    'input',
    '<xs:choice><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string"/></xs:choice>',
  );
  expect(sample).toEqual({ a: 'text' });
});

test('a repeated choice tells its order', () => {
  const choice =
    '<xs:choice maxOccurs="9"><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string"/></xs:choice>';
  expect(sampleIn('input', choice)).toEqual({ a: ['text'], $order: ['a'] });
});

test('a repeated sequence is a row', () => {
  const rows =
    '<xs:sequence maxOccurs="9"><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:boolean"/></xs:sequence>';
  expect(sampleIn('input', rows)).toEqual({ $rows: [{ a: 'text', b: true }] });
});

test('recursion ends where it may', () => {
  const model = schemaModel(
    '<xs:element name="e"><xs:complexType><xs:choice><xs:element ref="x:e"/><xs:element name="leaf" type="xs:string"/></xs:choice></xs:complexType></xs:element>',
  );
  expect(sampleOf(model, messageOf(model, 'e'))).toEqual({ leaf: 'text' });
});

test('recursion that no message can end is cut', () => {
  const model = schemaModel(
    '<xs:element name="e"><xs:complexType><xs:sequence><xs:element ref="x:e"/></xs:sequence></xs:complexType></xs:element>',
  );
  expect(() => sampleOf(model, messageOf(model, 'e'))).not.toThrow();
});

test('an abstract type is replaced by the first concrete one', () => {
  const types = `<xs:complexType name="Base" abstract="true"><xs:sequence/></xs:complexType>
    <xs:complexType name="One"><xs:complexContent><xs:extension base="x:Base"/></xs:complexContent></xs:complexType>
    <xs:complexType name="Two"><xs:complexContent><xs:extension base="x:Base"/></xs:complexContent></xs:complexType>`;
  expect(sampleIn('input', '<xs:sequence><xs:element name="a" type="x:Base"/></xs:sequence>', types)).toEqual({
    a: { $type: 'One' },
  });
});

test('an abstract head is replaced by a member of its group', () => {
  const group =
    '<xs:element name="h" type="xs:string" abstract="true"/><xs:element name="m" type="xs:string" substitutionGroup="x:h"/><xs:element name="n" type="xs:string" substitutionGroup="x:h"/>';
  const sample = sampleIn('input', '<xs:sequence><xs:element ref="x:h"/></xs:sequence>', group);
  expect(sample).toEqual({ h: { $element: 'm', value: 'text' } });
});

test('mixed content holds text and what must be there', () => {
  const model = schemaModel(
    '<xs:element name="e"><xs:complexType mixed="true"><xs:sequence><xs:element name="b" type="xs:string"/></xs:sequence></xs:complexType></xs:element>',
  );
  expect(sampleOf(model, messageOf(model, 'e'))).toEqual({ $mixed: ['text', { b: 'text' }] });
});

test('a simple root is named', () => {
  const model = schemaModel('<xs:element name="e" type="xs:int"/>');
  expect(sampleOf(model, messageOf(model, 'e'))).toEqual({ e: 1 });
});

test('the first value of an enumeration is taken', () => {
  expect(restricted('xs:string', '<xs:enumeration value="B"/><xs:enumeration value="A"/>')).toBe('B');
});

test('a fixed value is taken', () => {
  const sample = sampleIn('input', '<xs:sequence><xs:element name="a" type="xs:int" fixed="7"/></xs:sequence>');
  expect(sample).toEqual({ a: 7 });
});

test.each([
  ['[A-Z]{2}[0-9]{3,5}', 'AA111'],
  ['(foo|bar)-\\d{2}', 'foo-11'],
  ['.{3}', 'AAA'],
])('a text follows the pattern %s', (pattern, text) => {
  expect(restricted('xs:string', `<xs:pattern value="${pattern}"/>`)).toBe(text);
});

test('a text follows its pattern and its length', () => {
  expect(restricted('xs:string', '<xs:pattern value="[0-9]*"/><xs:minLength value="5"/>')).toBe('11111');
});

test('a text is filled up to its length', () => {
  expect(restricted('xs:string', '<xs:minLength value="6"/>')).toBe('textxx');
});

test('a text is cut to its length', () => {
  expect(restricted('xs:string', '<xs:maxLength value="2"/>')).toBe('te');
});

test('a number stands within its range', () => {
  expect(restricted('xs:int', '<xs:minInclusive value="20"/><xs:maxInclusive value="30"/>')).toBe(20);
});

test('a decimal stands above its bound', () => {
  expect(restricted('xs:decimal', '<xs:minExclusive value="12345"/>')).toBe('12346');
});

test('a date without zone is found where the pattern asks for it', () => {
  expect(restricted('xs:dateTime', '<xs:pattern value="\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"/>')).toBe(
    '2026-01-31T09:30:00',
  );
});

test('binary data has the length asked for', () => {
  expect(restricted('xs:base64Binary', '<xs:length value="3"/>')).toBe('AAAA');
});

test('a list has as many items as it must', () => {
  const list = '<xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType>';
  expect(
    valueOf(`<xs:simpleType><xs:restriction>${list}<xs:length value="3"/></xs:restriction></xs:simpleType>`),
  ).toEqual([1, 1, 1]);
});

test('an attribute that a reply always has, by its default or fixed value, is in its sample at any depth', () => {
  const inner =
    '<xs:complexType><xs:sequence/><xs:attribute name="d" type="xs:int" default="7"/><xs:attribute name="f" type="xs:int" fixed="8"/></xs:complexType>';
  const content = `<xs:sequence><xs:element name="a" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="b">${inner}</xs:element></xs:sequence></xs:complexType></xs:element></xs:sequence>`;
  expect(sampleIn('input', content)).toEqual({ a: { b: {} } });
  expect(sampleIn('output', content)).toEqual({ a: { b: { d: expect.any(Number), f: 8 } } });
});

test('a sample ends where a schema asks for more than anyone could write', () => {
  expect(String(restricted('xs:string', '<xs:minLength value="999999999"/>'))).toHaveLength(10_000);
  expect(String(restricted('xs:string', '<xs:pattern value="((a{999}){999}){999}"/>')).length).toBeLessThan(100_000);
  const list =
    '<xs:simpleType><xs:restriction><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType><xs:length value="999999999"/></xs:restriction></xs:simpleType>';
  expect(valueOf(list)).toHaveLength(10_000);
  const often =
    '<xs:sequence minOccurs="9" maxOccurs="9">'.repeat(50) +
    '<xs:element name="b" type="xs:int" minOccurs="99999999" maxOccurs="99999999"/>' +
    '</xs:sequence>'.repeat(50);
  expect(JSON.stringify(sampleIn('input', often)).length).toBeLessThan(1_000_000);
});
