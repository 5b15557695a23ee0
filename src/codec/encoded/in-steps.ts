import type { Tags } from '../decode/state.ts';
import type { Steps } from '../xml/steps.ts';
import type { ArrayType, ComplexType, ElementDeclaration, ExpandedName, TypeRef } from '../model.ts';
import type { XmlTree } from '../xml/tree.ts';
import { whatIs } from './any-decoder.ts';
import { beginArray, endArray } from './array-decoder.ts';
import type { EncodedDecoder, Given } from './decoder.ts';
import { isNil, nil } from './decoder.ts';
import { StructFilling } from './struct-filling.ts';

/** Elements that hold so many others are large. */
export const largeElements = 64;
/** After so many accessors others may have their turn. */
const oftenEnough = 16;

/** What an accessor is declared as. */
interface Declared {
  readonly type: TypeRef;
  readonly assumed?: ExpandedName | undefined;
  readonly tags?: Tags | undefined;
  readonly initial?: string | undefined;
}

/** As {@link EncodedDecoder}, others having their turns while what holds much is read: each `yield` is one. */
export class StepsDecoder {
  readonly #decoder: EncodedDecoder;
  readonly #large: ReadonlySet<XmlTree>;
  #since = 0;

  constructor(decoder: EncodedDecoder, large: ReadonlySet<XmlTree>) {
    this.#decoder = decoder;
    this.#large = large;
  }

  element({ type, default: initial, fixed }: ElementDeclaration, node: XmlTree, label?: string): Steps<unknown> {
    const tags = label === undefined ? undefined : { $element: label };
    return this.#accessor(node, { type, tags, initial: initial ?? fixed }, 0);
  }

  *struct(type: ComplexType, content: XmlTree, tags: Tags | undefined, lone = false): Steps<Record<string, unknown>> {
    const decoder = this.#decoder;
    if (type.content === 'mixed') return decoder.struct(type, content, tags, lone);
    const filling = new StructFilling(decoder, type, content, tags, lone);
    for (const child of filling.children) {
      const found = filling.find(child);
      if (found === undefined) continue;
      const { declaration, label } = found;
      const value =
        declaration === undefined ? decoder.member(found, child) : yield* this.element(declaration, child, label);
      filling.put(found, child, value);
    }
    return filling.end();
  }

  *#accessor(node: XmlTree, { type, assumed, tags, initial }: Declared, ordinal: number): Steps<unknown> {
    const decoder = this.#decoder;
    decoder.enter(node, ordinal);
    const opened = decoder.references.open(node, decoder.here);
    const { content } = opened;
    let value: unknown;
    if (isNil(content)) value = nil(tags);
    else {
      const given = decoder.given(node, content, assumed);
      value = this.#large.has(content)
        ? yield* this.#value(type, given, tags, initial)
        : decoder.value(type, given, tags, initial);
    }
    decoder.references.close(opened);
    decoder.leave();
    if (++this.#since % oftenEnough === 0) yield;
    return value;
  }

  *#value(declared: TypeRef, given: Given, tags: Tags | undefined, initial?: string): Steps<unknown> {
    const chosen = this.#decoder.chosen(declared, given, tags);
    const { type } = chosen;
    if (type?.kind === 'array') return yield* this.#array(type, given.content, chosen.tags);
    if (type?.kind === 'complex' && type.content !== 'simple')
      return yield* this.struct(type, given.content, chosen.tags);
    return type?.kind === 'any' ? yield* this.#any(given, tags) : this.#decoder.content(chosen, given, tags, initial);
  }

  *#any(given: Given, tags: Tags | undefined): Steps<unknown> {
    const found = whatIs(this.#decoder, given, tags);
    const { content } = given;
    if ('json' in found) return found.json;
    if ('array' in found) return yield* this.#array(found.array, content, found.tags);
    return yield* this.#value(found.type, { content, type: undefined }, found.tags);
  }

  *#array(type: ArrayType, content: XmlTree, tags: Tags | undefined): Steps<unknown> {
    const array = beginArray(this.#decoder, type, content);
    const items: unknown[] = [];
    for (const node of array.nodes) {
      const item = yield* this.#accessor(node, { type: type.item, assumed: array.assumed }, items.length + 1);
      items.push(item ?? null);
    }
    const all = endArray(this.#decoder, type, array, items);
    return tags === undefined ? all : { ...tags, value: all };
  }
}
