import type { ComplexType } from '../model.ts';
import type { SimpleCodec } from '../simple/simple-codec.ts';
import { xopNamespace } from '../xml/vocabulary.ts';
import type { AttachmentSink } from './attachments.ts';
import { AttributesEncoder } from './attributes.ts';
import type { Encoders, Tag, TagKeys, TypeEncoder } from './encoder.ts';
import { writeElement } from './encoder.ts';
import type { JsonObject } from './json-object.ts';
import { isObject, refuseOthers } from './json-object.ts';
import type { EncodeState } from './state.ts';

const xmimeNamespaces = new Set(['http://www.w3.org/2005/05/xmlmime', 'http://www.w3.org/2004/11/xmlmime']);

/** The escaped text of a value of a simple type, or what refers to it. `contentType`: what its octets are, where that is said. */
export function simpleText(state: EncodeState, codec: SimpleCodec, value: unknown, contentType?: unknown): string {
  const text = codec.encode(value, state.namespaces, state.refuse);
  const { attachments } = state.namespaces;
  if (codec.beside !== undefined && attachments !== undefined && state.refusals === 0)
    return octetsBeside(state, attachments, codec.beside, text, contentType);
  return codec.safe ? text : state.text(text);
}

function octetsBeside(
  { namespaces }: EncodeState,
  attachments: AttachmentSink,
  beside: 'xop' | 'swaRef',
  base64: string,
  contentType: unknown,
): string {
  if (beside === 'swaRef') return attachments.attach(base64);
  const href = attachments.include(base64, typeof contentType === 'string' ? contentType : undefined);
  return href === undefined ? base64 : `<${namespaces.name(xopNamespace, 'Include')} href="${href}"/>`;
}

/** The text under `value`. */
export function valueText(state: EncodeState, codec: SimpleCodec, object: JsonObject, contentType?: unknown): string {
  const value = Object.hasOwn(object, 'value') ? object['value'] : undefined;
  if (value === undefined) {
    state.problem('is required', 'value');
    return '';
  }
  state.enter('value');
  const text = simpleText(state, codec, value, contentType);
  state.leave();
  return text;
}

/** An element of a simple type: its value alone, or under `value` beside `$element`. */
export class SimpleEncoder implements TypeEncoder {
  readonly #codec: SimpleCodec;

  constructor(codec: SimpleCodec) {
    this.#codec = codec;
  }

  encode(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    if (keys.length === 0) return writeElement(tag, attributes, simpleText(state, this.#codec, value));
    if (!isObject(value)) {
      state.problem('expected an object');
      return '';
    }
    refuseOthers(state, value, ['value', ...keys]);
    return writeElement(tag, attributes, valueText(state, this.#codec, value));
  }

  nil(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    if (isObject(value)) refuseOthers(state, value, ['$nil', ...keys]);
    return writeElement(tag, attributes, '');
  }
}

/** Simple content (XSD 1.0 part 1 §3.4.2): the value alone, or under `value` beside its attributes. */
export class SimpleContentEncoder implements TypeEncoder {
  readonly #codec: SimpleCodec;
  readonly #attributes: AttributesEncoder;
  readonly #bare: SimpleEncoder;
  /** The property of `xmime:contentType` (Describing Media Content of Binary Data in XML §2.1). */
  readonly #contentType: string | undefined;

  constructor(encoders: Encoders, type: ComplexType, codec: SimpleCodec) {
    this.#codec = codec;
    this.#attributes = new AttributesEncoder(encoders.contract, type);
    this.#bare = new SimpleEncoder(codec);
    this.#contentType = type.attributes.find(
      ({ namespace, name }) => name === 'contentType' && xmimeNamespaces.has(namespace),
    )?.key;
  }

  encode(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    if (this.#attributes.none) return this.#bare.encode(state, value, tag, attributes, keys);
    if (!isObject(value)) {
      state.problem('expected an object with "value" and the attributes');
      return '';
    }
    const own = this.#attributes.encode(state, value, ['value', ...keys]);
    const contentType = this.#contentType === undefined ? undefined : value[this.#contentType];
    return writeElement(tag, attributes + own, valueText(state, this.#codec, value, contentType));
  }

  nil(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    const object = isObject(value) ? value : {};
    if (object['value'] !== null && object['value'] !== undefined) state.problem('expected null beside $nil', 'value');
    const own = this.#attributes.encode(state, object, ['value', '$nil', ...keys]);
    return writeElement(tag, attributes + own, '');
  }
}
