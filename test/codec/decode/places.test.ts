import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/codec/problem.ts';
import { decode, schema } from '../mapping/schema.ts';

const contract = schema(`<xs:element name="r"><xs:complexType><xs:sequence>
  <xs:element name="head" type="xs:string" minOccurs="0"/>
  <xs:element name="order" type="t:Order" minOccurs="0" maxOccurs="unbounded"/>
  <xs:element name="code" type="t:Code" minOccurs="0" maxOccurs="3"/>
  <xs:element ref="t:animal" minOccurs="0" maxOccurs="unbounded"/>
  <xs:element name="free" minOccurs="0"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/>
  </xs:choice></xs:complexType></xs:element>
  <xs:element name="text" minOccurs="0"><xs:complexType mixed="true"><xs:sequence>
    <xs:element name="i" type="xs:boolean" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>
<xs:complexType name="Order"><xs:sequence>
  <xs:element name="ref" type="xs:string"/><xs:element name="qty" type="xs:int" minOccurs="0"/>
  <xs:element name="line" minOccurs="0" maxOccurs="2"><xs:complexType><xs:simpleContent>
    <xs:extension base="xs:decimal"><xs:attribute name="n" type="xs:short" use="required"/><xs:attribute name="v" type="xs:string" fixed="1"/></xs:extension>
  </xs:simpleContent></xs:complexType></xs:element>
</xs:sequence></xs:complexType>
<xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:enumeration value="A"/><xs:enumeration value="B"/></xs:restriction></xs:simpleType>
<xs:element name="animal" abstract="true" type="t:Animal"/><xs:complexType name="Animal"><xs:sequence><xs:element name="age" type="xs:int"/></xs:sequence></xs:complexType>
<xs:element name="cat" substitutionGroup="t:animal" type="t:Animal"/><xs:element name="dog" substitutionGroup="t:animal" type="t:Animal"/>`);

const order = (inside: string): string => `<order><ref>x</ref>${inside}</order>`;
const cat = '<cat><age>1</age></cat>';

interface Told {
  readonly path: string;
  readonly place?: string;
  readonly expected: string;
  readonly found: string;
}

function told(inside: string): Told[] {
  try {
    return decode(contract, `<r>${inside}</r>`).drift;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return [error.drift];
  }
}

