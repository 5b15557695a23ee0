import type { Exchange } from './exchange.ts';
import type { ProblemAnswer } from './problem.ts';

type Headers = Readonly<Record<string, string>>;

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
