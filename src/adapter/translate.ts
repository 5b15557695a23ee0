import { BreakageError } from './breakage.ts';

/**
 * The adapter's word for one of the partner's codes. A code that the table does not list is a `drift` breakage: a
 * status nobody has mapped is never guessed, and never passed on as `undefined`.
 */
export function translate<const Word>(table: Readonly<Record<string, Word>>, code: string): Word {
  const word = Object.hasOwn(table, code) ? table[code] : undefined;
  if (word === undefined) {
    const listed = Object.keys(table).join(', ');
    throw new BreakageError('drift', `the partner sent a code that the adapter does not list; it lists ${listed}`);
  }
  return word;
}
