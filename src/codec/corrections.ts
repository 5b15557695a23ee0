/** What is corrected of one declaration. */
export interface Correction {
  readonly optional?: true;
  readonly repeated?: true;
  readonly nillable?: true;
  /** A built-in type by its local name, or a type of the schema as `Name` or `{namespace}Name`. */
  readonly type?: string;
  readonly moreValues?: readonly string[];
}

/** Corrections by path: what the adapter contract declares. */
export type Corrections = Readonly<Record<string, Correction>>;
