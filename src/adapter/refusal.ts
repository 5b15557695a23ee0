/** Refusals: why a request never became a call. The second closed list; never counted against an adapter. */
export const refusals = {
  unauthorized: {
    status: 401,
    title: 'No valid credentials',
    advice: 'Send a valid API key: Authorization: Bearer <key>.',
  },
  forbidden: { status: 403, title: 'Not allowed', advice: 'Ask ops for the scope named in detail.' },
  no_route: { status: 404, title: 'No such route', advice: 'See /openapi.json for the routes.' },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    advice: 'Use one of the methods in the Allow header.',
  },
  not_acceptable: { status: 406, title: 'Not acceptable', advice: 'Accept application/json.' },
  in_progress: {
    status: 409,
    title: 'The same call is still running',
    advice: 'Ask again after Retry-After with the same Idempotency-Key.',
  },
  too_large: { status: 413, title: 'The request is too large', advice: 'Send less than the limit named in detail.' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type', advice: 'Send application/json in UTF-8.' },
  key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used with another input',
    advice: 'Use a new key for a new call.',
  },
  too_many_requests: { status: 429, title: 'Too many requests', advice: 'Slow down and send again after Retry-After.' },
} as const satisfies Record<string, { status: number; title: string; advice: string }>;

export type RefusalKind = keyof typeof refusals;
