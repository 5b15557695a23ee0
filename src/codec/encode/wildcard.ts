import type { DividedSlot } from '../divided-slot.ts';
import type { Wildcard } from '../model.ts';
import { expandedName } from '../model.ts';
import { parseClark } from '../simple/names.ts';
import { allows } from '../wildcard.ts';
import type { Encoders } from './encoder.ts';
import type { JsonObject } from './json-object.ts';
import { isObject, own, refuseOthers } from './json-object.ts';
import type { EncodeState } from './state.ts';
import { encodeTree } from './tree.ts';

/** Of an element that other schemas would have to declare. */
export const unfitHere = 'expected an element that the schemas know, as its name and "value"';

/** What an item is to a slot whose wildcards differ; `undefined` where none of them allows it. */
export function symbolOf(divided: DividedSlot, item: unknown): number | undefined {
  const given = isObject(item) ? own(item, 'name') : undefined;
  const name = typeof given === 'string' ? parseClark(given) : undefined;
  if (!isObject(item) || name === undefined) return undefined;
  const known = own(item, 'value') !== undefined;
  return divided.symbolOf(name.namespace, known);
}

/** One item of `$any`: `{ name, value }` for an element that the schemas know, else the generic tree. */
export class WildcardEncoder {
  readonly #encoders: Encoders;
  readonly #wildcard: Wildcard;

  constructor(encoders: Encoders, wildcard: Wildcard) {
    this.#encoders = encoders;
    this.#wildcard = wildcard;
  }

  encode(state: EncodeState, item: unknown): string {
    const given = isObject(item) ? own(item, 'name') : undefined;
    const name = typeof given === 'string' ? parseClark(given) : undefined;
    if (!isObject(item) || name === undefined) {
      state.problem('expected an object with "name", as {namespace}local');
      return '';
    }
    if (!allows(this.#wildcard, name.namespace)) {
      state.problem('is in a namespace that is not allowed here', 'name');
      return '';
    }
    const expanded = expandedName(name.namespace, name.local);
    if (own(item, 'value') !== undefined) return encodeKnown(state, this.#encoders, item, expanded);
    if (this.#wildcard.process === 'strict') {
      state.problem(unfitHere);
      return '';
    }
    return encodeTree(state, item);
  }
}

/** `{ name, value }`. */
export function encodeKnown(state: EncodeState, encoders: Encoders, item: JsonObject, name: string): string {
  refuseOthers(state, item, ['name', 'value']);
  const ref = encoders.contract.element(name);
  if (ref === undefined) {
    state.problem('is no element that the schemas know: it takes "attributes" and "children", no "value"', 'name');
    return '';
  }
  state.enter('value');
  let text = '';
  if (state.descend()) {
    text = encoders.exactly(ref).encode(state, item['value']);
    state.ascend();
  }
  state.leave();
  return text;
}
