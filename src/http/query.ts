import { BreakageError } from '../adapter/breakage.ts';
import { percentDecoded } from './percent-decoding.ts';

/** A query's values by name, in order: `application/x-www-form-urlencoded`. Throws a BreakageError `invalid`. */
export function parseQuery(text: string, most: number): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  if (text === '') return values;
  const pairs = text.split('&', most + 1);
  if (pairs.length > most) {
    const message = `The query has more than ${most} parameters.`;
    throw new BreakageError('invalid', message, { errors: [{ pointer: '', message }] });
  }
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decoded(pair.slice(equals + 1));
    const earlier = values.get(name);
    if (earlier) earlier.push(value);
    else values.set(name, [value]);
  }
  return values;
}

function decoded(text: string): string {
  return percentDecoded(text.replaceAll('+', ' '), 'query');
}
