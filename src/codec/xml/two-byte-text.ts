import { isXmlText } from './characters.ts';
import type { DocumentText } from './document-text.ts';
import type { Tag } from './tag.ts';
import { wideOf } from './tag.ts';

/** Zeros behind the text: no tag compares equal to what another document left there. */
const padding = 16;
/** The largest buffer that is kept from one document to the next, in bytes. */
const mostKept = 1 << 21;
let idle: TwoByteText | undefined;

function keep(text: TwoByteText): void {
  idle = text;
}

/**
 * Any document's text as UTF-16 units: tags are compared two characters at a time, and text is passed without a call for
 * each of them. The loops are those of OneByteText, apart so that each sees one kind of memory.
 */
export class TwoByteText implements DocumentText {
  private text = '';
  private readonly bytes: Buffer;
  /** Zero behind the last character. */
  private readonly codes: Uint16Array;
  private readonly words: Int32Array;
  private readonly view: DataView;

  private constructor(capacity: number) {
    const memory = new ArrayBuffer(capacity * 2);
    this.bytes = Buffer.from(memory);
    this.codes = new Uint16Array(memory);
    this.words = new Int32Array(memory);
    this.view = new DataView(memory);
  }

  /** The caller alone has it, until it is released. */
  static of(text: string): TwoByteText {
    const needed = text.length + padding;
    const kept = idle;
    idle = undefined;
    const codes =
      kept !== undefined && kept.codes.length >= needed
        ? kept
        : new TwoByteText(Math.max(2 ** Math.ceil(Math.log2(needed)), 1 << 12));
    codes.text = text;
    codes.bytes.write(text, 'utf16le');
    codes.codes.fill(0, text.length, needed);
    return codes;
  }

  release(): void {
    this.text = '';
    if (this.bytes.length <= mostKept) keep(this);
  }

  /** Eight characters are looked at together; what looks unusual, as all from U+8000 on does, is looked at once more. */
  isXml(): boolean {
    const { words, text } = this;
    const whole = (text.length >> 3) << 2;
    for (let at = 0; at < whole; at += 4) {
      const a = words[at] as number;
      const b = words[at + 1] as number;
      const c = words[at + 2] as number;
      const d = words[at + 3] as number;
      // The high bit of a character is set by the subtraction where it is below 32, or where it was set already.
      const below = (a - 0x200020) | (b - 0x200020) | (c - 0x200020) | (d - 0x200020) | a | b | c | d;
      if ((below & 0x80008000) !== 0 && !this.isAllowed(at * 2, at * 2 + 8)) return isXmlText(text);
    }
    return this.isAllowed(whole * 2, text.length) || isXmlText(text);
  }

  /** Surrogates are left to who knows pairs. */
  private isAllowed(start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
      const code = this.codes[at] as number;
      if (code < 32 ? code !== 10 && code !== 13 && code !== 9 : code >= 0xd800 && (code < 0xe000 || code > 0xfffd)) {
        return false;
      }
    }
    return true;
  }

  holds(tag: Tag, at: number): boolean {
    const { view } = this;
    const { words, mask } = wideOf(tag);
    const last = words.length - 1;
    let next = at * 2;
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
