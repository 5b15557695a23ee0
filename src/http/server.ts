import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { createServer, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { BreakageError } from '../adapter/breakage.ts';
import { defaultLimits } from './limits.ts';
import type { ProblemAnswer } from './problem.ts';
import { breakageProblem, refusalProblem } from './problem.ts';
import { RefusalError } from './refusal-error.ts';
import { enterTrace } from './trace-context.ts';

const headersTimeout = 20_000;
/** Head and body together: a body that drips in is given up. */
const requestTimeout = 30_000;
/** How late those two may be noticed. */
const connectionsCheckingInterval = 5_000;
/** Longer than proxies keep an idle connection, so that it is they who close it. */
const keepAliveTimeout = 65_000;
/** No call waits longer than this: a connection on which nothing moves for so long is of one who does not read its answer. */
const stillTimeout = defaultLimits.waitMs + 60_000;

/** The answer that a connection is in the middle of, where there is one. */
type Socket = Duplex & { _httpMessage?: { headersSent: boolean; req: IncomingMessage } | null };

/** The facade's server, not yet listening. What is not HTTP never reaches Express, and gets its problem all the same. */
export function createHttpServer(facade: Express): Server {
  const timeouts = { headersTimeout, requestTimeout, connectionsCheckingInterval, keepAliveTimeout };
  // Node's own refusals, of a missing Host and of an unknown Expect, have no body: the first is ours to say, and the
  // second may be passed over (RFC 9110 §10.1.1).
  const server = createServer({ ...timeouts, requireHostHeader: false }, facade);
  server.timeout = stillTimeout;
  server.on('checkExpectation', facade);
  server.on('connect', (_req: IncomingMessage, socket: Duplex) => {
    const refusal = new RefusalError('method_not_allowed', 'The gateway is no proxy: CONNECT leads nowhere.', {
      Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    });
    end(socket, (asked) => refusalProblem(asked, refusal));
  });
  server.on('clientError', refuseUnparsed);
  return server;
}

function refuseUnparsed(error: NodeJS.ErrnoException, socket: Socket): void {
  const underWay = socket._httpMessage;
  // An answer that has begun cannot be followed by another; and a request that came whole before what is wrong here is
  // still being answered: to say "refused" now would be taken for its answer.
  const isOthers = underWay !== undefined && underWay !== null && (underWay.headersSent || underWay.req.complete);
  if (!socket.writable || error.code === 'ECONNRESET' || isOthers) socket.destroy();
  else end(socket, (asked) => problemOf(error.code, asked));
}

type Asked = Parameters<typeof refusalProblem>[0];

/** Answers a connection that carries no request of Express's, and closes it. */
function end(socket: Duplex, answer: (asked: Asked) => ProblemAnswer): void {
  const requestId = randomUUID();
  const { problem, headers } = answer({ requestId, traceId: enterTrace(undefined).traceId, route: undefined });
  const body = JSON.stringify(problem);
  const head = {
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Request-Id': requestId,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    Connection: 'close',
    ...headers,
  };
  // Whoever sends such things may be gone already.
  socket.on('error', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      ...Object.entries(head).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join('\r\n'),
  );
}

function problemOf(code: string | undefined, asked: Asked): ProblemAnswer {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return refusalProblem(asked, new RefusalError('too_large', 'The headers may have 16384 bytes at most.'));
  }
  const message =
    code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'The request did not arrive in time.' : 'The request is not valid HTTP.';
  return breakageProblem(asked, new BreakageError('invalid', message), { idempotent: true });
}
