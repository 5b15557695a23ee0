import type { Construct } from './construct.ts';
import { root } from './construct.ts';

/** Schemas of one content model each. */
export const contentConstructs: readonly Construct[] = [
  [
    'a choice inside a repeated sequence',
    root(
      `<xs:sequence maxOccurs="unbounded"><xs:choice><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:string"/></xs:choice><xs:element name="c" type="xs:date"/></xs:sequence>`,
    ),
  ],
  [
    'a repeated choice of sequences that share a name',
    root(
      `<xs:choice maxOccurs="unbounded"><xs:sequence><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:sequence><xs:sequence><xs:element name="c" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:sequence></xs:choice>`,
    ),
  ],
  [
    'nested choices with a name in both branches',
    root(
      `<xs:choice><xs:sequence><xs:element name="a" type="xs:int"/><xs:choice><xs:element name="b" type="xs:int"/><xs:element name="c" type="xs:int"/></xs:choice></xs:sequence><xs:sequence><xs:element name="d" type="xs:int"/><xs:element name="b" type="xs:int" minOccurs="0"/></xs:sequence></xs:choice>`,
    ),
  ],
  [
    'a choice of which one branch may be empty',
    root(
      `<xs:choice><xs:element name="a" type="xs:string"/><xs:sequence><xs:element name="b" type="xs:string" minOccurs="0"/><xs:element name="c" type="xs:string" minOccurs="0"/></xs:sequence></xs:choice>`,
    ),
  ],
  [
    'an optional choice between required elements',
    root(
      `<xs:sequence><xs:element name="x" type="xs:string"/><xs:choice minOccurs="0"><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string"/></xs:choice><xs:element name="y" type="xs:string"/></xs:sequence>`,
    ),
  ],
  [
    'a choice that occurs exactly twice',
    root(
      `<xs:choice minOccurs="2" maxOccurs="2"><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:int"/></xs:choice>`,
    ),
  ],
  [
    'two repeated choices in one sequence',
    root(
      `<xs:sequence><xs:choice maxOccurs="unbounded"><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:int"/></xs:choice><xs:element name="m" type="xs:int"/><xs:choice minOccurs="0" maxOccurs="3"><xs:element name="c" type="xs:string"/><xs:element name="d" type="xs:int"/></xs:choice></xs:sequence>`,
    ),
  ],
  [
    'a repeated choice with items that repeat themselves',
    root(
      `<xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="a" type="xs:string" maxOccurs="2"/><xs:element name="b" type="xs:int"/></xs:choice>`,
    ),
  ],
  [
    'xs:all with optional members',
    root(
      `<xs:all><xs:element name="a" type="xs:string" minOccurs="0"/><xs:element name="b" type="xs:int"/><xs:element name="c" type="xs:date" minOccurs="0"/></xs:all>`,
    ),
  ],
  [
    'an optional xs:all',
    root(`<xs:all minOccurs="0"><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:int"/></xs:all>`),
  ],
  [
    'one name twice in a sequence, others between',
    root(
      `<xs:sequence><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:int" minOccurs="0"/><xs:element name="a" type="xs:string"/><xs:element name="c" type="xs:int"/><xs:element name="a" type="xs:string" minOccurs="0" maxOccurs="2"/></xs:sequence>`,
    ),
  ],
  [
    'rows within rows',
    root(
      `<xs:sequence maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element name="b" type="xs:int"/><xs:element name="c" type="xs:int" minOccurs="0"/></xs:sequence></xs:sequence>`,
    ),
  ],
  [
    'two kinds of rows',
    root(
      `<xs:sequence><xs:sequence maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int" minOccurs="0"/></xs:sequence><xs:sequence minOccurs="0" maxOccurs="3"><xs:element name="c" type="xs:int"/><xs:element name="d" type="xs:int" maxOccurs="unbounded"/></xs:sequence></xs:sequence>`,
    ),
  ],
  [
    'rows of which all is optional',
    root(
      `<xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element name="a" type="xs:int" minOccurs="0"/><xs:element name="b" type="xs:int" minOccurs="0"/></xs:sequence>`,
    ),
  ],
  [
    'a repeated sequence that holds a repeated choice',
    root(
      `<xs:sequence maxOccurs="4"><xs:element name="k" type="xs:int"/><xs:choice maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:choice></xs:sequence>`,
    ),
  ],
  [
    'a repeated choice one branch of which is a sequence',
    root(
      `<xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:sequence><xs:element name="b" type="xs:int"/><xs:element name="c" type="xs:int" minOccurs="0"/></xs:sequence></xs:choice>`,
    ),
  ],
  [
    'a group used twice',
    `<xs:group name="g"><xs:sequence><xs:element name="p" type="xs:int"/><xs:element name="q" type="xs:string" minOccurs="0"/></xs:sequence></xs:group>${root(`<xs:sequence><xs:group ref="g"/><xs:element name="m" type="xs:int"/><xs:group ref="g" minOccurs="0"/></xs:sequence>`)}`,
  ],
  [
    'a repeated group in a choice',
    `<xs:group name="g"><xs:sequence><xs:element name="p" type="xs:int"/><xs:element name="q" type="xs:string"/></xs:sequence></xs:group>${root(`<xs:choice><xs:group ref="g" maxOccurs="unbounded"/><xs:element name="m" type="xs:int"/></xs:choice>`)}`,
  ],
  [
    'a substitution group, abstract head, members of several types',
    `<xs:element name="h" abstract="true" type="B"/><xs:complexType name="B"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType><xs:complexType name="D"><xs:complexContent><xs:extension base="B"><xs:sequence><xs:element name="d" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType><xs:element name="m1" type="B" substitutionGroup="h"/><xs:element name="m2" type="D" substitutionGroup="h" nillable="true"/>${root(`<xs:sequence><xs:element ref="h" maxOccurs="unbounded"/></xs:sequence>`)}`,
  ],
  [
    'a substitution group of simple types in a choice',
    `<xs:element name="h" type="xs:string"/><xs:element name="m1" type="xs:token" substitutionGroup="h"/><xs:element name="m2" substitutionGroup="h" nillable="true"/>${root(`<xs:choice maxOccurs="unbounded"><xs:element ref="h"/><xs:element name="x" type="xs:int"/></xs:choice>`)}`,
  ],
  [
    'a substitution group two levels deep',
    `<xs:element name="h" type="xs:anyType" abstract="true"/><xs:element name="m1" type="xs:int" substitutionGroup="h"/><xs:element name="m2" substitutionGroup="h" type="T"/><xs:element name="m3" substitutionGroup="m2" type="T"/><xs:complexType name="T"><xs:attribute name="z" type="xs:int"/></xs:complexType>${root(`<xs:sequence><xs:element ref="h"/><xs:element ref="m2" minOccurs="0"/></xs:sequence>`).replace('ref="m2" minOccurs="0"', 'name="after" type="xs:int"')}`,
  ],
];
