import { TextDecoder } from 'node:util';
import { MalformedError } from '../problem.ts';
import type { Charset } from './charset.ts';
import { charsetOfBytes } from './charset.ts';

const decoders = new Map<Charset, TextDecoder>();

function decoder(charset: Charset): TextDecoder {
  let known = decoders.get(charset);
  if (!known) decoders.set(charset, (known = new TextDecoder(charset, { fatal: true })));
  return known;
}

/**
 * A document's text: by its byte-order mark, else by the HTTP charset (RFC 7303 §3), else by its XML declaration, else as UTF-8.
 * The mark itself is dropped. Throws MalformedError on bytes that do not decode and on other encodings.
 */
export function decodeBytes(bytes: Uint8Array, charset?: string): string {
  const found = charsetOfBytes(bytes, charset);
  // WHATWG's "iso-8859-1" is windows-1252; the real one maps each byte to the character of the same number.
  if (found === 'iso-8859-1') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  try {
    return decoder(found).decode(bytes);
  } catch (cause) {
    throw new MalformedError(`bytes that are not ${found}`, { cause });
  }
}
