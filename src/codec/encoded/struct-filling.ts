import { Content } from '../decode/content.ts';
import { broken } from '../decode/report.ts';
import type { Tags } from '../decode/state.ts';
import type { ComplexType } from '../model.ts';
import { expandedName } from '../model.ts';
import { isBlank } from '../xml/characters.ts';
import type { XmlTree } from '../xml/tree.ts';
import { elementsOf } from '../xml/tree.ts';
import { soap12RpcNamespace } from '../xml/vocabulary.ts';
import { decodeAttributes } from './attributes.ts';
import type { EncodedDecoder } from './decoder.ts';
import type { Found, StructLayout } from './struct-layout.ts';
import { layoutOf } from './struct-layout.ts';

type Json = Record<string, unknown>;

/** One struct on its way to JSON: its attributes are read, its accessors are put in one after another. */
export class StructFilling {
  readonly object: Json;
  readonly children: readonly XmlTree[];
  readonly #decoder: EncodedDecoder;
  readonly #layout: StructLayout;
  readonly #content: XmlTree;
  readonly #placed: Content | undefined;
  readonly #alone: Found | undefined;

  /** `lone`: a struct of one accessor takes one that is named otherwise (SOAP 1.1 §7.1, the return value). */
  constructor(decoder: EncodedDecoder, type: ComplexType, content: XmlTree, tags: Tags | undefined, lone: boolean) {
    const layout = layoutOf(decoder.contract, type);
    this.#decoder = decoder;
    this.#layout = layout;
    this.#content = content;
    this.object = (layout.bare ? Object.create(null) : {}) as Json;
    Object.assign(this.object, tags);
    decodeAttributes(decoder, type, content, this.object);
    this.#placed = layout.flat ? undefined : new Content(type, this.object);
    this.children = elementsOf(content).filter((child) => !isResultName(child));
    this.#alone = lone && this.children.length === 1 ? layout.only : undefined;
  }

  /** The accessor that a child is; what the contract does not know is told. */
  find(child: XmlTree): Found | undefined {
    const named = this.#layout.find(child);
    if (named !== undefined) return named;
    this.#decoder.drift('unknown_element', child, 'no such element', expandedName(child.namespace, child.local));
    return this.#alone;
  }

  put({ accessor }: Found, { local }: XmlTree, value: unknown): void {
    const { object } = this;
    if (this.#placed !== undefined) this.#placed.add(accessor, value);
    else if (value === undefined) return;
    else if (accessor.many) accessor.append(object, value);
    else if (object[accessor.key] === undefined) object[accessor.key] = value;
    else throw broken('too_many', this.#decoder.place(`/${local}`), 'one', 'more');
  }

  end(): Json {
    const { object } = this;
    this.#placed?.layOut();
    if (this.#layout.flat) for (const { key, many } of this.#layout.accessors) if (many) object[key] ??= [];
    if (this.#content.children.some((child) => typeof child === 'string' && !isBlank(child, 0, child.length)))
      this.#decoder.drift('unexpected_text', undefined, 'elements only', 'text');
    return object;
  }
}

/** `rpc:result` of SOAP 1.2 (part 2 §4.2.1) names the return value, and the contract does as well. */
function isResultName({ namespace, local }: XmlTree): boolean {
  return local === 'result' && namespace === soap12RpcNamespace;
}
