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
    super(`${drift.path}: expected ${drift.expected}, found ${drift.found}`);
    this.drift = drift;
  }
}

export type DriftKind =
  | 'unknown_element'
  | 'unknown_attribute'
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

/** One difference between a reply and the contract. `path` is an XPath with prefixes of local names only; `found` describes, never quotes, a value. */
export interface Drift {
  readonly kind: DriftKind;
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** One place in the JSON to encode that the schema refuses. `pointer` is a JSON Pointer (RFC 6901). */
export interface EncodeProblem {
  readonly pointer: string;
  readonly message: string;
}
