import { randomUUID } from 'node:crypto';
import type { AttachmentSink } from '../../codec/encode/attachments.ts';
import { mediaTypeOfOctets } from './media-type-of-octets.ts';

/** One part beside the envelope. */
export interface OutgoingPart {
  /** Without angle brackets. */
  readonly contentId: string;
  readonly contentType: string;
  readonly base64: string;
}

/**
 * How binary content travels: in the envelope; beside it, as MTOM has it; or packaged as MTOM with everything in the
 * envelope, where a signature or encryption covers it.
 */
export type Packaging = 'inline' | 'mtom' | 'mtomWhole';

/** Octets up to here are not worth a part of their own: 1 KiB. */
const smallestBase64 = 1_366;
const unknownType = 'application/octet-stream';
/** What a header may hold: a type, and parameters in visible ASCII. */
const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:[ \t]*;[ -~]*)?$/;

/** The parts of one message on its way out. */
export class OutgoingAttachments implements AttachmentSink {
  readonly parts: OutgoingPart[] = [];
  readonly #optimized: boolean;

  constructor(packaging: Packaging) {
    this.#optimized = packaging === 'mtom';
  }

  include(base64: string, contentType: string | undefined): string | undefined {
    if (!this.#optimized || base64.length < smallestBase64) return undefined;
    const stated = contentType !== undefined && mediaType.test(contentType) ? contentType : unknownType;
    return this.#add(randomUUID(), stated, base64);
  }

  attach(base64: string): string {
    return this.#add(randomUUID(), mediaTypeOfOctets(base64) ?? unknownType, base64);
  }

  /** A part of the WSDL that travels beside the body; its Content-ID begins with its name (Attachments Profile 1.0 R2933). */
  attachPart(name: string, contentTypes: readonly string[], base64: string): void {
    this.#add(`${encodeURIComponent(name)}=${randomUUID()}`, chosenType(contentTypes, base64), base64);
  }

  #add(local: string, contentType: string, base64: string): string {
    const contentId = `${local}@passerelle`;
    this.parts.push({ contentId, contentType, base64 });
    return `cid:${encodeURIComponent(local)}@passerelle`;
  }
}

/** Of the types that the WSDL allows (`image/*` too) the one that the octets are, or else the first. */
function chosenType(allowed: readonly string[], base64: string): string {
  const found = mediaTypeOfOctets(base64);
  const concrete = allowed.find((type) => !type.includes('*') && mediaType.test(type));
  if (found === undefined) return concrete ?? unknownType;
  const [family = ''] = found.split('/', 1);
  const fits = allowed.some((type) => ['*', '*/*', `${family}/*`, found].includes(type.trim().toLowerCase()));
  return allowed.length === 0 || fits ? found : (concrete ?? unknownType);
}
