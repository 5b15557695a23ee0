import { BreakageError } from '../adapter/breakage.ts';

/** A structured-field string (RFC 9651 §3.3.3) of visible characters. */
const quoted = /^"((?:[\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"$/;
const bare = /^[\x21\x23-\x2b\x2d-\x7e]+$/;

function invalid(message: string): BreakageError {
  return new BreakageError('invalid', message, { errors: [{ pointer: '', message }] });
}

/**
 * The key of a call (draft-ietf-httpapi-idempotency-key-header), `"…"` or bare: both name the same key. Throws a
 * BreakageError `invalid` where it is required and missing, or where it is ill-formed.
 */
export function idempotencyKey(header: string | string[] | undefined, required: boolean): string | undefined {
  if (header === undefined) {
    if (!required) return undefined;
    throw invalid(
      'Send an Idempotency-Key header: a new one for each new call, the same one when a call is sent again.',
    );
  }
  const text = String(header);
  const key = quoted.exec(text)?.[1]?.replace(/\\(.)/g, '$1') ?? (bare.test(text) ? text : '');
  if (key === '' || key.length > 255) {
    throw invalid('The Idempotency-Key must be one value of 1 to 255 visible ASCII characters.');
  }
  return key;
}
