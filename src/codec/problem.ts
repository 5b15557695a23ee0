/** What the codec may find wrong. None of these ever holds a value of the message. */

/** A WSDL or XSD that cannot be taken: names file, line and construct. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, message: string) {
    super(`${file}:${line}: ${message}`);
    this.file = file;
    this.line = line;
  }
}

/** Bytes that are not well-formed, namespace-well-formed, decodable XML within the limits (XML 1.0, Namespaces in XML 1.0). */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
}

/** A well-formed document that breaks the contract beyond what lenient reading passes on. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly drift: Drift;

  constructor(drift: Drift) {
    super(`${drift.place ?? drift.path}: expected ${drift.expected}, found ${drift.found}`);
    this.drift = drift;
  }
}

export type DriftKind =
  | 'unknown_element'
  | 'unknown_attribute'
  | 'unknown_attachment'
  | 'unexpected_text'
  | 'order'
  | 'missing'
  | 'too_many'
  | 'lexical'
  | 'facet'
  | 'enumeration'
  | 'empty'
  | 'fixed'
  | 'type'
  | 'root'
  | 'header'
  | 'fault'
  | 'output';

/** One difference between a reply and the contract. `found` describes, never quotes, a value. */
export interface Drift {
  readonly kind: DriftKind;
  /** An XPath of local names, without predicates: the same for every item of a list, so that what recurs is known again. */
  readonly path: string;
  /** The same with the position of each repeated element, where there is one: `/Orders/Order[3]/Qty`. */
  readonly place?: string;
  readonly expected: string;
  readonly found: string;
}

/** One place in the JSON to encode that the schema refuses. `pointer` is a JSON Pointer (RFC 6901). */
export interface EncodeProblem {
  readonly pointer: string;
  readonly message: string;
}
