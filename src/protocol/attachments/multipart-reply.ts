import { BreakageError } from '../../adapter/breakage.ts';
import type { ContentType } from '../http/content-type.ts';
import { contentTypeOf } from '../http/content-type.ts';
import { GatheredChunks } from '../http/gathered-chunks.ts';
import type { Hold, Octets } from '../http/octets.ts';
import { Base64Block, Base64Text } from './base64-text.ts';
import { MultipartReader } from './multipart-reader.ts';
import type { PartHeaders } from './part-headers.ts';
import { plainContentId } from './part-headers.ts';
import { ReceivedAttachments } from './received-attachments.ts';
import { transferDecoder } from './transfer-encoding.ts';

/** Smaller pieces are gathered: a reply that comes octet by octet is not searched for boundaries as often. */
const small = 4 * 1024;
const gatheredBytes = 16 * 1024;

interface Part {
  readonly headers: PartHeaders;
  readonly text: Base64Text;
}

/**
 * Reads a multipart/related reply (RFC 2387) while it comes in: the root is kept as octets for the reader of XML, each
 * other part becomes base64 text at once and its octets are let go.
 */
export class MultipartReply implements Octets {
  readonly #reader: MultipartReader;
  readonly #start: string | undefined;
  readonly #hold: Hold;
  readonly #block = new Base64Block();
  readonly #parts: Part[] = [];
  readonly #ids = new Set<string>();
  readonly #root = new GatheredChunks();
  #rootHeaders: PartHeaders | undefined;
  #gathered: Buffer | undefined;
  #used = 0;

  /** Throws a BreakageError `malformed` where the content type gives no boundary. */
  constructor({ parameters }: ContentType, hold: Hold) {
    const start = parameters.get('start');
    this.#start = start === undefined ? undefined : plainContentId(start);
    this.#hold = hold;
    this.#reader = new MultipartReader(parameters.get('boundary') ?? '', (headers) =>
      transferDecoder(headers.transferEncoding, this.#open(headers)),
    );
  }

  write(piece: Buffer): void {
    if (piece.byteLength >= small) {
      this.#flush();
      this.#reader.write(piece);
      return;
    }
    this.#gathered ??= Buffer.allocUnsafeSlow(gatheredBytes);
    if (this.#used + piece.byteLength > gatheredBytes) this.#flush();
    this.#used += piece.copy(this.#gathered, this.#used);
  }

  end(): void {
    this.#flush();
    this.#reader.end();
    if (this.#rootHeaders === undefined) this.#fallBack();
  }

  #flush(): void {
    if (this.#gathered === undefined || this.#used === 0) return;
    this.#reader.write(this.#gathered.subarray(0, this.#used));
    this.#used = 0;
  }

  /** What the root part says it is. */
  get contentType(): string | undefined {
    return this.#rootHeaders?.contentType;
  }

  /** The root part’s octets. */
  root(): readonly Buffer[] {
    return this.#root.close();
  }

  get rootBytes(): number {
    return this.#root.bytes;
  }

  attachments(): ReceivedAttachments {
    return new ReceivedAttachments(
      this.#parts.map(({ headers: { contentId, contentLocation }, text }) => ({
        contentId,
        contentLocation,
        base64: text.text,
      })),
    );
  }

  /** The root is the part that `start` names, or else the first (RFC 2387 §3.2). */
  #open(headers: PartHeaders): Octets {
    const { contentId } = headers;
    if (contentId !== undefined) {
      if (this.#ids.has(contentId)) throw malformed('has two parts with one Content-ID');
      this.#ids.add(contentId);
    }
    const isFirst = this.#rootHeaders === undefined && this.#parts.length === 0;
    if (this.#start === undefined ? isFirst : contentId === this.#start) {
      this.#rootHeaders = headers;
      return new RootOctets(this.#root, this.#hold);
    }
    const text = new Base64Text(this.#block, this.#hold);
    this.#parts.push({ headers, text });
    return text;
  }

  /** A `start` that names no part is a known mistake; the first part is the root if it is XML. */
  #fallBack(): void {
    const [first] = this.#parts;
    const { mediaType } = contentTypeOf(first?.headers.contentType ?? '');
    if (first === undefined || !/[/+]xml$/.test(mediaType)) throw malformed('has no root part');
    this.#parts.shift();
    this.#rootHeaders = first.headers;
    this.#root.push(Buffer.from(first.text.text, 'base64'));
  }
}

/** Keeps copies: what is gathered is gathered in the same place again. */
class RootOctets implements Octets {
  readonly #chunks: GatheredChunks;
  readonly #hold: Hold;

  constructor(chunks: GatheredChunks, hold: Hold) {
    this.#chunks = chunks;
    this.#hold = hold;
  }

  write(piece: Buffer): void {
    this.#hold(piece.byteLength);
    this.#chunks.push(Buffer.from(piece));
  }

  end(): void {}
}

function malformed(what: string): BreakageError {
  return new BreakageError('malformed', `The partner’s multipart reply ${what}`);
}
