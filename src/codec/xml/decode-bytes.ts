import { TextDecoder } from 'node:util';
import { MalformedError } from '../problem.ts';

type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'iso-8859-15' | 'windows-1252';

const names: ReadonlyMap<string, Charset | 'utf-16'> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['utf-16', 'utf-16'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['iso-8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  ['iso_8859-1', 'iso-8859-1'],
  ['iso-8859-15', 'iso-8859-15'],
  ['latin-9', 'iso-8859-15'],
  ['iso_8859-15', 'iso-8859-15'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
]);

function byteOrderMark(bytes: Uint8Array): Charset | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** XML 1.0 appendix F: what the first bytes of `<?xml` look like. */
function guessed(bytes: Uint8Array): Charset {
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  return 'utf-8';
}

function declared(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x3c || bytes[1] !== 0x3f) return undefined;
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString('latin1');
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start)?.[1];
}

function charsetOf(bytes: Uint8Array, charset: string | undefined): Charset {
  const mark = byteOrderMark(bytes);
  if (mark) return mark;
  const name = charset ?? declared(bytes);
  if (name === undefined) return guessed(bytes);
  const known = names.get(name.toLowerCase());
  if (known === undefined)
    throw new MalformedError('an encoding that is not UTF-8, UTF-16, ISO-8859-1, ISO-8859-15 or windows-1252');
  if (known !== 'utf-16') return known;
  const order = guessed(bytes);
  return order === 'utf-8' ? 'utf-16be' : order;
}

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
  const found = charsetOf(bytes, charset);
  // WHATWG's "iso-8859-1" is windows-1252; the real one maps each byte to the character of the same number.
  if (found === 'iso-8859-1') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  try {
    return decoder(found).decode(bytes);
  } catch (cause) {
    throw new MalformedError(`bytes that are not ${found}`, { cause });
  }
}
