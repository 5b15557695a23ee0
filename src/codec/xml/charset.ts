import { MalformedError } from '../problem.ts';

export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'iso-8859-15' | 'windows-1252';

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
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1_000)).toString('latin1');
  if (!/^<\?xml\s/.test(start)) return undefined;
  const end = start.indexOf('?>');
  if (end === -1) throw new MalformedError('an XML declaration that does not end');
  return /\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start.slice(0, end))?.[1];
}

/** The encoding that an XML declaration names, where it is none of those that replies are read in. */
export function otherEncoding(bytes: Uint8Array): string | undefined {
  const name = byteOrderMark(bytes) ? undefined : declared(bytes);
  return name === undefined || names.has(name.toLowerCase()) ? undefined : name;
}

/**
 * What a document's bytes are: by its byte-order mark, else by the HTTP charset (RFC 7303 §3), else by its XML declaration,
 * else UTF-8. Its first 1,000 bytes are enough. Throws MalformedError on other encodings.
 */
export function charsetOfBytes(bytes: Uint8Array, charset: string | undefined): Charset {
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
