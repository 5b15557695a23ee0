import type { Contract } from '../link.ts';
import type { ElementRef, TypeRef } from '../model.ts';
import type { SimpleProblem } from '../simple/simple-codec.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { DecodeReport } from './report.ts';
import { broken, report } from './report.ts';
import type { Steps } from '../xml/steps.ts';

/** What a tagged object says of itself before its content: `$element`, `$type`. */
export type Tags = Readonly<Record<string, string>>;

/** Decodes the content of an element of one type. The reader stands on its start tag and is left behind its end tag. */
export interface TypeDecoder {
  /** `undefined` where the content reads as absent. With tags the result is always an object that begins with them. */
  decode(state: DecodeState, tags: Tags | undefined): unknown;
  /** As {@link decode}, in steps; only types with children have it. */
  steps?(state: DecodeState, tags: Tags | undefined): Steps<unknown>;
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
  /** As {@link decode}, in steps; `undefined` where what stands there has no children to take one by one. */
  steps(state: DecodeState): Steps<unknown> | undefined;
}

/** What stands where a simple type finds something wrong: the kind of thing, never the value. */
const foundInstead: Readonly<Record<SimpleProblem['kind'], string>> = {
  lexical: 'other text',
  facet: 'another value',
  enumeration: 'a value that is not listed',
  empty: 'empty text',
};

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
  /** The leaf whose text is being read, and which of several it is: then nothing of the above is said. */
  leaf: { readonly typeName: string } | undefined = undefined;
  ordinal = 0;
  /** What the schema calls the simple type being read; `''` where it has no name. */
  typeName = '';

  constructor(reader: XmlReader, to: DecodeReport) {
    this.reader = reader;
    this.report = to;
    this.resolvePrefix = (prefix) =>
      reader.resolvePrefixAt(this.leaf === undefined ? this.scopeDepth : reader.depth, prefix);
    this.problem = ({ kind, expected, fatal }) => {
      if (this.leaf !== undefined) {
        reader.ordinals[reader.depth + 1] = this.ordinal;
        this.typeName = this.leaf.typeName;
        this.attribute = undefined;
      }
      const place = this.attribute === undefined ? reader.closedHere() : reader.here(`/@${this.attribute}`);
      // The codec says how a caller has to write it; a partner writes no strings.
      const like = expected.replace(', as a string', '');
      const named = this.typeName === '' || like.startsWith(this.typeName);
      const wanted = named ? like : `${this.typeName} (${like})`;
      if (fatal) throw broken(kind, place, wanted, foundInstead[kind]);
      report(to, { kind, ...place, expected: wanted, found: foundInstead[kind] });
    };
  }
}
