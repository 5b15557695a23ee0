import * as fc from 'fast-check';

/**
 * Decisions taken from a list of numbers: where the list has ended every decision is 0, the smallest. So a shorter list of
 * smaller numbers is a smaller value, and fast-check shrinks whatever is built of them.
 */
export class Choices {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  get spent(): boolean {
    return this.#next >= this.#numbers.length;
  }

  /** A whole number from 0, below `limit`. */
  below(limit: number): number {
    const number = this.#numbers[this.#next++] ?? 0;
    return limit <= 1 ? 0 : number % limit;
  }

  /** `false` is the smaller one. */
  flag(): boolean {
    return this.below(2) === 1;
  }

  /** True once in so many times. */
  rarely(outOf: number): boolean {
    return this.below(outOf) === outOf - 1;
  }

  /** The first is the smallest. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('nothing to choose from');
    return items[this.below(items.length)] as T;
  }
}

/** Lists of up to `most` decisions. */
export function choices(most = 600): fc.Arbitrary<Choices> {
  return fc.array(fc.nat(0xffff), { maxLength: most, size: 'max' }).map((numbers) => new Choices(numbers));
}
