import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { BreakageError } from '../adapter/breakage.ts';
import type { ProblemAnswer } from './problem.ts';
import { breakageProblem, refusalProblem } from './problem.ts';
import { RefusalError } from './refusal-error.ts';
import { enterTrace } from './trace-context.ts';

const headersTimeout = 20_000;
/** Head and body together: a body that drips in is given up. */
const requestTimeout = 30_000;
/** Longer than proxies keep an idle connection, so that it is they who close it. */
const keepAliveTimeout = 65_000;

/** The facade's server, not yet listening. What is not HTTP never reaches Express, and gets its problem all the same. */
export function createHttpServer(facade: Express): Server {
  const server = createServer({ headersTimeout, requestTimeout, keepAliveTimeout }, facade);
  server.on('clientError', refuseUnparsed);
  return server;
}

function refuseUnparsed(
  error: NodeJS.ErrnoException,
  socket: Duplex & { _httpMessage?: { headersSent: boolean } | null },
): void {
  // An answer that has begun on this connection cannot be followed by another.
  if (!socket.writable || error.code === 'ECONNRESET' || socket._httpMessage?.headersSent) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const { problem } = problemOf(error.code, requestId);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.status === 413 ? 'Content Too Large' : 'Bad Request'}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      'X-Content-Type-Options: nosniff',
      'Cache-Control: no-store',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function problemOf(code: string | undefined, requestId: string): ProblemAnswer {
  const asked = { requestId, traceId: enterTrace(undefined).traceId, route: undefined };
  if (code === 'HPE_HEADER_OVERFLOW') {
    return refusalProblem(asked, new RefusalError('too_large', 'The headers may have 16384 bytes at most.'));
  }
  const message =
    code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'The request did not arrive in time.' : 'The request is not valid HTTP.';
  return breakageProblem(asked, new BreakageError('invalid', message), { idempotent: true });
}
