/** The parts of a message beside its document. */
export interface Attachments {
  /** The octets that a `cid:` URI (RFC 2392) or a Content-Location names, in base64; `undefined` where there are none. */
  find(reference: string): string | undefined;
}