describe('a difference leads to its place: an XPath with positions, what was expected, the kind of thing found', () => {
  it.each([
    ['an unknown element', '<new/>', '/r/new', 'no such element', '{urn:t}new'],
    ['the second of that name', '<new/><new/>', '/r/new[2]', 'no such element', '{urn:t}new'],
    ['one in a list', order('') + order('<new/>'), '/r/order[2]/new', 'no such element', '{urn:t}new'],
    ['a known name in another namespace', '<o:head>1</o:head>', '/r/head', '{urn:t}head', '{urn:o}head'],
    ['an unknown attribute', order('').replace('<order', '<order x="1"'), '/r/order[1]/@x', 'no such attribute', 'x'],
    [
      'an enumeration',
      '<code>A</code><code>C</code>',
      '/r/code[2]',
      'Code (one of A, B)',
      'a value that is not listed',
    ],
    [
      'a text that is no value',
      order('') + order('') + order('<qty>many</qty>'),
      '/r/order[3]/qty',
      'xs:int (a whole number from -2147483648 to 2147483647)',
      'other text',
    ],
    [
      'an attribute that is no value',
      order('<line n="1">2</line><line n="x">3</line>'),
      '/r/order[1]/line[2]/@n',
      'xs:short (a whole number from -32768 to 32767)',
      'other text',
    ],
    ['a missing attribute', order('<line>2</line>'), '/r/order[1]/line[1]/@n', 'a required attribute', 'nothing'],
    [
      'a fixed value',
      order('<line n="1" v="2">2</line>'),
      '/r/order[1]/line[1]/@v',
      'the fixed value "1"',
      'another value',
    ],
    [
      'simple content',
      order('<line n="1">,</line>'),
      '/r/order[1]/line[1]',
      'xs:decimal (a decimal number)',
      'other text',
    ],
    [
      'an empty value',
      order('<qty/>'),
      '/r/order[1]/qty',
      'xs:int (a whole number from -2147483648 to 2147483647)',
      'empty text',
    ],
    ['a missing element', `${order('')}<order/>`, '/r/order[2]/ref', 'a required element', 'nothing'],
    ['a second of one', order('<qty>1</qty><qty>2</qty>'), '/r/order[1]/qty[2]', 'one', 'more'],
    ['too many', '<code>A</code>'.repeat(5), '/r/code[4]', 'at most 3', '5'],
    [
      'too many in a list',
      order('') + order('<line n="1">2</line>'.repeat(3)),
      '/r/order[2]/line[3]',
      'at most 2',
      '3',
    ],
    [
      'another order',
      '<order><qty>1</qty><ref>x</ref></order>',
      '/r/order[1]/ref',
      'ref before qty, as the schema orders them',
      'it behind',
    ],
    ['text between elements', `${order('')}<order>text<ref>x</ref></order>`, '/r/order[2]', 'elements only', 'text'],
    ['text before an element with elements', `text${order('')}`, '/r', 'elements only', 'text'],
    ['text behind elements', order('text'), '/r/order[1]', 'elements only', 'text'],
    [
      'a member of a substitution group, counted by its own name',
      `${cat}<dog><age>2</age></dog>${cat}<cat><age>old</age></cat>`,
      '/r/cat[3]/age',
      'xs:int (a whole number from -2147483648 to 2147483647)',
      'other text',
    ],
    [
      'a repeated choice',
      '<free><a>1</a><b>2</b><a/></free>',
      '/r/free/a[2]',
      'xs:int (a whole number from -2147483648 to 2147483647)',
      'empty text',
    ],
    [
      'mixed content',
      '<text>a<i>true</i>b<i>maybe</i></text>',
      '/r/text/i[2]',
      'xs:boolean (true or false)',
      'other text',
    ],
    ['an element that may not be nil', '<head xsi:nil="true"/>', '/r/head', 'an element that is not nil', 'xsi:nil'],
    [
      'a type that may not stand there',
      `${order('')}<order xsi:type="Code"/>`,
      '/r/order[2]',
      'an xsi:type that may stand for Order',
      '{urn:t}Code',
    ],
    [
      'a type that nobody knows',
      '<order xsi:type="Secret"/>',
      '/r/order[1]',
      'an xsi:type that may stand for Order',
      'an unknown one',
    ],
  ])('%s', (_, inside, place, expected, found) => {
    const [first, ...others] = told(inside);
    expect(others.filter(({ path }) => path !== '/r/new')).toEqual([]);
    const [last] = [first, ...others].slice(-1);
    expect({ place: last?.place ?? last?.path, expected: last?.expected, found: last?.found }).toEqual({
      place,
      expected,
      found,
    });
    expect(last?.path).toBe(place.replaceAll(/\[\d+\]/g, ''));
  });

  it('what an element that may not be nil holds all the same is told there, not of what it stands in', () => {
    const drift = told('<head xsi:nil="true">x</head>');
    expect(drift.map(({ path, expected }) => [path, expected])).toEqual([
      ['/r/head', 'an element that is not nil'],
      ['/r/head', 'nothing inside a nil element'],
    ]);
  });

  it('the path has no positions, so that what recurs in a list is known again', () => {
    const drift = told(order('<new/>') + order('<new/>'));
    expect(drift.map(({ path, place }) => [path, place])).toEqual([
      ['/r/order/new', '/r/order[1]/new'],
      ['/r/order/new', '/r/order[2]/new'],
    ]);
  });

  it('the position is that in the document, also behind items that read as absent', () => {
    const numbers = schema(
      '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="n" type="xs:int" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>',
    );
    const { json, drift } = decode(numbers, '<r><n>1</n><n/><n>2</n><n/></r>');
    expect(json).toEqual({ n: [1, 2] });
    expect(drift.map(({ place }) => place)).toEqual(['/r/n[2]', '/r/n[4]']);
  });

  it('an error’s message names the place', () => {
    const reading = (): unknown => decode(contract, `<r>${order('')}${order('<qty>many</qty>')}</r>`);
    expect(reading).toThrow('/r/order[2]/qty: expected xs:int');
  });
});

describe('items that read as absent', () => {
  it('do not lead the next ones into another array', () => {
    const two = schema(
      '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int" maxOccurs="9"/><xs:element name="b" type="xs:int" maxOccurs="9"/></xs:sequence></xs:complexType></xs:element>',
    );
    expect(decode(two, '<r><a>1</a><b/><b>2</b><b>3</b></r>').json).toEqual({ a: [1], b: [2, 3] });
  });
});

describe('an element that the content model misses or has too often', () => {
  const either = schema(
    '<xs:element name="r"><xs:complexType><xs:sequence><xs:choice minOccurs="0"><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:choice><xs:element name="c" type="xs:int"/><xs:element name="d" type="xs:int" minOccurs="0" maxOccurs="2"/></xs:sequence></xs:complexType></xs:element>',
  );

  it.each([
    ['<r><a>1</a></r>', '/r/c: expected a required element, found nothing'],
    ['<r><c>1</c><c>2</c></r>', '/r/c: expected one, found more'],
    ['<r><c>1</c><d>1</d><d>2</d><d>3</d></r>', '/r/d: expected at most 2, found 3'],
    ['<r><a>1</a><b>2</b><c>1</c></r>', '/r: expected only one of a, b, found other content'],
  ])('is told at its own place: %s', (text, message) => {
    expect(() => decode(either, text)).toThrow(message);
  });
});
