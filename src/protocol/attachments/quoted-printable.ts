import { BreakageError } from '../../adapter/breakage.ts';
import type { Octets } from '../http/octets.ts';

/** White space at the end of a line was added on the way (RFC 2045 §6.7, rule 3): more of it than this is no mail's. */
const longestSpace = 1_000;

const [tab, lineFeed, carriageReturn, blank, equals] = [9, 10, 13, 32, 61];

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** RFC 2045 §6.7. */
export class QuotedPrintable implements Octets {
  /** What a piece ended with and only the next can explain: white space, or the beginning of an escape. */
  #rest: Buffer = Buffer.alloc(0);
  readonly #to: Octets;

  constructor(to: Octets) {
    this.#to = to;
  }

  write(piece: Buffer): void {
    const data = this.#rest.byteLength === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const end = decidable(data);
    if (data.byteLength - end > longestSpace) throw notQuotedPrintable();
    this.#rest = Buffer.from(data.subarray(end));
    this.#decode(data.subarray(0, end));
  }

  end(): void {
    const data = this.#rest;
    const end = behindSpace(data, 0);
    // A soft line break may stand at the very end, white space too.
    if (data[end] === equals) {
      if (lineEnd(data, behindSpace(data, end + 1)) !== data.byteLength) throw notQuotedPrintable();
    } else if (lineEnd(data, end) !== data.byteLength) throw notQuotedPrintable();
    else this.#to.write(data.subarray(end));
    this.#to.end();
  }

  /** `data` ends where everything before is decided. */
  #decode(data: Buffer): void {
    const plain = Buffer.allocUnsafe(data.byteLength);
    let length = 0;
    for (let at = 0; at < data.byteLength;) {
      const code = data[at] as number;
      if (code === equals) {
        const high = hexDigit(data[at + 1] ?? 0);
        const low = hexDigit(data[at + 2] ?? 0);
        if (high !== -1 && low !== -1) {
          plain[length++] = high * 16 + low;
          at += 3;
        } else {
          const space = behindSpace(data, at + 1);
          at = lineEnd(data, space);
          if (at === space) throw notQuotedPrintable();
        }
      } else if (code === blank || code === tab) {
        const end = behindSpace(data, at);
        const isTrailing = lineEnd(data, end) > end;
        if (!isTrailing) length += data.copy(plain, length, at, end);
        at = end;
      } else {
        plain[length++] = code;
        at++;
      }
    }
    if (length > 0) this.#to.write(plain.subarray(0, length));
  }
}

function behindSpace(data: Buffer, start: number): number {
  let at = start;
  while (data[at] === blank || data[at] === tab) at++;
  return at;
}

/** Behind a line end at `start`; `start` itself where there is none. */
function lineEnd(data: Buffer, start: number): number {
  const feed = data[start] === carriageReturn ? start + 1 : start;
  return data[feed] === lineFeed ? feed + 1 : feed === data.byteLength ? feed : start;
}

/** Up to where nothing depends on what comes next: an escape is whole, and white space is followed by something. */
function decidable(data: Buffer): number {
  let end = data.byteLength;
  if (data[end - 1] === carriageReturn) end--;
  while (end > 0 && (data[end - 1] === blank || data[end - 1] === tab)) end--;
  if (data[end - 1] === equals) return end - 1;
  return end === data.byteLength && data[end - 2] === equals ? end - 2 : end;
}

function notQuotedPrintable(): BreakageError {
  return new BreakageError('malformed', 'A part of the partner’s multipart reply is not quoted-printable, as it says');
}
