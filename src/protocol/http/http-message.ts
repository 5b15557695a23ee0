import type { IncomingHttpHeaders } from 'node:http';
import type { BreakageError } from '../../adapter/breakage.ts';
import type { ReceivedAttachments } from '../attachments/received-attachments.ts';

/** One message on its way out. */
export interface HttpRequest {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: string | BodyInPieces | undefined;
}

/** A body that is written piece by piece: the same pieces each time it is gone through. */
export interface BodyInPieces extends Iterable<Uint8Array> {
  /** How many bytes the pieces are together. */
  readonly bytes: number;
}

/** What came back: at least a status line and headers. */
export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body without its content encoding, as it was received piece by piece; none where it was {@link lost}. */
  readonly chunks: readonly Uint8Array[];
  /** How many bytes the chunks are together. */
  readonly bytes: number;
  /** What the chunks are: the root part of a multipart reply, otherwise the whole body. */
  readonly contentType: string | undefined;
  /** The other parts of a multipart reply. */
  readonly attachments: ReceivedAttachments | undefined;
  /** Why the body could not be taken. It is the breakage where the status is 2xx; another status speaks for itself. */
  readonly lost: BreakageError | undefined;
}
