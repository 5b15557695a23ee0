import { createHash } from 'node:crypto';
import { answer, answerEmpty } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** A document that stays the same while the process lives. */
export interface StaticFile {
  readonly contentType: string;
  readonly body: Buffer;
  readonly etag: string;
}

export function staticFile(contentType: string, content: string | Buffer): StaticFile {
  const body = Buffer.from(content);
  return { contentType, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** Answers with a document, or 304 where the caller has it (RFC 9110 §13.1.2). */
export function answerFile(exchange: Exchange, file: StaticFile, headers: Readonly<Record<string, string>> = {}): void {
  const all = { ...headers, 'Cache-Control': 'private, no-cache', ETag: file.etag };
  if (exchange.req.headers['if-none-match'] === file.etag) answerEmpty(exchange, 304, all);
  else answer(exchange, 200, file.contentType, file.body, all);
}
