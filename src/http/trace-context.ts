import { randomUUID } from 'node:crypto';

const shape = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** The trace that a `traceparent` names (W3C Trace Context §3.2), or `undefined` where it is absent or ill-formed. */
function parse(header: string): { traceId: string; flags: string } | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] = shape.exec(header) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  // Of the flags of a version to come only "sampled" may be passed on (§4.2).
  return { traceId, flags: (Number.parseInt(flags, 16) & 1) === 1 ? '01' : '00' };
}

/** The caller's trace continued, or a new one: its id, and a `traceparent` with a span id of ours. */
export function enterTrace(header: string | string[] | undefined): { traceId: string; traceparent: string } {
  const given = typeof header === 'string' ? parse(header) : undefined;
  const traceId = given?.traceId ?? randomUUID().replaceAll('-', '');
  // The second half of a UUID is never all zeros: its first bits are the variant.
  const spanId = randomUUID().slice(19).replace('-', '');
  return { traceId, traceparent: `00-${traceId}-${spanId}-${given?.flags ?? '00'}` };
}
