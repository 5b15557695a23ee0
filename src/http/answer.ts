import { setImmediate as turn } from 'node:timers/promises';
import type { Exchange } from './exchange.ts';
import { jsonInSlices } from './json-in-slices.ts';
import type { ProblemAnswer } from './problem.ts';

type Headers = Readonly<Record<string, string>>;

/** So long the event loop waits for one answer at a time. */
const patienceMs = 8;

/** Answers once, with the headers that every answer carries. Does nothing when the caller has gone. */
export function answer(
  exchange: Exchange,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers?: Headers,
): void {
  const { res } = exchange;
  if (res.headersSent || res.destroyed) return;
  const all = [
    'Content-Type',
    contentType,
    'Content-Length',
    String(typeof body === 'string' ? Buffer.byteLength(body) : body.length),
    ...common(exchange, headers),
  ];
  res.writeHead(status, all).end(body);
}

/** An answer without a body: 204, 304. */
export function answerEmpty(exchange: Exchange, status: number, headers?: Headers): void {
  const { res } = exchange;
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, common(exchange, headers)).end();
}

export function answerJson(exchange: Exchange, status: number, value: unknown, headers?: Headers): void {
  answer(exchange, status, 'application/json', JSON.stringify(value), headers);
}

/** As {@link answerJson}, of a long value: others have their turns while it is written. */
export async function answerLongJson(
  exchange: Exchange,
  status: number,
  value: unknown,
  headers?: Headers,
): Promise<void> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  let since = performance.now();
  for (const text of jsonInSlices(value)) {
    const piece = Buffer.from(text);
    pieces.push(piece);
    bytes += piece.length;
    if (performance.now() - since > patienceMs) {
      await turn();
      since = performance.now();
    }
  }
  const { res } = exchange;
  if (res.headersSent || res.destroyed) return;
  const all = ['Content-Type', 'application/json', 'Content-Length', String(bytes), ...common(exchange, headers)];
  res.writeHead(status, all);
  for (const piece of pieces) res.write(piece);
  res.end();
}

export function answerProblem(exchange: Exchange, { problem, headers }: ProblemAnswer): void {
  answer(exchange, problem.status, 'application/problem+json', JSON.stringify(problem), headers);
}

/** What every answer says of its request. */
export function tracing({ requestId, traceparent }: Exchange): Record<string, string> {
  return { 'X-Request-Id': requestId, Traceparent: traceparent };
}

function common({ requestId, traceparent }: Exchange, headers: Headers | undefined): string[] {
  const all = ['X-Request-Id', requestId, 'Traceparent', traceparent, 'X-Content-Type-Options', 'nosniff'];
  if (headers?.['Cache-Control'] === undefined) all.push('Cache-Control', 'no-store');
  if (headers !== undefined) for (const name of Object.keys(headers)) all.push(name, headers[name] ?? '');
  return all;
}
