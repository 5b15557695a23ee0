import type { Contract } from '../link.ts';
import type { ElementRef, TypeRef } from '../model.ts';
import type { SimpleProblem } from '../simple/simple-codec.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { DecodeReport } from './report.ts';
import { broken, report } from './report.ts';

/** What a tagged object says of itself before its content: `$element`, `$type`. */
export type Tags = Readonly<Record<string, string>>;

/** Decodes the content of an element of one type. The reader stands on its start tag and is left behind its end tag. */
export interface TypeDecoder {
  /** `undefined` where the content reads as absent. With tags the result is always an object that begins with them. */
  decode(state: DecodeState, tags: Tags | undefined): unknown;
  /** What stands for `xsi:nil="true"`. */
  nil(state: DecodeState, tags: Tags | undefined): unknown;
}

/** The decoders of a contract, each built when first used, so that recursive types are no trouble. */
export interface Decoders {
  readonly contract: Contract;
  type(ref: TypeRef): TypeDecoder;
  element(ref: ElementRef): ElementDecoder;
}

/** Decodes one element: nil, `xsi:type` and substitution before its type's content. */
export interface ElementDecoder {
  decode(state: DecodeState): unknown;
}

/** One document being read. */
export class DecodeState {
  readonly reader: XmlReader;
  readonly report: DecodeReport;
  readonly resolvePrefix: (prefix: string) => string | undefined;
  /** The sink for what a simple type finds wrong. */
  readonly problem: (problem: SimpleProblem) => void;
  /** The default or fixed value of the element being read, for its empty content. */
  initial: string | undefined = undefined;
  fixed: string | undefined = undefined;
  /** The depth of the element whose text or attributes are read: a QName's prefix is in its scope, even behind its end tag. */
  scopeDepth = 0;
  /** The attribute being read; `undefined` while it is the text of the element closed last. */
  attribute: string | undefined = undefined;

  constructor(reader: XmlReader, to: DecodeReport) {
    this.reader = reader;
    this.report = to;
    this.resolvePrefix = (prefix) => reader.resolvePrefixAt(this.scopeDepth, prefix);
    this.problem = ({ kind, expected, fatal }) => {
      const path = this.attribute === undefined ? reader.closedPath() : `${reader.path()}/@${this.attribute}`;
      const found = kind === 'empty' ? 'nothing' : 'another value';
      if (fatal) throw broken(kind, path, expected, found);
      report(to, { kind, path, expected, found });
    };
  }
}
