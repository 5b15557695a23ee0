import { BreakageError } from '../../adapter/breakage.ts';

/** What the headers of one part say of it (RFC 2045 §3). */
export interface PartHeaders {
  readonly contentType: string | undefined;
  /** Without its angle brackets. */
  readonly contentId: string | undefined;
  readonly contentLocation: string | undefined;
  /** In lower case; `binary` where the part does not say. */
  readonly transferEncoding: string;
}

/** Takes the angle brackets from a Content-ID, where it has them (RFC 2045 §7): not every partner writes them. */
export function plainContentId(text: string): string {
  const id = text.trim();
  return id.startsWith('<') && id.endsWith('>') ? id.slice(1, -1).trim() : id;
}

/** Reads the header block of a part; of two headers with one name the first counts. Throws a BreakageError `malformed`. */
export function partHeadersOf(block: string): PartHeaders {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    if (colon < 1)
      throw new BreakageError('malformed', 'A part of the partner’s multipart reply has no proper headers');
    const name = line.slice(0, colon).trimEnd().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  const contentId = fields.get('content-id');
  return {
    contentType: fields.get('content-type'),
    contentId: contentId === undefined ? undefined : plainContentId(contentId),
    contentLocation: fields.get('content-location'),
    transferEncoding: fields.get('content-transfer-encoding')?.toLowerCase() ?? 'binary',
  };
}
