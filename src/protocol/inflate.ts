import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw } from 'node:zlib';
import { bulkhead } from 'cockatiel';
import { BreakageError } from '../adapter/breakage.ts';

const unzip = promisify(gunzip);
const unzlib = promisify(inflate);
const unraw = promisify(inflateRaw);

/** A bomb takes its whole limit before it is known for one: only a few are inflated at once. */
const atOnce = bulkhead(4, Number.MAX_SAFE_INTEGER);

/** What we say we can read (RFC 9110 §12.5.3). */
export const acceptEncoding = 'gzip, deflate';

/** `deflate` means zlib (RFC 9110 §8.4.1.2), but some partners send the raw stream: the first nibble tells. */
function decompress(body: Buffer, encoding: string, maxOutputLength: number): (() => Promise<Buffer>) | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return () => unzip(body, { maxOutputLength });
    case 'deflate':
      return () => (((body[0] ?? 0) & 0x0f) === 8 ? unzlib : unraw)(body, { maxOutputLength });
    default:
      return undefined;
  }
}

/**
 * A body without its content encoding, never more than `maxBytes`: a compressed bomb is given up when it passes them.
 * Throws a BreakageError `malformed`.
 */
export async function inflated(body: Buffer, contentEncoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity' || body.byteLength === 0) return body;
  const plain = decompress(body, encoding, maxBytes);
  if (!plain) throw new BreakageError('malformed', 'The partner used a content encoding that was not asked for');
  try {
    return await atOnce.execute(plain);
  } catch (cause) {
    const tooLarge = (cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    const what = tooLarge ? `larger than ${maxBytes} bytes once decompressed` : 'not what its content encoding says';
    throw new BreakageError('malformed', `The partner’s reply is ${what}`, { cause });
  }
}
