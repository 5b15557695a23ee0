import type { Row } from './row.ts';
import { row, sequence, simple } from './row.ts';

export const simpleRows: readonly Row[] = [
  row('xs:string, empty too', sequence('<xs:element name="a" type="xs:string"/>'), '<r><a/></r>', { a: '' }),
  row('xs:string keeps its white space', sequence('<xs:element name="a" type="xs:string"/>'), '<r><a> 1 </a></r>', {
    a: ' 1 ',
  }),
  row('identifiers keep their zeros', sequence('<xs:element name="a" type="xs:string"/>'), '<r><a>00123</a></r>', {
    a: '00123',
  }),
  row(
    'text that XML escapes',
    sequence('<xs:element name="a" type="xs:string"/>'),
    '<r><a>&lt;&amp;&gt;"é😀]]&gt;</a></r>',
    { a: '<&>"é😀]]>' },
  ),
  row(
    'xs:boolean',
    sequence('<xs:element name="a" type="xs:boolean" maxOccurs="9"/>'),
    '<r><a>true</a><a>false</a></r>',
    { a: [true, false] },
  ),
  row('xs:int', sequence('<xs:element name="a" type="xs:int" maxOccurs="9"/>'), '<r><a>-5</a><a>2147483647</a></r>', {
    a: [-5, 2147483647],
  }),
  row('xs:long is a string', sequence('<xs:element name="a" type="xs:long"/>'), '<r><a>9223372036854775807</a></r>', {
    a: '9223372036854775807',
  }),
  row(
    'xs:decimal is a string, as sent',
    sequence('<xs:element name="a" type="xs:decimal" maxOccurs="9"/>'),
    '<r><a>12.30</a><a>12345678901234567.89</a></r>',
    { a: ['12.30', '12345678901234567.89'] },
  ),
  row(
    'a decimal with an integer range is a string still',
    sequence(
      '<xs:element name="a"><xs:simpleType><xs:restriction base="xs:decimal"><xs:fractionDigits value="0"/><xs:maxInclusive value="9"/></xs:restriction></xs:simpleType></xs:element>',
    ),
    '<r><a>7</a></r>',
    { a: '7' },
  ),
  row('xs:integer is a string', sequence('<xs:element name="a" type="xs:integer"/>'), '<r><a>007</a></r>', {
    a: '007',
  }),
  row(
    'xs:double',
    sequence('<xs:element name="a" type="xs:double" maxOccurs="9"/>'),
    '<r><a>1.5</a><a>INF</a><a>-INF</a><a>NaN</a></r>',
    { a: [1.5, 'INF', '-INF', 'NaN'] },
  ),
  row(
    'dates stay as they are written',
    sequence('<xs:element name="a" type="xs:date" maxOccurs="9"/>'),
    '<r><a>2024-03-31+02:00</a><a>2024-02-29</a></r>',
    { a: ['2024-03-31+02:00', '2024-02-29'] },
  ),
  row(
    'a missing time zone stays missing',
    sequence('<xs:element name="a" type="xs:dateTime"/>'),
    '<r><a>2024-03-31T01:30:00</a></r>',
    { a: '2024-03-31T01:30:00' },
  ),
  row('xs:base64Binary', sequence('<xs:element name="a" type="xs:base64Binary"/>'), '<r><a>AQID</a></r>', {
    a: 'AQID',
  }),
  row('xs:hexBinary', sequence('<xs:element name="a" type="xs:hexBinary"/>'), '<r><a>0FB7</a></r>', { a: '0FB7' }),
  row(
    'a list is an array of its item type',
    sequence('<xs:element name="a"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:element>'),
    '<r><a>1 2 3</a></r>',
    { a: [1, 2, 3] },
  ),
  row(
    'an empty list is an empty array',
    sequence('<xs:element name="a"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:element>'),
    '<r><a/></r>',
    { a: [] },
  ),
  row(
    'a union of numbers is a number',
    sequence(
      '<xs:element name="a"><xs:simpleType><xs:union memberTypes="xs:int xs:short"/></xs:simpleType></xs:element>',
    ),
    '<r><a>5</a></r>',
    { a: 5 },
  ),
  row(
    'a mixed union is a string',
    sequence(
      '<xs:element name="a" maxOccurs="2"><xs:simpleType><xs:union memberTypes="xs:int xs:date"/></xs:simpleType></xs:element>',
    ),
    '<r><a>5</a><a>2024-01-01</a></r>',
    { a: ['5', '2024-01-01'] },
  ),
  row(
    'an enumeration keeps its base’s JSON type',
    sequence(
      '<xs:element name="a"><xs:simpleType><xs:restriction base="xs:int"><xs:enumeration value="1"/><xs:enumeration value="2"/></xs:restriction></xs:simpleType></xs:element>',
    ),
    '<r><a>2</a></r>',
    { a: 2 },
  ),
  row('xs:QName in Clark notation', sequence('<xs:element name="a" type="xs:QName"/>'), '<r><a>o:x</a></r>', {
    a: '{urn:o}x',
  }),
  row('a simple root', '<xs:element name="r" type="xs:int"/>', '<r>5</r>', { r: 5 }),
  row('a list root', simple('<xs:list itemType="xs:int"/>'), '<r>5 6</r>', { r: [5, 6] }),
  row('a nil root', '<xs:element name="r" type="xs:int" nillable="true"/>', '<r xsi:nil="true"/>', { $nil: true }),
  row('anySimpleType, untyped', sequence('<xs:element name="a" type="xs:anySimpleType"/>'), '<r><a>x</a></r>', {
    a: { value: 'x' },
  }),
  row(
    'anyType, typed by a built-in',
    sequence('<xs:element name="a" type="xs:anyType"/>'),
    '<r><a xsi:type="xs:int">5</a></r>',
    { a: { $type: 'xs:int', value: 5 } },
  ),
  row('anyType, untyped text', sequence('<xs:element name="a" type="xs:anyType"/>'), '<r><a>text</a></r>', {
    a: { value: 'text' },
  }),
  row(
    'anyType, typed by the schema',
    `${sequence('<xs:element name="a" type="xs:anyType"/>')}<xs:complexType name="T"><xs:sequence><xs:element name="n" type="xs:int"/></xs:sequence></xs:complexType>`,
    '<r xmlns:p="urn:t"><a xsi:type="p:T"><n>5</n></a></r>',
    { a: { $type: '{urn:t}T', n: 5 } },
  ),
  row('anyType, a tree', sequence('<xs:element name="a" type="xs:anyType"/>'), '<r><a><o:b c="1">x</o:b></a></r>', {
    a: { $any: [{ name: '{urn:o}b', attributes: { c: '1' }, children: ['x'] }] },
  }),
];
