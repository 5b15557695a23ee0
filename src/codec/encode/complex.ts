import type { ComplexType } from '../model.ts';
import { AttributesEncoder } from './attributes.ts';
import type { Encoders, Tag, TagKeys, TypeEncoder } from './encoder.ts';
import { writeElement } from './encoder.ts';
import { GroupEncoder } from './group.ts';
import { isObject } from './json-object.ts';
import { MixedEncoder } from './mixed.ts';
import type { EncodeState } from './state.ts';

/** Element, empty and mixed content. */
export class ComplexEncoder implements TypeEncoder {
  readonly #content: GroupEncoder | MixedEncoder;
  readonly #attributes: AttributesEncoder;

  constructor(encoders: Encoders, type: ComplexType) {
    this.#content = type.content === 'mixed' ? new MixedEncoder(encoders, type) : new GroupEncoder(encoders, type, 0);
    this.#attributes = new AttributesEncoder(encoders.contract, type);
  }

  encode(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    const content = this.#content.encode(state, value, keys);
    return writeElement(tag, attributes === '' ? state.attributes : attributes + state.attributes, content);
  }

  nil(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    const own = this.#attributes.encode(state, isObject(value) ? value : {}, ['$nil', ...keys]);
    return writeElement(tag, attributes + own, '');
  }
}
