import type { Attachments } from '../../codec/index.ts';
import { MalformedError } from '../../codec/index.ts';

/** One part beside the envelope. */
export interface ReceivedPart {
  /** Without angle brackets. */
  readonly contentId: string | undefined;
  readonly contentLocation: string | undefined;
  /** The part’s octets in base64, as soon as it has been read. */
  readonly base64: string;
}

/** How many characters of parts may be given more than once: an envelope of a megabyte can refer to one part 10,000 times. */
const mostRepeated = 32 * 1024 * 1024;

/** The parts beside the envelope, in their order; each is found by what may refer to it. */
export class ReceivedAttachments implements Attachments {
  readonly #parts: readonly ReceivedPart[];
  readonly #byId = new Map<string, ReceivedPart>();
  readonly #byLocation = new Map<string, ReceivedPart>();
  readonly #taken = new Set<ReceivedPart>();
  #repeated = 0;

  /** Content-IDs are unique. */
  constructor(parts: readonly ReceivedPart[]) {
    this.#parts = parts;
    for (const part of parts) {
      if (part.contentId !== undefined) this.#byId.set(part.contentId, part);
      if (part.contentLocation !== undefined && !this.#byLocation.has(part.contentLocation))
        this.#byLocation.set(part.contentLocation, part);
    }
  }

  /** Throws MalformedError, as the others do. RFC 2392: `cid:` and the Content-ID, percent-encoded; anything else is a Content-Location (RFC 2557 §4.2). */
  find(reference: string): string | undefined {
    const cid = /^cid:/i.test(reference) ? reference.slice(4) : undefined;
    const part =
      cid === undefined ? this.#byLocation.get(reference) : (this.#byId.get(cid) ?? this.#byId.get(decoded(cid)));
    return this.#take(part);
  }

  /**
   * The part of a WSDL that travels as an attachment: its Content-ID begins with the part’s name and `=` (Attachments
   * Profile 1.0 R2933).
   */
  findNamed(name: string): string | undefined {
    const part = this.#parts.find(({ contentId = '' }) => {
      const equals = contentId.indexOf('=');
      return equals > 0 && decoded(contentId.slice(0, equals)) === name;
    });
    return this.#take(part);
  }

  /** The first part that nothing has referred to: WSDL 1.1 §5.4 knows no names, and most partners go by the order. */
  findNext(): string | undefined {
    return this.#take(this.#parts.find((part) => !this.#taken.has(part)));
  }

  /** How many parts nothing has referred to. */
  get unread(): number {
    return this.#parts.length - this.#taken.size;
  }

  #take(part: ReceivedPart | undefined): string | undefined {
    if (part === undefined) return undefined;
    if (this.#taken.has(part)) this.#repeated += part.base64.length;
    if (this.#repeated > mostRepeated)
      throw new MalformedError('it repeats its attachments more often than we may hold');
    this.#taken.add(part);
    return part.base64;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
