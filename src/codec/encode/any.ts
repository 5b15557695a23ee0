import type { TypeRef, Wildcard } from '../model.ts';
import { expandedName } from '../model.ts';
import { parseClark } from '../simple/names.ts';
import type { SimpleCodec } from '../simple/simple-codec.ts';
import { compileBuiltin } from '../simple/simple-codec.ts';
import { xsdNamespace, xsiNamespace } from '../xml/vocabulary.ts';
import { OtherAttributes } from './attributes.ts';
import type { Encoders, Tag, TagKeys, TypeEncoder } from './encoder.ts';
import { writeElement } from './encoder.ts';
import type { JsonObject } from './json-object.ts';
import { isObject, own, refuseOthers } from './json-object.ts';
import { simpleText, valueText } from './simple.ts';
import type { EncodeState } from './state.ts';
import { encodeChildren } from './tree.ts';
import { WildcardEncoder } from './wildcard.ts';

const ANYTHING: Wildcard = { allow: 'any', namespaces: [], process: 'lax' };

interface NamedType {
  readonly namespace: string;
  readonly local: string;
  readonly ref: TypeRef | undefined;
  readonly codec: SimpleCodec | undefined;
}

/** `xs:anyType` and `xs:anySimpleType`: always an object, typed by `$type` or untyped. */
export class AnyEncoder implements TypeEncoder {
  readonly #encoders: Encoders;
  /** `xs:anySimpleType`: no elements, no attributes. */
  readonly #simple: boolean;
  readonly #attributes = new OtherAttributes(ANYTHING, []);
  readonly #wildcard: WildcardEncoder;

  constructor(encoders: Encoders, simple: boolean) {
    this.#encoders = encoders;
    this.#simple = simple;
    this.#wildcard = new WildcardEncoder(encoders, ANYTHING);
  }

  encode(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    if (!isObject(value)) {
      state.problem('expected an object: { "$type", "value" }, { "value" }, or a complex $type with its properties');
      return '';
    }
    const type = own(value, '$type');
    if (!state.descend()) return '';
    const text =
      type === undefined
        ? this.#untyped(state, value, tag, attributes, keys)
        : this.#typed(state, value, type, tag, attributes, keys);
    state.ascend();
    return text;
  }

  nil(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    if (isObject(value)) refuseOthers(state, value, ['$nil', ...keys]);
    return writeElement(tag, attributes, '');
  }

  #typed(state: EncodeState, value: JsonObject, type: unknown, tag: Tag, attributes: string, keys: TagKeys): string {
    const named = typeof type === 'string' ? this.#find(type) : undefined;
    if (named === undefined) {
      const kinds = this.#simple ? 'a simple type' : 'a type that is not abstract';
      state.problem(`expected ${kinds} that the schemas know, as xs:int or {namespace}Name`, '$type');
      return '';
    }
    const { namespaces } = state;
    const xsiType = ` ${namespaces.name(xsiNamespace, 'type')}="${namespaces.name(named.namespace, named.local)}"`;
    if (named.codec === undefined && named.ref !== undefined) {
      return this.#encoders.type(named.ref).encode(state, value, tag, attributes + xsiType, [...keys, '$type']);
    }
    refuseOthers(state, value, ['$type', 'value', ...keys]);
    const content = named.codec === undefined ? '' : valueText(state, named.codec, value);
    return writeElement(tag, attributes + xsiType, content);
  }

  #find(label: string): NamedType | undefined {
    const builtin = label.startsWith('xs:') ? label.slice(3) : undefined;
    const name = builtin === undefined ? parseClark(label) : { namespace: xsdNamespace, local: builtin };
    if (name === undefined) return undefined;
    const { contract } = this.#encoders;
    const ref = contract.type(expandedName(name.namespace, name.local));
    const type = ref === undefined ? undefined : contract.model.types[ref];
    if (ref === undefined || type === undefined) {
      const codec = name.namespace === xsdNamespace ? compileBuiltin(name.local) : undefined;
      return codec && { ...name, ref: undefined, codec };
    }
    if (type.kind === 'simple') return { ...name, ref, codec: contract.simple(ref) };
    const refused = type.kind === 'any' || (type.kind === 'complex' && type.abstract) || this.#simple;
    return refused ? undefined : { ...name, ref, codec: undefined };
  }

  #untyped(state: EncodeState, value: JsonObject, tag: Tag, attributes: string, keys: TagKeys): string {
    refuseOthers(state, value, this.#simple ? ['value', ...keys] : ['value', '$any', '$attributes', ...keys]);
    const others = this.#simple ? undefined : own(value, '$attributes');
    const given = others === undefined ? '' : this.#attributes.encode(state, others);
    return writeElement(tag, attributes + given, this.#untypedContent(state, value));
  }

  #untypedContent(state: EncodeState, value: JsonObject): string {
    const text = own(value, 'value');
    const trees = this.#simple ? undefined : own(value, '$any');
    if (text !== undefined && trees !== undefined) state.problem('expected only one of value, $any');
    if (trees !== undefined) {
      state.enter('$any');
      const content = encodeChildren(state, trees, (_, child) => this.#wildcard.encode(state, child));
      state.leave();
      return content;
    }
    if (text === undefined) return '';
    state.enter('value');
    const content = simpleText(state, compileBuiltin('string') as SimpleCodec, text);
    state.leave();
    return content;
  }
}
