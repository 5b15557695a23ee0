import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { MalformedError } from '../problem.ts';
import type { Charset } from './charset.ts';

/** Decodes the bytes of one document piece by piece; a character may be split between two pieces. Throws MalformedError. */
export interface Piecewise {
  decode(bytes: Buffer, last: boolean): string;
}

/** The byte-order mark is dropped. */
export function piecewise(charset: Charset): Piecewise {
  switch (charset) {
    case 'utf-8':
      return new Utf8();
    case 'iso-8859-1':
      return { decode: (bytes) => bytes.toString('latin1') };
    default:
      return streamed(charset);
  }
}

function streamed(charset: Charset): Piecewise {
  const decoder = new TextDecoder(charset, { fatal: true });
  return {
    decode(bytes, last) {
      try {
        return decoder.decode(bytes, { stream: !last });
      } catch (cause) {
        throw new MalformedError(`bytes that are not ${charset}`, { cause });
      }
    },
  };
}

const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const none = Buffer.alloc(0);

/** By whole characters, which decodes several times faster than the decoder's own streaming. */
class Utf8 implements Piecewise {
  private begun = false;
  /** The beginning of a character. */
  private held: Buffer = none;

  decode(bytes: Buffer, last: boolean): string {
    let all = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    if (!this.begun) {
      // The mark may be all there is, or not be whole yet.
      if (all.length < 3 && !last) {
        this.held = all;
        return '';
      }
      this.begun = true;
      if (all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf) all = all.subarray(3);
    }
    const whole = last ? all.length : all.length - openBytes(all);
    // A copy: the piece it came in is let go.
    this.held = whole === all.length ? none : Buffer.from(all.subarray(whole));
    const now = whole === all.length ? all : all.subarray(0, whole);
    if (isAscii(now)) return now.toString('latin1');
    try {
      return fatal.decode(now);
    } catch (cause) {
      throw new MalformedError('bytes that are not utf-8', { cause });
    }
  }
}

/** How many bytes at the end begin a character that is not whole. */
function openBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
