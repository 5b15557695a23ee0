import type { IncomingHttpHeaders } from 'node:http';
import type { BreakageError } from '../adapter/breakage.ts';

/** One message on its way out. */
export interface HttpRequest {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: string | undefined;
}

/** What came back: at least a status line and headers. */
export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Decompressed; empty where it was {@link lost}. */
  readonly body: Uint8Array;
  /** Why the body could not be taken. It is the breakage where the status is 2xx; another status speaks for itself. */
  readonly lost: BreakageError | undefined;
}

/** The charset of a content type, unquoted (RFC 9110 §8.3.1). */
export function charsetOf(contentType: string | undefined): string | undefined {
  if (contentType === undefined) return undefined;
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
}
