import type { Construct } from './construct.ts';
import { facet, root } from './construct.ts';

/** Schemas of one construct of types, attributes, wildcards or simple types each. */
export const typeConstructs: readonly Construct[] = [
  [
    'nillable arrays of complex types with attributes',
    root(
      `<xs:sequence><xs:element name="a" nillable="true" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="b" type="xs:int"/></xs:sequence><xs:attribute name="c" use="required" type="xs:int"/><xs:attribute name="d" default="dd"/></xs:complexType></xs:element></xs:sequence>`,
    ),
  ],
  [
    'nillable simple content with attributes',
    root(
      `<xs:sequence><xs:element name="a" nillable="true" maxOccurs="3"><xs:complexType><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="value" type="xs:int"/><xs:attribute name="unit"/></xs:extension></xs:simpleContent></xs:complexType></xs:element></xs:sequence>`,
    ),
  ],
  [
    'a union of lists',
    `<xs:simpleType name="I"><xs:list itemType="xs:int"/></xs:simpleType><xs:simpleType name="N"><xs:list itemType="xs:NCName"/></xs:simpleType><xs:simpleType name="U"><xs:union memberTypes="I N xs:date"/></xs:simpleType>${root(`<xs:sequence><xs:element name="a" type="U" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="u" type="U"/>`)}`,
  ],
  [
    'a list of unions, with length facets',
    `<xs:simpleType name="U"><xs:union memberTypes="xs:int xs:NCName"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="*"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType><xs:simpleType name="L"><xs:restriction><xs:simpleType><xs:list itemType="U"/></xs:simpleType><xs:minLength value="1"/><xs:maxLength value="4"/></xs:restriction></xs:simpleType>${root(`<xs:sequence><xs:element name="a" type="L"/><xs:element name="b" type="L" minOccurs="0"/></xs:sequence><xs:attribute name="l" type="L"/>`)}`,
  ],
  [
    'an enumerated list and an enumerated union',
    `<xs:simpleType name="L"><xs:restriction><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType><xs:enumeration value="1 2"/><xs:enumeration value="3"/></xs:restriction></xs:simpleType><xs:simpleType name="U"><xs:restriction><xs:simpleType><xs:union memberTypes="xs:int xs:boolean"/></xs:simpleType><xs:enumeration value="1"/><xs:enumeration value="true"/></xs:restriction></xs:simpleType>${root(`<xs:sequence><xs:element name="a" type="L"/><xs:element name="b" type="U"/></xs:sequence>`)}`,
  ],
  [
    'a restriction that fixes and narrows',
    `<xs:complexType name="B"><xs:sequence><xs:element name="a" type="xs:string" minOccurs="0"/><xs:element name="b" type="xs:int" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="c" type="xs:string"/></xs:complexType><xs:complexType name="R"><xs:complexContent><xs:restriction base="B"><xs:sequence><xs:element name="a" type="xs:token"/><xs:element name="b" type="xs:int" minOccurs="0" maxOccurs="2"/></xs:sequence><xs:attribute name="c" type="xs:string" fixed="C"/></xs:restriction></xs:complexContent></xs:complexType>${root(`<xs:sequence><xs:element name="x" type="B" maxOccurs="2"/><xs:element name="y" type="R"/></xs:sequence>`)}`,
  ],
  [
    'a restriction that puts an element in the place of a wildcard',
    `<xs:complexType name="B"><xs:sequence><xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="3"/></xs:sequence><xs:anyAttribute namespace="##other" processContents="lax"/></xs:complexType><xs:complexType name="R"><xs:complexContent><xs:restriction base="B"><xs:sequence><xs:any namespace="urn:o" processContents="lax" minOccurs="0"/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>${root(`<xs:sequence><xs:element name="x" type="B"/><xs:element name="y" type="R" minOccurs="0"/></xs:sequence>`)}`,
  ],
  [
    'an attribute that a restriction prohibits',
    `<xs:complexType name="B"><xs:attribute name="a" type="xs:int"/><xs:attribute name="b" type="xs:int"/></xs:complexType><xs:complexType name="R"><xs:complexContent><xs:restriction base="B"><xs:attribute name="a" use="prohibited"/><xs:attribute name="b" type="xs:int" use="required"/></xs:restriction></xs:complexContent></xs:complexType>${root(`<xs:sequence><xs:element name="x" type="R"/><xs:element name="y" type="B"/></xs:sequence>`)}`,
  ],
  [
    'recursion through a choice',
    `<xs:complexType name="E"><xs:choice><xs:element name="leaf" type="xs:int"/><xs:element name="not" type="E"/><xs:sequence><xs:element name="left" type="E"/><xs:element name="right" type="E"/></xs:sequence></xs:choice></xs:complexType><xs:element name="root" type="E"/>`,
  ],
  [
    'recursion through a substitution group',
    `<xs:element name="e" abstract="true" type="X"/><xs:complexType name="X" abstract="true"/><xs:complexType name="Leaf"><xs:complexContent><xs:extension base="X"><xs:attribute name="v" type="xs:int" use="required"/></xs:extension></xs:complexContent></xs:complexType><xs:complexType name="Sum"><xs:complexContent><xs:extension base="X"><xs:sequence><xs:element ref="e" minOccurs="2" maxOccurs="unbounded"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType><xs:element name="leaf" type="Leaf" substitutionGroup="e"/><xs:element name="sum" type="Sum" substitutionGroup="e"/>${root(`<xs:sequence><xs:element ref="e"/></xs:sequence>`)}`,
  ],
  [
    'derived types in an array, the declared one abstract',
    `<xs:complexType name="S" abstract="true"><xs:sequence><xs:element name="id" type="xs:int"/></xs:sequence></xs:complexType><xs:complexType name="C"><xs:complexContent><xs:extension base="S"><xs:sequence><xs:element name="r" type="xs:double"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType><xs:complexType name="CC"><xs:complexContent><xs:extension base="C"><xs:choice minOccurs="0"><xs:element name="p" type="xs:int"/><xs:element name="q" type="xs:int"/></xs:choice><xs:attribute name="z" type="xs:int"/></xs:extension></xs:complexContent></xs:complexType>${root(`<xs:sequence><xs:element name="s" type="S" nillable="true" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>`)}`,
  ],
  [
    'a simple content type derived by extension and restriction',
    `<xs:complexType name="A"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="l"/></xs:extension></xs:simpleContent></xs:complexType><xs:complexType name="B"><xs:simpleContent><xs:restriction base="A"><xs:maxLength value="5"/></xs:restriction></xs:simpleContent></xs:complexType><xs:complexType name="D"><xs:simpleContent><xs:extension base="A"><xs:attribute name="m" type="xs:int" use="required"/></xs:extension></xs:simpleContent></xs:complexType>${root(`<xs:sequence><xs:element name="a" type="A" maxOccurs="4"/></xs:sequence>`)}`,
  ],
  [
    'an extension of mixed content',
    `<xs:complexType name="P" mixed="true"><xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="b" type="xs:string"/><xs:element name="i" type="P"/></xs:choice><xs:attribute name="lang" type="xs:language"/></xs:complexType><xs:complexType name="Q" mixed="true"><xs:complexContent><xs:extension base="P"><xs:sequence><xs:element name="end" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>${root(`<xs:sequence><xs:element name="p" type="P" nillable="true" maxOccurs="3"/></xs:sequence>`)}`,
  ],
  [
    'mixed content with a wildcard',
    `<xs:element name="root"><xs:complexType mixed="true"><xs:sequence><xs:element name="a" type="xs:int" minOccurs="0"/><xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:anyAttribute namespace="##other" processContents="skip"/></xs:complexType></xs:element>`,
  ],
  [
    'mixed content with rows and an empty model',
    `<xs:element name="root"><xs:complexType mixed="true"><xs:sequence><xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:sequence><xs:element name="t"><xs:complexType mixed="true"/></xs:element></xs:sequence></xs:complexType></xs:element>`,
  ],
  [
    'a wildcard of other namespaces between optional elements',
    root(
      `<xs:sequence><xs:element name="a" type="xs:int" minOccurs="0"/><xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/><xs:element name="b" type="xs:int" minOccurs="0"/></xs:sequence>`,
    ),
  ],
  [
    'two wildcards of one namespace, an element between',
    root(
      `<xs:sequence><xs:any namespace="##other" processContents="skip"/><xs:element name="a" type="xs:int"/><xs:any namespace="##other" processContents="skip" minOccurs="0" maxOccurs="2"/></xs:sequence>`,
    ),
  ],
  [
    'a wildcard of other namespaces, one of any behind an element',
    root(
      `<xs:sequence><xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/><xs:element name="a" type="xs:int"/><xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="2"/></xs:sequence>`,
    ),
  ],
  [
    'three wildcards, each of other namespaces, the last of them required',
    root(
      `<xs:sequence><xs:any namespace="##local" processContents="skip" minOccurs="0" maxOccurs="2"/><xs:element name="a" type="xs:int"/><xs:any namespace="##other" processContents="skip" minOccurs="0" maxOccurs="2"/><xs:element name="b" type="xs:int"/><xs:any namespace="urn:o ##local" processContents="skip" minOccurs="1" maxOccurs="3"/></xs:sequence>`,
    ),
  ],
  [
    'two wildcards of different namespaces in a repeated choice',
    root(
      `<xs:choice minOccurs="0" maxOccurs="unbounded"><xs:any namespace="##other" processContents="lax"/><xs:sequence><xs:element name="a" type="xs:int"/><xs:any namespace="##any" processContents="lax"/></xs:sequence></xs:choice>`,
    ),
  ],
  [
    'two wildcards of different namespaces in a repeated sequence',
    root(
      `<xs:sequence maxOccurs="3"><xs:element name="a" type="xs:int"/><xs:any namespace="##local" processContents="lax" maxOccurs="2"/><xs:any namespace="##other" processContents="lax" minOccurs="0"/></xs:sequence>`,
    ),
  ],
  [
    'a strict wildcard beside a lax one, of one namespace',
    `<xs:element name="g" type="xs:int"/>${root(`<xs:sequence><xs:any namespace="##targetNamespace" processContents="strict"/><xs:element name="a" type="xs:int"/><xs:any namespace="##other" processContents="lax" minOccurs="0"/></xs:sequence>`)}`,
  ],
  [
    'two wildcards of different namespaces in mixed content',
    `<xs:element name="root"><xs:complexType mixed="true"><xs:sequence><xs:any namespace="##local" processContents="lax" minOccurs="0" maxOccurs="2"/><xs:element name="a" type="xs:int"/><xs:any namespace="##any" processContents="lax" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>`,
  ],
  [
    'a wildcard in a repeated choice',
    root(
      `<xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:any namespace="##other" processContents="lax"/></xs:choice>`,
    ),
  ],
  [
    'a strict wildcard of the own namespace',
    `<xs:element name="g1" type="xs:int"/><xs:element name="g2" nillable="true"><xs:complexType><xs:attribute name="x" type="xs:int" use="required"/></xs:complexType></xs:element>${root(`<xs:sequence><xs:element name="a" type="xs:int"/><xs:any namespace="##targetNamespace" maxOccurs="3"/></xs:sequence>`)}`,
  ],
  [
    'elements of any type, and of any simple type',
    `<xs:complexType name="T"><xs:sequence><xs:element name="v" type="xs:int"/></xs:sequence></xs:complexType><xs:simpleType name="Z"><xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>${root(`<xs:sequence><xs:element name="a" maxOccurs="unbounded" nillable="true"/><xs:element name="b" type="xs:anySimpleType" minOccurs="0"/></xs:sequence>`)}`,
  ],
  [
    'attributes with one local name in two namespaces',
    root(
      `<xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence><xs:attribute name="a" type="xs:string"/><xs:attribute ref="o:a"/><xs:attribute ref="o:b" use="required"/>`,
    ),
  ],
  [
    'elements with one local name in two namespaces',
    root(
      `<xs:sequence><xs:element name="e" type="xs:int"/><xs:element ref="o:e" minOccurs="0" maxOccurs="2"/><xs:element name="f" type="xs:int" form="unqualified"/></xs:sequence>`,
    ),
  ],
  [
    'names that objects inherit',
    root(
      `<xs:sequence><xs:element name="constructor" type="xs:int"/><xs:element name="__proto__" type="xs:string" minOccurs="0"/><xs:element name="toString" minOccurs="0" maxOccurs="2"><xs:complexType><xs:attribute name="__proto__" type="xs:int"/></xs:complexType></xs:element><xs:element name="hasOwnProperty" type="xs:int" minOccurs="0"/></xs:sequence>`,
    ),
  ],
  [
    'defaults and fixed values',
    root(
      `<xs:sequence><xs:element name="a" type="xs:int" default="5" minOccurs="0"/><xs:element name="b" type="xs:string" default="bb"/><xs:element name="c" type="xs:decimal" fixed="1.50"/><xs:element name="d" fixed="x" minOccurs="0"><xs:complexType><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="k" type="xs:boolean" default="true"/></xs:extension></xs:simpleContent></xs:complexType></xs:element></xs:sequence><xs:attribute name="e" type="xs:int" default="7"/><xs:attribute name="f" type="xs:token" fixed="ff"/><xs:attribute name="g" type="xs:boolean" use="required" fixed="1"/>`,
    ),
  ],
  [
    'facets of every kind',
    `${facet('P', 'xs:string', '<xs:pattern value="[A-Z]{2}\\d{3,5}(-[a-z-[aeiou]]+)?"/><xs:pattern value="\\p{Lu}\\i\\c*"/>')}${facet('Q', 'P', '<xs:pattern value="..+"/><xs:maxLength value="9"/>')}${facet('L', 'xs:string', '<xs:minLength value="2"/><xs:maxLength value="4"/>')}${facet('X', 'xs:hexBinary', '<xs:length value="3"/>')}${facet('Y', 'xs:base64Binary', '<xs:maxLength value="5"/>')}${facet('D', 'xs:decimal', '<xs:totalDigits value="5"/><xs:fractionDigits value="2"/><xs:minExclusive value="-10"/>')}${facet('I', 'xs:integer', '<xs:minInclusive value="-5"/><xs:maxExclusive value="100000000000000000000"/>')}${facet('W', 'xs:string', '<xs:whiteSpace value="replace"/>')}${facet('T', 'xs:dateTime', '<xs:minInclusive value="2000-06-01T00:00:00Z"/>')}${facet('E', 'xs:QName', '<xs:enumeration value="t:one"/><xs:enumeration value="xs:int"/>')}${root(['P', 'Q', 'L', 'X', 'Y', 'D', 'I', 'W', 'T', 'E'].map((name) => `<xs:element name="${name.toLowerCase()}" type="${name}" minOccurs="0" maxOccurs="2"/>`).join(''), 'sequence')}`,
  ],
  [
    'every built-in type',
    root(
      'string normalizedString token language Name NCName ID NMTOKEN NMTOKENS anyURI QName boolean base64Binary hexBinary float double decimal integer nonPositiveInteger negativeInteger nonNegativeInteger positiveInteger long unsignedLong int short byte unsignedInt unsignedShort unsignedByte duration dateTime date time gYearMonth gYear gMonthDay gMonth gDay'
        .split(' ')
        .map((name) => `<xs:element name="${name}" type="xs:${name}" minOccurs="0" nillable="true"/>`)
        .join(''),
      'sequence',
    ),
  ],
  [
    'attributes of every built-in type',
    root(
      'string normalizedString token NMTOKENS anyURI QName boolean base64Binary hexBinary float decimal long int dateTime date duration'
        .split(' ')
        .map((name) => `<xs:attribute name="${name}" type="xs:${name}"/>`)
        .join(''),
    ),
  ],
  [
    'an empty type with attributes in a group',
    `<xs:attributeGroup name="ag"><xs:attribute name="a" type="xs:int"/><xs:attributeGroup ref="ah"/></xs:attributeGroup><xs:attributeGroup name="ah"><xs:attribute name="b" type="xs:int" use="required"/><xs:anyAttribute namespace="##local" processContents="skip"/></xs:attributeGroup>${root('<xs:attributeGroup ref="ag"/>')}`,
  ],
  [
    'a list as the root',
    `<xs:element name="root"><xs:simpleType><xs:list itemType="xs:decimal"/></xs:simpleType></xs:element>`,
  ],
  ['a nillable simple root', `<xs:element name="root" type="xs:int" nillable="true"/>`],
  ['a root of any type', `<xs:element name="root"/><xs:element name="g" type="xs:int"/>`],
  [
    'a root with simple content and attributes',
    `<xs:element name="root" nillable="true"><xs:complexType><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="a" type="xs:int" default="3"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>`,
  ],
  [
    'types with one local name in two namespaces',
    `<xs:complexType name="T"><xs:complexContent><xs:extension base="o:T"><xs:sequence><xs:element name="mine" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>${root(`<xs:sequence><xs:element name="a" type="o:T" maxOccurs="3"/></xs:sequence>`)}`,
  ],
  [
    'an extension of a choice',
    `<xs:complexType name="B"><xs:choice><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:choice></xs:complexType><xs:complexType name="D"><xs:complexContent><xs:extension base="B"><xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="c" type="xs:int"/><xs:element name="d" type="xs:int"/></xs:choice></xs:extension></xs:complexContent></xs:complexType>${root(`<xs:sequence><xs:element name="x" type="B"/><xs:element name="y" type="D"/></xs:sequence>`)}`,
  ],
  [
    'elements that may not occur',
    root(
      `<xs:sequence><xs:element name="a" type="xs:int" minOccurs="0" maxOccurs="0"/><xs:element name="b" type="xs:int"/><xs:sequence minOccurs="0" maxOccurs="0"><xs:element name="c" type="xs:int"/></xs:sequence></xs:sequence>`,
    ),
  ],
  [
    'an element that must occur many times',
    root(
      `<xs:sequence><xs:element name="a" type="xs:int" minOccurs="3" maxOccurs="5"/><xs:element name="b" minOccurs="2" maxOccurs="2" type="xs:string"/></xs:sequence>`,
    ),
  ],
  [
    'a block that forbids derived types and members',
    `<xs:complexType name="B" block="extension"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType><xs:complexType name="D"><xs:complexContent><xs:extension base="B"><xs:attribute name="d" type="xs:int"/></xs:extension></xs:complexContent></xs:complexType><xs:element name="h" type="B" block="substitution"/><xs:element name="m" type="D" substitutionGroup="h"/>${root(`<xs:sequence><xs:element name="x" type="B"/><xs:element ref="h"/><xs:element name="y" type="B"/></xs:sequence>`)}`,
  ],
];
