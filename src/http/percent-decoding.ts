import { BreakageError } from '../adapter/breakage.ts';

/** A path in the one form that routes are compared in: letters that need no encoding have none, the others upper case digits (RFC 3986 §6.2.2). */
export function normalized(path: string): string {
  if (!path.includes('%')) return path;
  return path.replace(/%[0-9a-f]{2}/gi, (octet) => {
    const letter = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[\w.~-]/.test(letter) ? letter : octet.toUpperCase();
  });
}

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
