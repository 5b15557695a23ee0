import type { Row } from './row.ts';
import { row, complex, sequence } from './row.ts';

export const elementRows: readonly Row[] = [
  row(
    'an element is a property with its local name',
    sequence('<xs:element name="OrderRef" type="xs:string"/>'),
    '<r><OrderRef>x</OrderRef></r>',
    { OrderRef: 'x' },
  ),
  row('an attribute is a property', complex('<xs:attribute name="a" type="xs:string"/>'), '<r a="x"/>', { a: 'x' }),
  row(
    'an attribute with an element’s name is @name',
    complex(
      '<xs:sequence><xs:element name="a" type="xs:string"/></xs:sequence><xs:attribute name="a" type="xs:string"/>',
    ),
    '<r a="1"><a>2</a></r>',
    { '@a': '1', a: '2' },
  ),
  row(
    'two elements with one local name: the second in Clark notation',
    `<xs:import namespace="urn:o" schemaLocation="o.xsd"/>${sequence('<xs:element name="a" type="xs:string"/><xs:element ref="o:a"/>')}`,
    '<r><a>1</a><o:a>2</o:a></r>',
    { a: '1', '{urn:o}a': '2' },
  ),
  row(
    'what may repeat is an array with one item',
    sequence('<xs:element name="a" type="xs:string" maxOccurs="unbounded"/>'),
    '<r><a>1</a></r>',
    { a: ['1'] },
  ),
  row(
    'what may repeat is an array with several',
    sequence('<xs:element name="a" type="xs:string" maxOccurs="3"/>'),
    '<r><a>1</a><a>2</a></r>',
    { a: ['1', '2'] },
  ),
  row(
    'what may repeat is an empty array when absent',
    sequence('<xs:element name="a" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>'),
    '<r/>',
    { a: [] },
  ),
  row(
    'a name twice in one sequence is an array, placed by the content model',
    sequence(
      '<xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string"/><xs:element name="a" type="xs:string"/>',
    ),
    '<r><a>1</a><b>2</b><a>3</a></r>',
    { a: ['1', '3'], b: '2' },
  ),
  row(
    'an optional element that is absent is an absent property',
    sequence('<xs:element name="a" type="xs:string" minOccurs="0"/>'),
    '<r/>',
    {},
  ),
  row('nil is null', sequence('<xs:element name="a" type="xs:int" nillable="true"/>'), '<r><a xsi:nil="true"/></r>', {
    a: null,
  }),
  row(
    'nil in an array is null',
    sequence('<xs:element name="a" type="xs:string" nillable="true" maxOccurs="unbounded"/>'),
    '<r><a>1</a><a xsi:nil="true"/><a/></r>',
    { a: ['1', null, ''] },
  ),
  row(
    'nil with attributes keeps them',
    sequence(
      '<xs:element name="a" nillable="true"><xs:complexType><xs:sequence><xs:element name="b" type="xs:string"/></xs:sequence><xs:attribute name="c" type="xs:string"/></xs:complexType></xs:element>',
    ),
    '<r><a xsi:nil="true" c="1"/></r>',
    { a: { $nil: true, c: '1' } },
  ),
  row(
    'nil simple content with attributes has a null value',
    sequence(
      '<xs:element name="a" nillable="true"><xs:complexType><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="c" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>',
    ),
    '<r><a xsi:nil="true" c="1"/></r>',
    { a: { value: null, c: '1' } },
  ),
  row(
    'simple content with attributes',
    complex(
      '<xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="unit" type="xs:string"/></xs:extension></xs:simpleContent>',
    ),
    '<r unit="mm">5</r>',
    { value: 5, unit: 'mm' },
  ),
  row(
    'simple content with an attribute named value',
    complex(
      '<xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="value" type="xs:string"/></xs:extension></xs:simpleContent>',
    ),
    '<r value="mm">5</r>',
    { value: 5, '@value': 'mm' },
  ),
  row('an empty complex type', sequence('<xs:element name="a"><xs:complexType/></xs:element>'), '<r><a/></r>', {
    a: {},
  }),
  row(
    'a recursive type',
    '<xs:element name="r" type="t:T"/><xs:complexType name="T"><xs:sequence><xs:element name="n" type="xs:int"/><xs:element name="t" type="t:T" minOccurs="0"/></xs:sequence></xs:complexType>',
    '<r><n>1</n><t><n>2</n><t><n>3</n></t></t></r>',
    { n: 1, t: { n: 2, t: { n: 3 } } },
  ),
  row(
    'xs:all in any order',
    complex(
      '<xs:all><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string" minOccurs="0"/></xs:all>',
    ),
    '<r><a>1</a><b>2</b></r>',
    { a: '1', b: '2' },
  ),
  row(
    'a group',
    `<xs:group name="G"><xs:sequence><xs:element name="a" type="xs:string"/></xs:sequence></xs:group>${sequence('<xs:group ref="t:G"/><xs:element name="b" type="xs:string"/>')}`,
    '<r><a>1</a><b>2</b></r>',
    { a: '1', b: '2' },
  ),
  row(
    'an attribute group',
    `<xs:attributeGroup name="G"><xs:attribute name="a" type="xs:boolean"/></xs:attributeGroup>${complex('<xs:attributeGroup ref="t:G"/>')}`,
    '<r a="true"/>',
    { a: true },
  ),
  row(
    'a reference to a global element',
    `<xs:element name="a" type="xs:string"/>${sequence('<xs:element ref="t:a"/>')}`,
    '<r><a>1</a></r>',
    { a: '1' },
  ),
  row(
    'unqualified local elements',
    sequence('<xs:element name="a" type="xs:string" form="unqualified"/>'),
    '<r><a xmlns="">1</a></r>',
    { a: '1' },
  ),
  row(
    'properties that every object inherits',
    sequence(
      '<xs:element name="constructor" type="xs:string"/><xs:element name="toString" type="xs:string" minOccurs="0"/>',
    ),
    '<r><constructor>1</constructor></r>',
    { constructor: '1' },
  ),
];
