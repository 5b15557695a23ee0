/**
 * What a partner's messages do that its WSDL does not say, for good: `wsdl/<partner>/corrections.ts` exports it by default.
 * The WSDL stays the partner's, byte for byte; codec, types and OpenAPI follow the corrections.
 *
 * A key is a path: it begins at a global element, a global type or `<operation>/input` and `<operation>/output`, and goes
 * down by local names, to an attribute by `@name`; `{namespace}name` where two share the local name, `element(Name)` or
 * `type(Name)` where both have it. What is declared once is corrected wherever it is used.
 */
export type Corrections = Readonly<Record<string, Correction>>;

export interface Correction {
  /** It may be absent. */
  readonly optional?: true;
  /** It may occur any number of times: an array. */
  readonly repeated?: true;
  /** It may be `xsi:nil`. */
  readonly nillable?: true;
  /** It is of this type: a built-in one (`string` takes any text), or one of the schema's own, as `Name` or `{namespace}Name`. */
  readonly type?: string;
  /** Values beside those that its enumeration lists. */
  readonly moreValues?: readonly string[];
}
