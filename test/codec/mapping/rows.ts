/** One row of the JSON mapping: a schema's inside, a document and its JSON, which must give each other. */
export interface Row {
  readonly title: string;
  readonly schema: string;
  readonly xml: string;
  readonly json: unknown;
}

const row = (title: string, schema: string, xml: string, json: unknown): Row => ({ title, schema, xml, json });

/** An element `r` of an anonymous complex type. */
const complex = (inside: string): string =>
  `<xs:element name="r"><xs:complexType>${inside}</xs:complexType></xs:element>`;
const sequence = (inside: string): string => complex(`<xs:sequence>${inside}</xs:sequence>`);
const simple = (inside: string): string => `<xs:element name="r"><xs:simpleType>${inside}</xs:simpleType></xs:element>`;

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
