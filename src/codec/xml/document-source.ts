import { charsetOfBytes } from './charset.ts';
import type { Piecewise } from './piecewise.ts';
import { piecewise } from './piecewise.ts';

/** Pieces of a document, as they come. */
export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** So many tell a document's encoding. */
const headBytes = 1_024;
/** So many are decoded at once. */
const sliceBytes = 1 << 16;

/** A document's text, read from its bytes as they come; each piece is let go once it is decoded. */
export class DocumentSource {
  private readonly charset: string | undefined;
  private readonly chunks: Iterator<Uint8Array> | AsyncIterator<Uint8Array>;
  private decoder: Piecewise | undefined = undefined;
  /** What is received and not decoded. */
  private waiting: Buffer = Buffer.alloc(0);
  private ended = false;
  /** A carriage return may be half of a line's end. */
  private returned = false;

  /** `charset`: what HTTP says (RFC 7303 §3). */
  constructor(chunks: Chunks, charset?: string) {
    this.charset = charset;
    this.chunks = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  }

  /** The next `most` characters or a few more, and whether they are the last. Throws MalformedError, and what the source throws. */
  async read(most: number): Promise<{ readonly text: string; readonly last: boolean }> {
    let text = '';
    while (text.length < most) {
      if (this.waiting.length === 0 || this.decoder === undefined) await this.receive();
      if (this.decoder === undefined) continue;
      const bytes = this.waiting.subarray(0, Math.min(sliceBytes, Math.max(most - text.length, 16)));
      this.waiting = this.waiting.subarray(bytes.length);
      const last = this.ended && this.waiting.length === 0;
      text += this.decoder.decode(bytes, last);
      if (last) return { text: this.withReturn(text, true), last };
    }
    return { text: this.withReturn(text, false), last: false };
  }

  /** Gives the source up before its end. */
  async close(): Promise<void> {
    this.waiting = Buffer.alloc(0);
    if (!this.ended) await this.chunks.return?.();
  }

  private async receive(): Promise<void> {
    const { done, value } = await this.chunks.next();
    if (done === true) this.ended = true;
    else {
      const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      this.waiting = this.waiting.length === 0 ? bytes : Buffer.concat([this.waiting, bytes]);
    }
    if (this.decoder === undefined && (this.ended || this.waiting.length >= headBytes))
      this.decoder = piecewise(charsetOfBytes(this.waiting, this.charset));
  }

  private withReturn(text: string, last: boolean): string {
    const whole = this.returned ? `\r${text}` : text;
    this.returned = !last && whole.endsWith('\r');
    return this.returned ? whole.slice(0, -1) : whole;
  }
}
