import { pointerTo } from '../json-pointer.ts';
import type { Namespaces } from '../namespaces.ts';
import type { EncodeProblem } from '../problem.ts';
import type { Refuse } from '../simple/simple-codec.ts';
import { escapeAttribute, escapeText } from './escape.ts';

/** Objects nested deeper than this are refused: what refers to itself never ends. */
const DEEPEST = 200;
/** A caller's mistake can be in every item of an array: the first problems say enough. */
const MOST_PROBLEMS = 100;

/** One value on its way to XML: where the writer stands, and what it found wrong. */
export class EncodeState {
  readonly namespaces: Namespaces;
  readonly problems: EncodeProblem[];
  /** Reports a refused value where the writer stands, or a refused item of it. */
  readonly refuse: Refuse;
  /** The attributes of the object that was written last. */
  attributes = '';
  /** How many problems there are, those not written down included. */
  refusals = 0;
  readonly #pointer: string;
  readonly #path: (string | number)[] = [];
  #depth = 0;

  constructor(namespaces: Namespaces, problems: EncodeProblem[], pointer: string) {
    this.namespaces = namespaces;
    this.problems = problems;
    this.#pointer = pointer;
    this.refuse = (message, item) => this.problem(message, ...(item === undefined ? [] : [item]));
  }

  enter(key: string | number): void {
    this.#path.push(key);
  }

  leave(): void {
    this.#path.pop();
  }

  /** Goes into an object; `false`, with a problem, where that is too deep. */
  descend(): boolean {
    if (this.#depth === DEEPEST) {
      this.problem(`is nested deeper than ${DEEPEST} objects`);
      return false;
    }
    this.#depth++;
    return true;
  }

  ascend(): void {
    this.#depth--;
  }

  /** A problem where the writer stands, or with one of the properties there. */
  problem(message: string, ...keys: readonly (string | number)[]): void {
    this.refusals++;
    if (this.problems.length >= MOST_PROBLEMS) return;
    this.problems.push({ pointer: pointerTo([...this.#path, ...keys], this.#pointer), message });
  }

  text(text: string): string {
    return escapeText(text) ?? this.#unfit();
  }

  attribute(text: string): string {
    return escapeAttribute(text) ?? this.#unfit();
  }

  #unfit(): string {
    this.problem('expected only characters that XML can carry');
    return '';
  }
}
