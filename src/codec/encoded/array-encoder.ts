import type { ElementEncoder, Tag, TagKeys, TypeEncoder } from '../encode/encoder.ts';
import { writeElement } from '../encode/encoder.ts';
import { isObject, own, refuseOthers } from '../encode/json-object.ts';
import type { EncodeState } from '../encode/state.ts';
import type { Contract } from '../link.ts';
import type { ArrayType, TypeRef } from '../model.ts';
import type { Namespaces } from '../namespaces.ts';
import { soap12EncodingNamespace, xsdNamespace } from '../xml/vocabulary.ts';
import { writtenName } from './names.ts';

/** An array (SOAP 1.1 §5.4.2, SOAP 1.2 part 2 §3.1.6): its items in a row, its sizes in `arrayType`. */
export class ArrayEncoder implements TypeEncoder {
  readonly #contract: Contract;
  readonly #type: ArrayType;
  readonly #style: string;
  readonly #makeItem: () => ElementEncoder;
  #item: ElementEncoder | undefined;

  /** `style`: the namespace of the encoding. The item is asked for late: an array may hold its like. */
  constructor(contract: Contract, type: ArrayType, style: string, item: () => ElementEncoder) {
    this.#contract = contract;
    this.#type = type;
    this.#style = style;
    this.#makeItem = item;
  }

  encode(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    if (keys.length > 0 && !isObject(value)) {
      state.problem('expected an object with the array under "value"');
      return '';
    }
    if (!isObject(value)) return this.#array(state, value, tag, attributes);
    if (keys.length === 0) {
      state.problem('expected an array');
      return '';
    }
    refuseOthers(state, value, ['value', ...keys]);
    state.enter('value');
    const text = this.#array(state, own(value, 'value'), tag, attributes);
    state.leave();
    return text;
  }

  nil(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    if (isObject(value)) refuseOthers(state, value, ['$nil', ...keys]);
    return writeElement(tag, attributes, '');
  }

  #array(state: EncodeState, value: unknown, tag: Tag, attributes: string): string {
    if (!state.descend()) return '';
    const sizes: number[] = [];
    const before = state.refusals;
    const content = this.#rows(state, value, sizes, 0);
    state.ascend();
    while (sizes.length < this.#type.dimensions) sizes.push(0);
    return state.refusals === before
      ? writeElement(tag, attributes + this.#arrayType(state.namespaces, sizes), content)
      : '';
  }

  /** Row-major: the last dimension varies fastest. */
  #rows(state: EncodeState, value: unknown, sizes: number[], depth: number): string {
    if (!Array.isArray(value)) {
      state.problem('expected an array');
      return '';
    }
    const items: readonly unknown[] = value;
    if (items.length !== (sizes[depth] ??= items.length)) {
      state.problem(`expected ${sizes[depth]} items, as in the rows before`);
      return '';
    }
    const item = depth === this.#type.dimensions - 1 ? (this.#item ??= this.#makeItem()) : undefined;
    let content = '';
    for (let index = 0; index < items.length; index++) {
      state.enter(index);
      const each = items[index] ?? null;
      content += item === undefined ? this.#rows(state, each, sizes, depth + 1) : item.encode(state, each);
      state.leave();
    }
    return content;
  }

  #arrayType(namespaces: Namespaces, sizes: readonly number[]): string {
    const { namespace, local, ranks } = itemName(this.#contract, this.#type.item);
    const item = namespaces.name(namespace, local);
    if (this.#style === soap12EncodingNamespace) {
      const type = ranks === '' ? item : namespaces.name(this.#style, 'Array');
      const [itemType, arraySize] = [
        namespaces.name(this.#style, 'itemType'),
        namespaces.name(this.#style, 'arraySize'),
      ];
      return ` ${itemType}="${type}" ${arraySize}="${sizes.join(' ')}"`;
    }
    return ` ${namespaces.name(this.#style, 'arrayType')}="${item}${ranks}[${sizes.join(',')}]"`;
  }
}

interface ItemName {
  readonly namespace: string;
  readonly local: string;
  /** Of an item that is an array itself: `[]`, `[,][]`. */
  readonly ranks: string;
}

/** An array of arrays names the items at its bottom. */
function itemName(contract: Contract, ref: TypeRef, depth = 0): ItemName {
  const type = contract.model.types[ref];
  if (type?.kind === 'array' && depth < 20) {
    const inner = itemName(contract, type.item, depth + 1);
    return { ...inner, ranks: `${inner.ranks}[${','.repeat(type.dimensions - 1)}]` };
  }
  const name = type?.kind === 'array' ? undefined : writtenName(contract, ref);
  return { namespace: xsdNamespace, local: 'anyType', ...name, ranks: '' };
}
