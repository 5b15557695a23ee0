import type { HttpRequest } from '../../src/protocol/http/http-message.ts';

/** A POST with a small body. */
export function post(origin: string): HttpRequest {
  return { origin, path: '/soap', method: 'POST', headers: ['content-type', 'text/xml'], body: '<a/>' };
}

/** What an exchange needs to know of its attempt. */
export function journey(
  overrides: { timeoutMs?: number; signal?: AbortSignal; beforeFirstByte?: () => Promise<void> } = {},
) {
  return { timeoutMs: 10_000, signal: new AbortController().signal, ...overrides };
}
