import { createHash } from 'node:crypto';
import { durationMs } from '../../adapter/duration.ts';
import type { SignedReply } from '../../adapter/ws-security.ts';
import type { XmlTree } from '../../codec/index.ts';
import { textOf, elementsOf } from '../../codec/xml/tree.ts';
import { Unbelieved } from './unbelieved.ts';
import { utilityNamespace } from './vocabulary.ts';

const dateTime = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** Until when a signed `wsu:Timestamp` holds, in milliseconds of the epoch (SOAP Message Security 1.1 §10). Throws {@link Unbelieved} where it does not hold. */
export function freshUntil(timestamp: XmlTree, declared: SignedReply, now: Date): number {
  const skewMs = durationMs(declared.clockSkew ?? '5m');
  const created = instantOf(timestamp, 'Created');
  if (created === undefined) throw new Unbelieved('its timestamp does not say when it was made');
  if (created > now.getTime() + skewMs) throw new Unbelieved('its timestamp is of the future');
  const oldest = created + durationMs(declared.maxAge ?? '5m');
  const expires = Math.min(instantOf(timestamp, 'Expires') ?? oldest, oldest);
  if (expires + skewMs < now.getTime()) throw new Unbelieved('its timestamp has expired');
  return expires + skewMs;
}

function instantOf(timestamp: XmlTree, local: string): number | undefined {
  const [element, more] = elementsOf(timestamp).filter(
    (each) => each.local === local && each.namespace === utilityNamespace,
  );
  if (!element) return undefined;
  const text = textOf(element).trim();
  const zone = dateTime.exec(text);
  // A time without a zone is UTC, as the standard asks of all of them.
  const instant = zone ? Date.parse(zone[1] === undefined ? `${text}Z` : text) : Number.NaN;
  if (more || Number.isNaN(instant)) throw new Unbelieved('its timestamp cannot be read');
  return instant;
}

const mostRemembered = 100_000;

/** The signed replies of one partner that are still fresh: each may come once. Kept in this process alone. */
export class SeenReplies {
  /** By the hash of the octets that were signed, since a signature's own value can be written in several ways. */
  readonly #until = new Map<string, number>();

  /** Throws {@link Unbelieved} where the same octets came before. */
  expectNew(octets: ReadonlyMap<string, string>, until: number, now: Date): void {
    const hash = createHash('sha256');
    for (const part of octets.values()) hash.update(`${part.length}:`).update(part);
    const key = hash.digest('base64');
    this.#forget(now.getTime());
    if (this.#until.has(key)) throw new Unbelieved('it came before');
    this.#until.set(key, until);
  }

  #forget(now: number): void {
    for (const [key, until] of this.#until) {
      if (until >= now && this.#until.size < mostRemembered) break;
      this.#until.delete(key);
    }
  }
}

const seenBy = new WeakMap<object, SeenReplies>();

/** What a partner has answered, over all its operations. `adapter` is only its key. */
export function seenRepliesOf(adapter: object): SeenReplies {
  let seen = seenBy.get(adapter);
  if (!seen) seenBy.set(adapter, (seen = new SeenReplies()));
  return seen;
}
