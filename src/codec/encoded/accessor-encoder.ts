import { typeTags } from '../decode/tags.ts';
import type { ElementEncoder, TagKeys } from '../encode/encoder.ts';
import { NO_KEYS, tagOf, writeElement } from '../encode/encoder.ts';
import { isObject, own } from '../encode/json-object.ts';
import type { EncodeState } from '../encode/state.ts';
import type { ElementDeclaration, TypeRef } from '../model.ts';
import { oneOf } from '../simple/facets.ts';
import { xsiNamespace } from '../xml/vocabulary.ts';
import type { EncodedEncoders } from './encoders.ts';
import { writtenName } from './names.ts';

const TYPE: TagKeys = ['$type'];
const ELEMENT_AND_TYPE: TagKeys = ['$element', '$type'];

/** One accessor (SOAP 1.1 §5.1): its element says its type, and any may be nil. */
export class AccessorEncoder implements ElementEncoder {
  readonly #encoders: EncodedEncoders;
  readonly #declaration: ElementDeclaration;
  readonly #labels: ReadonlyMap<TypeRef, string> | undefined;

  constructor(encoders: EncodedEncoders, declaration: ElementDeclaration) {
    this.#encoders = encoders;
    this.#declaration = declaration;
    this.#labels = typeTags(encoders.contract.model, declaration.type);
  }

  /** `more`: attributes written before those of the accessor. */
  encode(state: EncodeState, value: unknown, keys: TagKeys = NO_KEYS, more = ''): string {
    const { namespace, name } = this.#declaration;
    const tag = tagOf(state.namespaces.name(namespace, name));
    const isNil = value === null || (isObject(value) && own(value, '$nil') === true);
    const ref = this.#chosen(state, value, isNil);
    if (ref === undefined) return '';
    const several = this.#labels !== undefined && this.#labels.size > 1;
    const all = several ? (keys === NO_KEYS ? TYPE : ELEMENT_AND_TYPE) : keys;
    const attributes = more + xsiType(state, this.#encoders, ref);
    const type = this.#encoders.type(ref);
    if (!isNil) return type.encode(state, value, tag, attributes, all);
    const nil = `${attributes} ${state.namespaces.name(xsiNamespace, 'nil')}="true"`;
    // A reference to nothing has no attributes, whatever its type requires of a struct.
    if (value === null) return writeElement(tag, nil, '');
    return type.nil(state, value, tag, nil, all);
  }

  #chosen(state: EncodeState, value: unknown, isNil: boolean): TypeRef | undefined {
    const labels = this.#labels;
    const declared = this.#declaration.type;
    if (labels === undefined) return declared;
    const [only] = labels.keys();
    if (only === undefined) {
      state.problem('is of an abstract type, and no other may stand for it');
      return undefined;
    }
    if (labels.size === 1) return only;
    const label = isObject(value) ? own(value, '$type') : undefined;
    if (label === undefined && (labels.has(declared) || isNil)) return labels.has(declared) ? declared : only;
    for (const [ref, known] of labels) if (known === label) return ref;
    const names = oneOf([...labels.values()]);
    state.problem(label === undefined ? `is required: ${names}` : `expected ${names}`, '$type');
    return undefined;
  }
}

/** ` xsi:type="…"`; nothing where the type has no name, or where the value says its own. */
export function xsiType(state: EncodeState, { contract, style }: EncodedEncoders, ref: TypeRef): string {
  const type = contract.model.types[ref];
  if (type === undefined || type.kind === 'any' || type.name?.endsWith('}anySimpleType')) return '';
  // Every stack knows the array of the encoding; what a WSDL calls one, not all.
  const name = type.kind === 'array' ? { namespace: style, local: 'Array' } : writtenName(contract, ref);
  if (name === undefined) return '';
  const { namespaces } = state;
  return ` ${namespaces.name(xsiNamespace, 'type')}="${namespaces.name(name.namespace, name.local)}"`;
}
