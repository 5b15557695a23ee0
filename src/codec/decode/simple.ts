import type { SimpleCodec } from '../simple/simple-codec.ts';
import { xsiNamespace } from '../xml/vocabulary.ts';
import { isGatewaysOwn } from './attributes.ts';
import { readOctets } from './octets.ts';
import { report } from './report.ts';
import type { DecodeState, Tags, TypeDecoder } from './state.ts';

/**
 * The text of the current element as a value of a simple type; consumes the end tag.
 * `undefined` where an empty text reads as absent.
 */
export function decodeText(state: DecodeState, codec: SimpleCodec, typeName: string): unknown {
  const { reader } = state;
  state.scopeDepth = reader.depth;
  state.leaf = undefined;
  const { initial, fixed } = state;
  if (initial !== undefined || fixed !== undefined) state.initial = state.fixed = undefined;
  let text: string;
  let base64: string | undefined;
  if (codec.beside === undefined) text = reader.readText();
  else ({ text, base64 } = readOctets(state, codec));
  if (reader.unexpectedChild) {
    reader.unexpectedChild = false;
    report(state.report, {
      kind: 'unknown_element',
      ...reader.closedHere(),
      expected: 'text only',
      found: 'an element',
    });
  }
  if (codec.plain && initial === undefined && fixed === undefined) return text;
  state.attribute = undefined;
  state.typeName = typeName;
  if (base64 !== undefined) return codec.octets(base64, state.problem);
  if (text === '' && (initial ?? fixed) !== undefined)
    return codec.decode(initial ?? fixed ?? '', state.resolvePrefix, state.problem);
  const value = codec.decode(text, state.resolvePrefix, state.problem);
  if (fixed !== undefined && !codec.isValue(value, fixed)) {
    report(state.report, {
      kind: 'fixed',
      ...reader.closedHere(),
      expected: `the fixed value "${fixed}"`,
      found: 'another value',
    });
  }
  return value;
}

/** An element of a simple type: its value alone. */
export class SimpleDecoder implements TypeDecoder {
  private readonly codec: SimpleCodec;
  private readonly typeName: string;

  constructor(codec: SimpleCodec, typeName: string) {
    this.codec = codec;
    this.typeName = typeName;
  }

  decode(state: DecodeState, tags: Tags | undefined): unknown {
    if (state.reader.attributes.count > 0) reportAttributes(state);
    const value = decodeText(state, this.codec, this.typeName);
    return tags === undefined ? value : { ...tags, value };
  }

  nil(state: DecodeState, tags: Tags | undefined): unknown {
    reportAttributes(state);
    return decodeNil(state, tags);
  }
}

/** A simple type has no attributes but those of XML Schema and SOAP themselves. */
function reportAttributes({ reader, report: to }: DecodeState): void {
  for (let index = 0; index < reader.attributes.count; index++) {
    const namespace = reader.attributes.name(index).namespace;
    if (namespace === xsiNamespace || isGatewaysOwn(namespace)) continue;
    report(to, {
      kind: 'unknown_attribute',
      ...reader.here(`/@${reader.attributes.name(index).local}`),
      expected: 'no such attribute',
      found: reader.attributes.name(index).expanded,
    });
  }
}

/** What stands for a nil element without attributes of its own; consumes its end tag. */
export function decodeNil(state: DecodeState, tags: Tags | undefined): unknown {
  consumeNil(state);
  return tags === undefined ? null : { ...tags, $nil: true };
}

/** A nil element is empty (XSD 1.0 part 1 §3.3.4). */
export function consumeNil(state: DecodeState): void {
  const { reader } = state;
  const place = reader.here();
  const { depth } = reader;
  reader.sawText = false;
  let child = false;
  while (reader.depth >= depth) child = reader.nextChild() || child;
  if (reader.sawText || child) {
    reader.sawText = false;
    report(state.report, {
      kind: child ? 'unknown_element' : 'unexpected_text',
      ...place,
      expected: 'nothing inside a nil element',
      found: 'content',
    });
  }
}
