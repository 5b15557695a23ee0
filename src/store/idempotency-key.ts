import { canonical } from './canonical.ts';
import type { Sealer } from './seal.ts';

/**
 * The `Idempotency-Key` of a call (IETF draft-ietf-httpapi-idempotency-key-header), as it may be kept: neither the key
 * nor the input can be read from it. It lives a day, and as long as its call is unsettled.
 */
export interface IdempotencyKey {
  /** Names client, operation and key. */
  readonly name: string;
  /** Of the validated input: another input is another call. */
  readonly input: string;
}

export interface KeyScope {
  readonly client: string;
  readonly adapter: string;
  readonly operation: string;
}

export function idempotencyKey(
  sealer: Sealer,
  { client, adapter, operation }: KeyScope,
  key: string,
  input: unknown,
): IdempotencyKey {
  return {
    name: sealer.lookup('idempotency key', client, adapter, operation, key),
    input: sealer.lookup('idempotent input', client, adapter, operation, key, canonical(input)),
  };
}
