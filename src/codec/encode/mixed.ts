import { checkContent } from '../content-model.ts';
import { contentModelOf } from '../content-particle.ts';
import type { ComplexType } from '../model.ts';
import { AttributesEncoder } from './attributes.ts';
import type { Encoders, TagKeys } from './encoder.ts';
import type { PartEncoder } from './group.ts';
import { isObject, own } from './json-object.ts';
import type { EncodeState } from './state.ts';
import { symbolOf, unfitHere, WildcardEncoder } from './wildcard.ts';

/** `$mixed`: text and elements in document order, the attributes beside it. */
export class MixedEncoder {
  readonly #type: ComplexType;
  readonly #attributes: AttributesEncoder;
  readonly #slots: ReadonlyMap<string, { readonly index: number; readonly encoder: PartEncoder }>;

  constructor(encoders: Encoders, type: ComplexType) {
    this.#type = type;
    this.#attributes = new AttributesEncoder(encoders.contract, type);
    this.#slots = new Map(
      type.slots.map(({ key, element, wildcard }, index) => {
        const encoder =
          wildcard === undefined ? encoders.element(element ?? -1) : new WildcardEncoder(encoders, wildcard);
        return [key, { index, encoder }];
      }),
    );
  }

  encode(state: EncodeState, value: unknown, keys: TagKeys): string {
    if (!isObject(value)) {
      state.problem('expected an object with $mixed');
      return '';
    }
    if (!state.descend()) return '';
    const attributes = this.#attributes.encode(state, value, ['$mixed', ...keys]);
    const content = this.#pieces(state, own(value, '$mixed') ?? []);
    state.ascend();
    state.attributes = attributes;
    return content;
  }

  #pieces(state: EncodeState, pieces: unknown): string {
    if (!Array.isArray(pieces)) {
      state.problem('expected an array of texts and elements', '$mixed');
      return '';
    }
    const slots: (number | undefined)[] = [];
    let content = '';
    state.enter('$mixed');
    pieces.forEach((piece: unknown, index) => {
      state.enter(index);
      content += typeof piece === 'string' ? state.text(piece) : this.#child(state, piece, slots);
      state.leave();
    });
    const known = slots.filter((slot) => slot !== undefined);
    // Where a piece is none of the type's, nobody knows what it stands for.
    if (known.length === slots.length) {
      for (const { expected } of checkContent(this.#type, known)) state.problem(`expected ${expected}`);
    }
    state.leave();
    return content;
  }

  #child(state: EncodeState, piece: unknown, slots: (number | undefined)[]): string {
    const keys = isObject(piece) ? Object.keys(piece) : [];
    const [key] = keys;
    const slot = key === undefined || keys.length > 1 ? undefined : this.#slots.get(key);
    const divided = slot && contentModelOf(this.#type).divided.get(slot.index);
    const symbol = divided && symbolOf(divided, isObject(piece) ? piece[key ?? ''] : undefined);
    slots.push(divided === undefined ? slot?.index : symbol);
    if (slot === undefined || key === undefined || !isObject(piece)) {
      const names = [...this.#slots.keys()].map((name) => `"${name}"`).join(', ');
      state.problem(`expected a text${names === '' ? '' : ` or an object with one of ${names}`}`);
      return '';
    }
    const before = state.refusals;
    state.enter(key);
    const text = slot.encoder.encode(state, piece[key]);
    if (divided !== undefined && symbol === undefined && state.refusals === before) state.problem(unfitHere);
    state.leave();
    return text;
  }
}
