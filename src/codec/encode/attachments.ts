/** Takes octets, in base64 that was checked, that are to travel beside the document being written. */
export interface AttachmentSink {
  /** The `cid:` URI for an `xop:Include` (XOP 1.0 §3.1); `undefined` where they are to stay in the document. */
  include(base64: string, contentType: string | undefined): string | undefined;
  /** The `cid:` URI for a reference. */
  attach(base64: string): string;
}
