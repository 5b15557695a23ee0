import { BreakageError } from '../adapter/breakage.ts';

/** A percent-encoded text (RFC 3986 §2.1) decoded. Throws a BreakageError `invalid` where it is none, or not UTF-8. */
export function percentDecoded(text: string, where: 'path' | 'query'): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    const message = `The percent-encoding of the ${where} is malformed.`;
    throw new BreakageError('invalid', message, { errors: [{ pointer: '', message }] });
  }
}
