import type { BreakageFacts, BreakageKind, Delivery } from '../adapter/breakage.ts';
import { BreakageError } from '../adapter/breakage.ts';
import type { FaultMapping } from '../adapter/fault.ts';
import { challengesIn } from './http/challenge.ts';
import type { HttpReply } from './http/http-message.ts';
import { retryAfterMs } from './http/retry-after.ts';

/** A kind, and how far the call got where the kind's own row does not say. */
export interface Meaning {
  readonly kind: BreakageKind;
  readonly delivery?: Delivery;
}

/** What a status other than 2xx means by itself, whatever the body. */
export function kindOfStatus(status: number): Meaning {
  if (status === 401 || status === 403 || status === 407) return { kind: 'credentials' };
  if (status === 429) return { kind: 'throttled' };
  if (status === 408 || status >= 500) return { kind: 'failing' };
  return { kind: 'drift', delivery: status >= 400 ? 'refused' : 'unknown' };
}

/** A declared mapping in the same form. */
export function kindOfMapping(mapping: FaultMapping): Meaning {
  return typeof mapping === 'string' ? { kind: mapping } : mapping;
}

/** The facts that an HTTP reply adds to a breakage. */
export function factsOf(reply: HttpReply, meaning: Meaning): BreakageFacts {
  const waits = meaning.kind === 'throttled' || meaning.kind === 'failing';
  const wait = waits ? retryAfterMs(reply.headers['retry-after'], Date.now()) : undefined;
  return {
    partnerStatus: reply.status,
    ...(meaning.delivery === undefined ? {} : { delivery: meaning.delivery }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

/** The breakage of a status other than 2xx. `mapping` is the adapter's own word on that status. */
export function statusBreakage(reply: HttpReply, mapping?: FaultMapping): BreakageError {
  const meaning = mapping === undefined ? kindOfStatus(reply.status) : kindOfMapping(mapping);
  const message = `The partner answered HTTP ${reply.status}${reply.status === 401 ? askedFor(reply) : ''}`;
  return new BreakageError(meaning.kind, message, factsOf(reply, meaning));
}

const schemes: ReadonlySet<string> = new Set(['basic', 'bearer', 'digest', 'negotiate', 'ntlm']);

/** By what a 401 wants to be greeted, where the words are the standard's and not the partner's. */
function askedFor({ headers }: HttpReply): string {
  const asked = new Set(challengesIn(headers['www-authenticate']).map(({ scheme }) => scheme));
  const known = [...asked].filter((scheme) => schemes.has(scheme));
  return known.length === 0 ? '' : ` and asks for ${known.join(' or ')} authentication`;
}

/** RFC 9110 §15.3. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
