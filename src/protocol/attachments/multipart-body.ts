import type { BodyInPieces } from '../http/http-message.ts';
import type { OutgoingPart } from './outgoing-attachments.ts';

/** A multiple of four: each piece of the text is a whole number of octets. */
const pieceLength = 256 * 1024;

interface Root {
  readonly contentId: string;
  readonly contentType: string;
  readonly text: string;
}

/**
 * A multipart/related body (RFC 2387), written piece by piece: what is base64 text becomes octets only while it is sent.
 * The same bytes each time.
 */
export class MultipartBody implements BodyInPieces {
  readonly bytes: number;
  readonly #root: Buffer;
  readonly #parts: readonly { readonly head: Buffer; readonly base64: string }[];
  readonly #end: Buffer;

  constructor(boundary: string, root: Root, parts: readonly OutgoingPart[]) {
    const rootHead = head(`--${boundary}`, root.contentType, root.contentId);
    this.#root = Buffer.from(rootHead + root.text);
    this.#parts = parts.map(({ contentType, contentId, base64 }) => ({
      head: Buffer.from(head(`\r\n--${boundary}`, contentType, contentId)),
      base64,
    }));
    this.#end = Buffer.from(`\r\n--${boundary}--\r\n`);
    const octets = this.#parts.map((part) => part.head.byteLength + Buffer.byteLength(part.base64, 'base64'));
    this.bytes = octets.reduce((sum, each) => sum + each, this.#root.byteLength + this.#end.byteLength);
  }

  *[Symbol.iterator](): Generator<Buffer> {
    yield this.#root;
    for (const part of this.#parts) {
      yield part.head;
      for (let at = 0; at < part.base64.length; at += pieceLength) {
        yield Buffer.from(part.base64.slice(at, at + pieceLength), 'base64');
      }
    }
    yield this.#end;
  }
}

/** Our envelope is one long line, which `8bit` may not be (RFC 2045 §2.8). */
function head(boundary: string, contentType: string, contentId: string): string {
  return `${boundary}\r\nContent-Type: ${contentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${contentId}>\r\n\r\n`;
}
