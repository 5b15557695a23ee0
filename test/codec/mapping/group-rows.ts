import type { Row } from './row.ts';
import { row, complex, sequence } from './row.ts';

const shapes = `<xs:complexType name="Shape" abstract="true"><xs:sequence><xs:element name="id" type="xs:string"/></xs:sequence></xs:complexType>
<xs:complexType name="Circle"><xs:complexContent><xs:extension base="t:Shape"><xs:sequence><xs:element name="radius" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Square"><xs:complexContent><xs:extension base="t:Shape"><xs:sequence><xs:element name="side" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`;
const vehicles = `<xs:element name="vehicle" type="xs:string" abstract="true"/><xs:element name="car" type="xs:string" substitutionGroup="t:vehicle"/><xs:element name="bus" type="t:Bus" substitutionGroup="t:vehicle"/>
<xs:complexType name="Bus"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="seats" type="xs:int"/></xs:extension></xs:simpleContent></xs:complexType>`;

export const groupRows: readonly Row[] = [
  row(
    'a choice: its alternatives are optional properties',
    complex('<xs:choice><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:int"/></xs:choice>'),
    '<r><b>5</b></r>',
    { b: 5 },
  ),
  row(
    'a choice between sequences',
    complex(
      '<xs:choice><xs:sequence><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:sequence><xs:element name="c" type="xs:int"/></xs:choice>',
    ),
    '<r><a>1</a><b>2</b></r>',
    { a: 1, b: 2 },
  ),
  row(
    'a repeated choice: arrays by name, and $order',
    complex(
      '<xs:choice maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:string"/></xs:choice>',
    ),
    '<r><a>1</a><b>x</b><a>2</a></r>',
    { a: [1, 2], b: ['x'], $order: ['a', 'b', 'a'] },
  ),
  row(
    'a repeated sequence: rows',
    complex(
      '<xs:sequence maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int" minOccurs="0"/></xs:sequence>',
    ),
    '<r><a>1</a><b>2</b><a>3</a></r>',
    { $rows: [{ a: 1, b: 2 }, { a: 3 }] },
  ),
  row(
    'a repeated sequence whose body is a choice: a row for each',
    complex(
      '<xs:sequence maxOccurs="unbounded"><xs:choice><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:choice></xs:sequence>',
    ),
    '<r><a>1</a><b>2</b><b>3</b></r>',
    { $rows: [{ a: 1 }, { b: 2 }, { b: 3 }] },
  ),
  row(
    'a repeated sequence inside another: rows in rows',
    complex(
      '<xs:sequence maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element name="b" type="xs:int"/><xs:element name="c" type="xs:int"/></xs:sequence></xs:sequence>',
    ),
    '<r><a>1</a><b>2</b><c>3</c><b>4</b><c>5</c><a>6</a></r>',
    {
      $rows: [
        {
          a: 1,
          $rows: [
            { b: 2, c: 3 },
            { b: 4, c: 5 },
          ],
        },
        { a: 6, $rows: [] },
      ],
    },
  ),
  row(
    'two repeated sequences: $rows and $rows2',
    sequence(
      '<xs:sequence maxOccurs="2"><xs:element name="a" type="xs:int"/></xs:sequence><xs:sequence maxOccurs="2"><xs:element name="b" type="xs:int"/></xs:sequence>',
    ),
    '<r><a>1</a><a>2</a><b>3</b></r>',
    { $rows: [{ a: 1 }, { a: 2 }], $rows2: [{ b: 3 }] },
  ),
  row(
    'an extension has its base’s properties first',
    '<xs:element name="r" type="t:D"/><xs:complexType name="B"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType><xs:complexType name="D"><xs:complexContent><xs:extension base="t:B"><xs:sequence><xs:element name="b" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>',
    '<r><a>1</a><b>2</b></r>',
    { a: 1, b: 2 },
  ),
  row(
    'xsi:type is $type',
    `${shapes}${sequence('<xs:element name="s" type="t:Shape" maxOccurs="9"/>')}`,
    '<r xmlns:p="urn:t"><s xsi:type="p:Circle"><id>x</id><radius>5</radius></s><s xsi:type="p:Square"><id>y</id><side>2</side></s></r>',
    {
      s: [
        { $type: 'Circle', id: 'x', radius: 5 },
        { $type: 'Square', id: 'y', side: 2 },
      ],
    },
  ),
  row(
    'a substitution group is $element',
    `${vehicles}${sequence('<xs:element ref="t:vehicle" maxOccurs="9"/>')}`,
    '<r><car>x</car><bus seats="9">y</bus></r>',
    {
      vehicle: [
        { $element: 'car', value: 'x' },
        { $element: 'bus', value: 'y', seats: 9 },
      ],
    },
  ),
  row(
    'xs:any holds trees',
    sequence(
      '<xs:element name="a" type="xs:int"/><xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>',
    ),
    '<r><a>1</a><o:b c="2"><o:d/>x</o:b></r>',
    {
      a: 1,
      $any: [
        {
          name: '{urn:o}b',
          attributes: { c: '2' },
          children: [{ name: '{urn:o}d', attributes: {}, children: [] }, 'x'],
        },
      ],
    },
  ),
  row(
    'two xs:any of different namespaces share one array, in document order',
    sequence(
      '<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/><xs:element name="a" type="xs:int"/><xs:any namespace="##any" processContents="lax" minOccurs="0"/>',
    ),
    '<r><o:b/><o:c/><a>1</a><d xmlns=""/></r>',
    {
      a: 1,
      $any: ['{urn:o}b', '{urn:o}c', 'd'].map((name) => ({ name, attributes: {}, children: [] })),
    },
  ),
  row(
    'xs:any holds known elements by their declaration',
    `<xs:element name="k" type="xs:int"/>${sequence('<xs:any namespace="##any" processContents="lax"/>')}`,
    '<r><k>5</k></r>',
    { $any: [{ name: '{urn:t}k', value: 5 }] },
  ),
  row(
    'xs:anyAttribute',
    complex('<xs:attribute name="a" type="xs:int"/><xs:anyAttribute namespace="##other"/>'),
    '<r a="1" o:b="2"/>',
    { a: 1, $attributes: { '{urn:o}b': '2' } },
  ),
  row(
    'mixed content',
    `<xs:element name="r"><xs:complexType mixed="true"><xs:sequence><xs:element name="b" type="xs:int" minOccurs="0" maxOccurs="9"/></xs:sequence><xs:attribute name="a" type="xs:int"/></xs:complexType></xs:element>`,
    '<r a="1">one <b>2</b> three</r>',
    { a: 1, $mixed: ['one ', { b: 2 }, ' three'] },
  ),
];
