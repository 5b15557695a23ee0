import { randomUUID } from 'node:crypto';

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

/** The same trace with a span of its own, for the partner (W3C Trace Context §3.2); `undefined` for what is no traceparent. */
export function childSpan(traceparent: string | undefined): string | undefined {
  const match = traceparent === undefined ? null : form.exec(traceparent);
  if (!match || match[1] === 'ff' || match[2] === '0'.repeat(32)) return undefined;
  // Node draws the randomness of UUIDs in advance; these are 64 random bits of one.
  const uuid = randomUUID();
  return `00-${match[2]}-${uuid.slice(0, 8)}${uuid.slice(28)}-${match[3]}`;
}
