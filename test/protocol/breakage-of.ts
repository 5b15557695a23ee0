import { expect } from 'vitest';
import { BreakageError } from '../../src/adapter/breakage.ts';

/** The breakage that a promise or a function ends in. */
export async function breakageOf(attempt: Promise<unknown> | (() => unknown)): Promise<BreakageError> {
  let error: unknown;
  try {
    await (typeof attempt === 'function' ? attempt() : attempt);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(BreakageError);
  return error as BreakageError;
}

/** Its kind and delivery, which together decide what may happen next. */
export async function fateOf(
  attempt: Promise<unknown> | (() => unknown),
): Promise<Pick<BreakageError, 'kind' | 'delivery'>> {
  const { kind, delivery } = await breakageOf(attempt);
  return { kind, delivery };
}
