import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';
import type { ByteBudget } from '../protocol/http/byte-budget.ts';
import { RefusalError } from './refusal-error.ts';

/** The caller hung up before its request was complete: nobody is left to answer. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone';
}

/** Whether a request announces a body (RFC 9112 §6). */
export function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** Throws a RefusalError `unsupported_media_type` for anything but uncompressed JSON in UTF-8. */
export function checkMediaType({ headers }: IncomingMessage): void {
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding !== 'identity') {
    throw new RefusalError('unsupported_media_type', 'Compressed requests are not taken: send the JSON as it is.', {
      'Accept-Encoding': 'identity',
    });
  }
  const type = headers['content-type'];
  if (type === 'application/json' || type === 'application/json; charset=utf-8') return;
  const accept = { Accept: 'application/json' };
  if (type === undefined) {
    throw new RefusalError('unsupported_media_type', 'Content-Type is missing: send application/json.', accept);
  }
  const parsed = mediaType(type);
  if (parsed?.essence !== 'application/json') {
    throw new RefusalError('unsupported_media_type', 'The body must be application/json.', accept);
  }
  if (!/^utf-?8$/i.test(parsed.params.get('charset') ?? 'utf-8')) {
    throw new RefusalError('unsupported_media_type', 'The JSON must be in UTF-8.', accept);
  }
}

function mediaType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}

/**
 * The body's bytes. Throws a RefusalError `too_large` above the limit: a caller still sending is heard out to
 * 16 times the limit, since one that is cut off does not read its answer; beyond that the connection is closed. Throws
 * a RefusalError `too_many_requests` where `held` has no room for what is being received from all callers together.
 */
export function readBody(req: IncomingMessage, limitBytes: number, held: ByteBudget): Promise<Buffer> {
  const announced = Number(req.headers['content-length'] ?? 0);
  let heldBytes = 0;
  return new Promise<Buffer>((resolve, reject) => {
    const tooLarge = (headers?: Record<string, string>): void => {
      reject(new RefusalError('too_large', `The body may have ${limitBytes} bytes at most.`, headers));
    };
    const keep = (chunk: Buffer): void => {
      if (held.take(chunk.length)) {
        heldBytes += chunk.length;
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      req.pause();
      reject(new RefusalError('too_many_requests', 'Too many bodies are on their way at once.', busy));
    };
    if (announced > limitBytes * 16) {
      tooLarge({ Connection: 'close' });
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) keep(chunk);
      else if (size > limitBytes * 16) {
        req.pause();
        tooLarge({ Connection: 'close' });
      }
    });
    req.on('end', () => {
      if (size > limitBytes) tooLarge();
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    req.on('close', () => {
      if (!req.complete) reject(new CallerGone());
    });
    // Followed by "close".
    req.on('error', () => undefined);
  }).finally(() => held.give(heldBytes));
}

const busy = { Connection: 'close', 'Retry-After': '1' };
