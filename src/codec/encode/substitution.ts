import { memberNames } from '../member-names.ts';
import type { ElementRef, Model } from '../model.ts';
import { oneOf } from '../simple/facets.ts';
import type { ElementEncoder, TagKeys } from './encoder.ts';
import { NO_KEYS } from './encoder.ts';
import { isObject, own } from './json-object.ts';
import type { EncodeState } from './state.ts';

const ELEMENT: TagKeys = ['$element'];

/** A head of a substitution group (XSD 1.0 part 1 §3.3.6): `$element` says which member stands there. */
export class SubstitutedEncoder implements ElementEncoder {
  readonly #members: ReadonlyMap<string, ElementEncoder>;
  /** The head, where it may stand itself: what stands there when `$element` is left out. */
  readonly #head: ElementEncoder | undefined;

  constructor(
    model: Model,
    head: ElementRef,
    members: readonly ElementRef[],
    encoder: (ref: ElementRef) => ElementEncoder,
  ) {
    this.#members = new Map([...memberNames(model, members)].map(([ref, name]) => [name, encoder(ref)]));
    this.#head = members.includes(head) ? encoder(head) : undefined;
  }

  encode(state: EncodeState, value: unknown): string {
    const [only, another] = this.#members.values();
    if (only === undefined) {
      state.problem('is abstract, and no element may stand for it');
      return '';
    }
    if (another === undefined) return only.encode(state, value, NO_KEYS);
    if (!isObject(value)) {
      state.problem(`expected an object with $element, ${oneOf([...this.#members.keys()])}`);
      return '';
    }
    const label = own(value, '$element');
    const member = label === undefined ? this.#head : this.#members.get(label as string);
    if (member !== undefined) return member.encode(state, value, ELEMENT);
    const names = oneOf([...this.#members.keys()]);
    state.problem(label === undefined ? `is required: ${names}` : `expected ${names}`, '$element');
    return '';
  }
}

/** One member of a substitution group where a wildcard names it: `$element` may say so again, and nothing else. */
export class ExactEncoder implements ElementEncoder {
  readonly #element: ElementEncoder;
  readonly #names: readonly string[];

  constructor(element: ElementEncoder, names: readonly string[]) {
    this.#element = element;
    this.#names = names;
  }

  encode(state: EncodeState, value: unknown): string {
    const label = isObject(value) ? own(value, '$element') : undefined;
    if (label !== undefined && !this.#names.includes(label as string)) {
      state.problem('expected the element that "name" names', '$element');
      return '';
    }
    return this.#element.encode(state, value, isObject(value) ? ELEMENT : NO_KEYS);
  }
}
