import type { Contract } from '../link.ts';
import type { AttributeUse, ComplexType, Wildcard } from '../model.ts';
import { expandedName } from '../model.ts';
import { parseClark } from '../simple/names.ts';
import type { SimpleCodec } from '../simple/simple-codec.ts';
import { allows } from '../wildcard.ts';
import { xsiNamespace } from '../xml/vocabulary.ts';
import type { JsonObject } from './json-object.ts';
import { isObject, own } from './json-object.ts';
import type { EncodeState } from './state.ts';

/** One attribute use (XSD 1.0 part 1 §3.5). */
export class AttributeEncoder {
  readonly key: string;
  readonly required: boolean;
  readonly #use: AttributeUse;
  readonly #codec: SimpleCodec;

  constructor(contract: Contract, use: AttributeUse) {
    this.#use = use;
    this.#codec = contract.simple(use.type);
    this.key = use.key;
    this.required = use.required;
  }

  encode(state: EncodeState, value: unknown): string {
    const { namespace, name, fixed } = this.#use;
    const before = state.refusals;
    state.enter(this.key);
    const text = this.#codec.encode(value, state.namespaces, state.refuse);
    const escaped = this.#codec.safe ? text : state.attribute(text);
    if (fixed !== undefined && state.refusals === before && !this.#codec.isValue(value, fixed)) {
      state.problem(`expected the fixed value ${fixed}`);
    }
    state.leave();
    return ` ${namespace === '' ? name : state.namespaces.name(namespace, name)}="${escaped}"`;
  }
}

/** The attributes of a complex type, where they are not read together with its content. */
export class AttributesEncoder {
  readonly none: boolean;
  readonly #encoders: readonly AttributeEncoder[];
  readonly #keys: ReadonlySet<string>;
  readonly #others: OtherAttributes | undefined;

  constructor(contract: Contract, type: ComplexType) {
    this.#encoders = type.attributes.map((use) => new AttributeEncoder(contract, use));
    this.#keys = new Set(type.attributes.map(({ key }) => key));
    this.#others = OtherAttributes.of(type);
    this.none = this.#encoders.length === 0 && this.#others === undefined;
  }

  /** `beside`: the other properties that may stand there. */
  encode(state: EncodeState, object: JsonObject, beside: readonly string[]): string {
    for (const key of Object.keys(object)) {
      if (object[key] === undefined || this.#keys.has(key) || beside.includes(key)) continue;
      if (key !== '$attributes' || this.#others === undefined) state.problem('is not known here', key);
    }
    let text = '';
    for (const encoder of this.#encoders) {
      const value = own(object, encoder.key);
      if (value !== undefined) text += encoder.encode(state, value);
      else if (encoder.required) state.problem('is required', encoder.key);
    }
    const others = own(object, '$attributes');
    return others === undefined || this.#others === undefined ? text : text + this.#others.encode(state, others);
  }
}

/** `$attributes`: what an `xs:anyAttribute` lets in (XSD 1.0 part 1 §3.10). */
export class OtherAttributes {
  readonly #wildcard: Wildcard;
  readonly #declared: ReadonlySet<string>;

  constructor(wildcard: Wildcard, attributes: readonly AttributeUse[]) {
    this.#wildcard = wildcard;
    this.#declared = new Set(attributes.map(({ namespace, name }) => expandedName(namespace, name)));
  }

  static of(type: ComplexType): OtherAttributes | undefined {
    return type.anyAttribute && new OtherAttributes(type.anyAttribute, type.attributes);
  }

  encode(state: EncodeState, value: unknown): string {
    state.enter('$attributes');
    const text = foreignAttributes(state, value, (namespace, name) => {
      if (namespace === xsiNamespace) return 'is for $type and $nil to say';
      if (this.#declared.has(name)) return 'is a property of its own';
      return allows(this.#wildcard, namespace) ? undefined : 'is in a namespace that is not allowed here';
    });
    state.leave();
    return text;
  }
}

/** Attributes by expanded names, each a string; `refusal` says why one may not stand there. */
export function foreignAttributes(
  state: EncodeState,
  value: unknown,
  refusal: (namespace: string, name: string) => string | undefined,
): string {
  if (!isObject(value)) {
    state.problem('expected an object of attributes');
    return '';
  }
  let text = '';
  for (const key of Object.keys(value)) {
    const name = parseClark(key);
    const refused =
      name === undefined ? 'expected an attribute name, as {namespace}local' : refusal(name.namespace, key);
    const given = value[key];
    state.enter(key);
    if (refused !== undefined) state.problem(refused);
    else if (typeof given !== 'string') state.problem('expected a string');
    else if (name !== undefined && name.local !== 'xmlns') {
      text += ` ${state.namespaces.name(name.namespace, name.local)}="${state.attribute(given)}"`;
    } else state.problem('expected an attribute name, as {namespace}local');
    state.leave();
  }
  return text;
}
