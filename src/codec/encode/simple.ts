import type { ComplexType } from '../model.ts';
import type { SimpleCodec } from '../simple/simple-codec.ts';
import { AttributesEncoder } from './attributes.ts';
import type { Encoders, Tag, TagKeys, TypeEncoder } from './encoder.ts';
import { writeElement } from './encoder.ts';
import type { JsonObject } from './json-object.ts';
import { isObject, refuseOthers } from './json-object.ts';
import type { EncodeState } from './state.ts';

/** The escaped text of a value of a simple type. */
export function simpleText(state: EncodeState, codec: SimpleCodec, value: unknown): string {
  const text = codec.encode(value, state.namespaces, state.refuse);
  return codec.safe ? text : state.text(text);
}

/** The text under `value`. */
export function valueText(state: EncodeState, codec: SimpleCodec, object: JsonObject): string {
  const value = Object.hasOwn(object, 'value') ? object['value'] : undefined;
  if (value === undefined) {
    state.problem('is required', 'value');
    return '';
  }
  state.enter('value');
  const text = simpleText(state, codec, value);
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

  constructor(encoders: Encoders, type: ComplexType, codec: SimpleCodec) {
    this.#codec = codec;
    this.#attributes = new AttributesEncoder(encoders.contract, type);
    this.#bare = new SimpleEncoder(codec);
  }

  encode(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    if (this.#attributes.none) return this.#bare.encode(state, value, tag, attributes, keys);
    if (!isObject(value)) {
      state.problem('expected an object with "value" and the attributes');
      return '';
    }
    const own = this.#attributes.encode(state, value, ['value', ...keys]);
    return writeElement(tag, attributes + own, valueText(state, this.#codec, value));
  }

  nil(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    const object = isObject(value) ? value : {};
    if (object['value'] !== null && object['value'] !== undefined) state.problem('expected null beside $nil', 'value');
    const own = this.#attributes.encode(state, object, ['value', '$nil', ...keys]);
    return writeElement(tag, attributes + own, '');
  }
}
