import { BreakageError } from '../../adapter/breakage.ts';
import type { Octets } from '../http/octets.ts';
import { QuotedPrintable } from './quoted-printable.ts';

/**
 * What takes a part’s octets as they lie in the message, and passes on what they stand for (RFC 2045 §6). Throws a
 * BreakageError `malformed` for an encoding that is none of the standard’s.
 */
export function transferDecoder(encoding: string, to: Octets): Octets {
  switch (encoding) {
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return to;
    case 'base64':
      return new Base64Octets(to);
    case 'quoted-printable':
      return new QuotedPrintable(to);
    default:
      throw new BreakageError('malformed', 'A part of the partner’s multipart reply has an unknown transfer encoding');
  }
}

const space = /[ \t\r\n]+/g;
const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;

/** RFC 2045 §6.8, except that a character outside the alphabet is refused: it would be octets lost. */
class Base64Octets implements Octets {
  /** Fewer than four characters that wait for the rest of their group. */
  #rest = '';
  #ended = false;
  readonly #to: Octets;

  constructor(to: Octets) {
    this.#to = to;
  }

  write(piece: Buffer): void {
    const text = this.#rest + piece.toString('latin1').replace(space, '');
    if (text === '') return;
    if (this.#ended || !alphabet.test(text)) throw notBase64();
    const whole = text.length - (text.length % 4);
    this.#rest = text.slice(whole);
    if (whole === 0) return;
    this.#ended = text.charCodeAt(whole - 1) === 61;
    if (this.#ended && this.#rest !== '') throw notBase64();
    this.#to.write(Buffer.from(text.slice(0, whole), 'base64'));
  }

  end(): void {
    if (this.#rest !== '') throw notBase64();
    this.#to.end();
  }
}

function notBase64(): BreakageError {
  return new BreakageError('malformed', 'A part of the partner’s multipart reply is not the base64 that it says it is');
}
