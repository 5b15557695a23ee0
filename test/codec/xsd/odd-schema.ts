import type { Opinion } from './second-opinion.ts';

export const root = (inside: string, attributes = ''): string =>
  `<xs:element name="r" ${attributes}><xs:complexType>${inside}</xs:complexType></xs:element>`;
export const sequence = (inside: string): string => root(`<xs:sequence>${inside}</xs:sequence>`);
export const simple = (inside: string): string =>
  `<xs:element name="r"><xs:simpleType>${inside}</xs:simpleType></xs:element>`;
export const facets = (base: string, inside: string): string =>
  simple(`<xs:restriction base="${base}">${inside}</xs:restriction>`);
export const type = (name: string, base: string, inside: string): string =>
  `<xs:simpleType name="${name}"><xs:restriction base="${base}">${inside}</xs:restriction></xs:simpleType>`;
export const named = '<xs:element name="r" type="t:B"/>';
export const texts = (...values: string[]): string[] => values.map((value) => `<r>${value}</r>`);

export function opinion(
  title: string,
  schema: string,
  valid: readonly string[],
  invalid: readonly string[],
  more: Partial<Opinion> = {},
): Opinion {
  return { title, schema, valid, invalid, ...more };
}
