import { AnyEncoder } from '../encode/any.ts';
import type { Tag, TagKeys, TypeEncoder } from '../encode/encoder.ts';
import { isObject, own } from '../encode/json-object.ts';
import type { EncodeState } from '../encode/state.ts';
import type { ArrayType } from '../model.ts';
import { parseClark } from '../simple/names.ts';
import { xsiNamespace } from '../xml/vocabulary.ts';
import { ArrayEncoder } from './array-encoder.ts';
import { mostDimensions } from './array-sizes.ts';
import type { EncodedEncoders } from './encoders.ts';
import { labelled } from './names.ts';

/** `xs:anyType` in an encoded message: as in a literal one, and arrays by their items: `{ "$type": "xs:string[]", "value": […] }`. */
export class EncodedAnyEncoder implements TypeEncoder {
  readonly #encoders: EncodedEncoders;
  readonly #others: AnyEncoder;
  readonly #simple: boolean;

  /** `simple`: `xs:anySimpleType`, which no array is. */
  constructor(encoders: EncodedEncoders, simple: boolean) {
    this.#encoders = encoders;
    this.#others = new AnyEncoder(encoders, simple);
    this.#simple = simple;
  }

  encode(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    const label = isObject(value) ? own(value, '$type') : undefined;
    const array = typeof label === 'string' && !this.#simple ? this.#arrayOf(label) : undefined;
    if (array === undefined) return this.#others.encode(state, value, tag, attributes, keys);
    const { contract, style } = this.#encoders;
    const { namespaces } = state;
    const named = array.name === undefined ? undefined : parseClark(array.name);
    const name = named ?? { namespace: style, local: 'Array' };
    const type = ` ${namespaces.name(xsiNamespace, 'type')}="${namespaces.name(name.namespace, name.local)}"`;
    return new ArrayEncoder(contract, array, style, () => this.#encoders.item(array.item)).encode(
      state,
      value,
      tag,
      attributes + type,
      [...keys, '$type'],
    );
  }

  nil(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    return this.#others.nil(state, value, tag, attributes, keys);
  }

  /** The array that a label stands for: one that the schemas name, or `xs:int[,]`. */
  #arrayOf(label: string): ArrayType | undefined {
    const { model } = this.#encoders.contract;
    const [, name, rank] = /^([^[]+)(\[,*\])?$/u.exec(label) ?? [];
    const ref = name === undefined ? undefined : this.#encoders.contract.type(labelled(name));
    if (ref === undefined) return undefined;
    if (rank !== undefined)
      return rank.length - 1 > mostDimensions ? undefined : { kind: 'array', item: ref, dimensions: rank.length - 1 };
    const type = model.types[ref];
    return type?.kind === 'array' ? type : undefined;
  }
}
