/** What the schema of a construct is called by, and its components: the element `root` is the message, `o` is another namespace. */
export type Construct = readonly [title: string, components: string];

/** The element that is the message. */
export function root(content: string, group?: 'sequence'): string {
  const inner = group === undefined ? content : `<xs:${group}>${content}</xs:${group}>`;
  return `<xs:element name="root"><xs:complexType>${inner}</xs:complexType></xs:element>`;
}

/** A simple type with facets. */
export function facet(name: string, base: string, facets: string): string {
  return `<xs:simpleType name="${name}"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
}

/** The documents of a construct: its own schema, and the one of the other namespace that it may refer to. */
export function documentsOf(components: string): Readonly<Record<string, string>> {
  const xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
  return {
    'main.xsd': `<xs:schema ${xs} xmlns="urn:t" xmlns:t="urn:t" xmlns:o="urn:o" targetNamespace="urn:t" elementFormDefault="qualified"><xs:import namespace="urn:o" schemaLocation="other.xsd"/>${components}</xs:schema>`,
    'other.xsd': `<xs:schema ${xs} xmlns="urn:o" targetNamespace="urn:o"><xs:attribute name="a" type="xs:int"/><xs:attribute name="b" type="xs:boolean"/><xs:element name="e" type="xs:string"/><xs:element name="x" type="xs:int"/><xs:complexType name="T"><xs:sequence><xs:element name="theirs" type="xs:int" minOccurs="0"/></xs:sequence></xs:complexType></xs:schema>`,
  };
}
