import { typeTags } from '../decode/tags.ts';
import type { ElementDeclaration, TypeRef } from '../model.ts';
import type { Namespaces } from '../namespaces.ts';
import { oneOf } from '../simple/facets.ts';
import type { SimpleCodec } from '../simple/simple-codec.ts';
import { xsiNamespace } from '../xml/vocabulary.ts';
import type { ElementEncoder, Encoders, Tag, TagKeys, TypeEncoder } from './encoder.ts';
import { NO_KEYS, tagOf } from './encoder.ts';
import { isObject, own } from './json-object.ts';
import type { EncodeState } from './state.ts';

const TYPE: TagKeys = ['$type'];
const ELEMENT_AND_TYPE: TagKeys = ['$element', '$type'];

interface Chosen {
  readonly type: TypeEncoder;
  /** ` xsi:type="…"`, or nothing where the declared type stands. */
  readonly attributes: string;
  readonly keys: TagKeys;
}

/** One declared element: its tags, `xsi:nil` and `xsi:type` (XSD 1.0 part 1 §2.6). */
export class DeclaredEncoder implements ElementEncoder {
  readonly #encoders: Encoders;
  readonly #declaration: ElementDeclaration;
  readonly #labels: ReadonlyMap<TypeRef, string> | undefined;
  readonly #abstract: boolean;
  /** Simple content with attributes: `{ "value": null }` is nil. */
  readonly #valued: boolean;
  /** An empty element has the default (XSD 1.0 part 1 §3.3.1): an empty text cannot be sent. */
  readonly #fills: boolean;
  /** Nothing to look at before the type: not nillable, one type, no fixed value, no default. */
  readonly #straight: boolean;
  readonly #fixed: { readonly text: string; readonly codec: SimpleCodec } | undefined;
  #type: TypeEncoder | undefined;
  #prefix: string | undefined;
  #tag: Tag | undefined;

  constructor(encoders: Encoders, declaration: ElementDeclaration) {
    const { contract } = encoders;
    const type = contract.model.types[declaration.type];
    this.#encoders = encoders;
    this.#declaration = declaration;
    this.#labels = typeTags(contract.model, declaration.type);
    this.#abstract = type?.kind === 'complex' && type.abstract;
    this.#valued = type?.kind === 'complex' && type.content === 'simple';
    const { fixed } = declaration;
    const simple = type?.kind === 'simple' || this.#valued;
    this.#fixed =
      fixed === undefined || !simple ? undefined : { text: fixed, codec: contract.simple(declaration.type) };
    this.#fills = simple && (declaration.default ?? '') !== '';
    const single = this.#labels === undefined && !this.#abstract;
    this.#straight = !declaration.nillable && single && fixed === undefined && !this.#fills;
  }

  encode(state: EncodeState, value: unknown, keys: TagKeys = NO_KEYS): string {
    const tag = this.#tagFor(state.namespaces);
    if (this.#straight && value !== null) return this.#declared().encode(state, value, tag, '', keys);
    const chosen = this.#choose(state, value, keys);
    if (chosen === undefined) return '';
    if (this.#isNil(value)) return this.#nil(state, value, tag, chosen);
    const before = state.refusals;
    const text = chosen.type.encode(state, value, tag, chosen.attributes, chosen.keys);
    if (this.#fixed !== undefined && state.refusals === before) this.#checkFixed(state, value, this.#fixed);
    if (this.#fills && state.refusals === before && text.endsWith('/>'))
      state.problem('may not be empty: that would be read as the default', ...(isObject(value) ? ['value'] : []));
    return text;
  }

  #declared(): TypeEncoder {
    return (this.#type ??= this.#encoders.type(this.#declaration.type));
  }

  /** The same namespaces give the same prefixes in every message: the tags are put together once. */
  #tagFor(namespaces: Namespaces): Tag {
    const { namespace, name } = this.#declaration;
    const prefix = namespaces.prefix(namespace);
    if (this.#tag === undefined || this.#prefix !== prefix) {
      this.#tag = tagOf(prefix + name);
      this.#prefix = prefix;
    }
    return this.#tag;
  }

  #isNil(value: unknown): boolean {
    if (value === null) return true;
    if (!this.#declaration.nillable || !isObject(value)) return false;
    return own(value, '$nil') === true || (this.#valued && own(value, 'value') === null);
  }

  #nil(state: EncodeState, value: unknown, tag: Tag, { type, attributes, keys }: Chosen): string {
    if (!this.#declaration.nillable) {
      state.problem('may not be null: the element is not nillable');
      return '';
    }
    return type.nil(state, value, tag, `${attributes} ${state.namespaces.name(xsiNamespace, 'nil')}="true"`, keys);
  }

  #choose(state: EncodeState, value: unknown, keys: TagKeys): Chosen | undefined {
    const labels = this.#labels;
    if (labels === undefined || labels.size === 0) {
      if (!this.#abstract) return { type: this.#declared(), attributes: '', keys };
      state.problem('is of an abstract type, and no other may stand for it');
      return undefined;
    }
    const [only] = labels.keys();
    if (labels.size === 1 && only !== undefined) return this.#chosen(state, only, keys);
    const label = isObject(value) ? own(value, '$type') : undefined;
    const ref = label === undefined ? this.#unlabelled(value) : find(labels, label);
    if (ref !== undefined) return this.#chosen(state, ref, keys === NO_KEYS ? TYPE : ELEMENT_AND_TYPE);
    const names = oneOf([...labels.values()]);
    state.problem(label === undefined ? `is required: ${names}` : `expected ${names}`, '$type');
    return undefined;
  }

  /** Without `$type`, the declared type; a nil element shows none of its own. */
  #unlabelled(value: unknown): TypeRef | undefined {
    return this.#abstract && value !== null ? undefined : this.#declaration.type;
  }

  #chosen(state: EncodeState, ref: TypeRef, keys: TagKeys): Chosen {
    if (ref === this.#declaration.type) return { type: this.#declared(), attributes: '', keys };
    const type = this.#encoders.type(ref);
    const chosen = this.#encoders.contract.model.types[ref];
    const name = (chosen?.kind === 'complex' && chosen.name) || '';
    const close = name.lastIndexOf('}');
    const written = state.namespaces.name(close === -1 ? '' : name.slice(1, close), name.slice(close + 1));
    return { type, attributes: ` ${state.namespaces.name(xsiNamespace, 'type')}="${written}"`, keys };
  }

  #checkFixed(state: EncodeState, value: unknown, { text, codec }: { text: string; codec: SimpleCodec }): void {
    const given = isObject(value) ? own(value, 'value') : value;
    if (!codec.isValue(given, text)) state.problem(`expected the fixed value ${text}`);
  }
}

function find(labels: ReadonlyMap<TypeRef, string>, label: unknown): TypeRef | undefined {
  for (const [ref, known] of labels) if (known === label) return ref;
  return undefined;
}
