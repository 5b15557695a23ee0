import type { Tag } from './tag.ts';
import { isOneByte } from './tag.ts';
import type { DocumentText } from './document-text.ts';

/** Zeros behind the text: no tag compares equal to what another document left there. */
const padding = 16;
/** The largest buffer that is kept from one document to the next. */
const mostKept = 1 << 20;
let idle: OneByteText | undefined;

function keep(text: OneByteText): void {
  idle = text;
}

/**
 * A document's text as bytes, where ISO 8859-1 has all its characters: tags are compared four characters at a time,
 * and text is passed without a call for each of them.
 */
export class OneByteText implements DocumentText {
  /** Zero behind the last character. */
  private readonly codes: Buffer;
  private readonly words: Int32Array;
  private readonly view: DataView;
  private length = 0;

  private constructor(capacity: number) {
    const memory = new ArrayBuffer(capacity);
    this.codes = Buffer.from(memory);
    this.words = new Int32Array(memory);
    this.view = new DataView(memory);
  }

  /** `undefined` where the text holds other characters. The caller alone has it, until it is released. */
  static of(text: string): OneByteText | undefined {
    if (!isOneByte(text)) return undefined;
    const needed = text.length + padding;
    const kept = idle;
    idle = undefined;
    const bytes =
      kept !== undefined && kept.codes.length >= needed
        ? kept
        : new OneByteText(Math.max(2 ** Math.ceil(Math.log2(needed)), 1 << 12));
    bytes.length = text.length;
    bytes.codes.write(text, 'latin1');
    bytes.codes.fill(0, text.length, needed);
    return bytes;
  }

  release(): void {
    if (this.codes.length <= mostKept) keep(this);
  }

  /** Sixteen characters are looked at together. */
  isXml(): boolean {
    const { words } = this;
    const whole = (this.length >> 4) << 2;
    for (let at = 0; at < whole; at += 4) {
      const a = words[at] as number;
      const b = words[at + 1] as number;
      const c = words[at + 2] as number;
      const d = words[at + 3] as number;
      // The high bit of a byte is set by the subtraction where the byte is below 32, or where it was set already.
      const below =
        ((a - 0x20202020) & ~a) | ((b - 0x20202020) & ~b) | ((c - 0x20202020) & ~c) | ((d - 0x20202020) & ~d);
      if ((below & 0x80808080) !== 0 && !this.isAllowed(at * 4, at * 4 + 16)) return false;
    }
    return this.isAllowed(whole * 4, this.length);
  }

  private isAllowed(start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
      const code = this.codes[at] as number;
      if (code < 32 && code !== 10 && code !== 13 && code !== 9) return false;
    }
    return true;
  }

  holds({ words, mask }: Tag, at: number): boolean {
    const { view } = this;
    const last = words.length - 1;
    let next = at;
    for (let index = 0; index < last; index++, next += 4) {
      if (view.getInt32(next, true) !== words[index]) return false;
    }
    return (view.getInt32(next, true) & mask) === words[last];
  }

  behindSpace(start: number): number {
    const { codes } = this;
    let at = start;
    for (let code = codes[at]; code === 32 || code === 10 || code === 9 || code === 13; code = codes[++at]);
    return at;
  }

  plainEnd(start: number): number {
    const { codes } = this;
    let at = start;
    for (let code = codes[at]; code !== 60 && code !== 38 && code !== 62 && code !== 0; code = codes[++at]);
    return at;
  }

  valueEnd(start: number): number {
    const { codes } = this;
    let at = start;
    for (let code = codes[at] as number; code >= 32 && code !== 34 && code !== 38 && code !== 60;) {
      code = codes[++at] as number;
    }
    return at;
  }
}
