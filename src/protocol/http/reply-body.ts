import type { IncomingHttpHeaders } from 'node:http';
import { BreakageError } from '../../adapter/breakage.ts';
import { MultipartReply } from '../attachments/multipart-reply.ts';
import { contentTypeOf } from './content-type.ts';
import { GatheredChunks } from './gathered-chunks.ts';
import type { HttpReply } from './http-message.ts';
import type { Hold, Octets } from './octets.ts';

/** The body of a reply once it is whole. */
export type WholeBody = Pick<HttpReply, 'chunks' | 'bytes' | 'contentType' | 'attachments'>;

/** Takes a reply’s body without its content encoding, up to a limit; pieces are kept as they are. Throws a BreakageError `malformed`. */
export class ReplyBody implements Octets {
  readonly #maxBytes: number;
  readonly #hold: Hold;
  readonly #contentType: string | undefined;
  readonly #multipart: MultipartReply | undefined;
  readonly #chunks: GatheredChunks = new GatheredChunks();
  #bytes = 0;

  constructor(headers: IncomingHttpHeaders, maxBytes: number, hold: Hold) {
    this.#maxBytes = maxBytes;
    this.#hold = hold;
    const header = headers['content-type'];
    this.#contentType = header;
    // Few replies have parts: the others' content type is not taken apart.
    if (header !== undefined && /^\s*multipart\/related/i.test(header))
      this.#multipart = new MultipartReply(contentTypeOf(header), hold);
  }

  write(piece: Buffer): void {
    this.#bytes += piece.byteLength;
    if (this.#bytes > this.#maxBytes) throw tooLarge(this.#maxBytes);
    if (this.#multipart !== undefined) this.#multipart.write(piece);
    else {
      this.#hold(piece.byteLength);
      this.#chunks.push(piece);
    }
  }

  end(): void {
    if (this.#bytes > 0) this.#multipart?.end();
  }

  /** What was written, once it has ended. */
  whole(): WholeBody {
    const multipart = this.#bytes > 0 ? this.#multipart : undefined;
    if (multipart === undefined) {
      const { bytes } = this.#chunks;
      return { chunks: this.#chunks.close(), bytes, contentType: this.#contentType, attachments: undefined };
    }
    return {
      chunks: multipart.root(),
      bytes: multipart.rootBytes,
      contentType: multipart.contentType,
      attachments: multipart.attachments(),
    };
  }
}

export function tooLarge(maxBytes: number): BreakageError {
  return new BreakageError('malformed', `The partner’s reply is larger than ${maxBytes} bytes`);
}
