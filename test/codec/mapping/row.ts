/** One row of the JSON mapping: a schema's inside, a document and its JSON, which must give each other. */
export interface Row {
  readonly title: string;
  readonly schema: string;
  readonly xml: string;
  readonly json: unknown;
}

/** A row from its parts. */
export const row = (title: string, schema: string, xml: string, json: unknown): Row => ({ title, schema, xml, json });

/** An element `r` of an anonymous complex type. */
export const complex = (inside: string): string =>
  `<xs:element name="r"><xs:complexType>${inside}</xs:complexType></xs:element>`;
/** An element `r` whose type is one sequence. */
export const sequence = (inside: string): string => complex(`<xs:sequence>${inside}</xs:sequence>`);
/** An element `r` of an anonymous simple type. */
export const simple = (inside: string): string =>
  `<xs:element name="r"><xs:simpleType>${inside}</xs:simpleType></xs:element>`;
