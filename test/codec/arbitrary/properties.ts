/** A value as a caller may give it, and as decoding gives it back. */
export interface Pair {
  readonly given: unknown;
  readonly read: unknown;
}

export function pair(value: unknown): Pair {
  return { given: value, read: value };
}

/** An object on its way: what may be left out when it is given is there when it is read. */
export class Properties {
  readonly #given = new Map<string, unknown>();
  readonly #read = new Map<string, unknown>();

  constructor(before?: Properties) {
    if (before === undefined) return;
    for (const [key, value] of before.#given) this.#given.set(key, value);
    for (const [key, value] of before.#read) this.#read.set(key, value);
  }

  get isEmpty(): boolean {
    return this.#read.size === 0;
  }

  /** How many properties are read. */
  get size(): number {
    return this.#read.size;
  }

  get pair(): Pair {
    return { given: Object.fromEntries(this.#given), read: Object.fromEntries(this.#read) };
  }

  set(key: string, { given, read }: Pair, isGiven = true): void {
    if (isGiven) this.#given.set(key, given);
    this.#read.set(key, read);
  }
}
