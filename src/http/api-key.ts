import { hash } from 'node:crypto';
import { z } from 'zod';

const scope = /^(call:(\*|[a-z][a-z0-9-]*(:[^\s:]+)?)|ops:read|ops:act|metrics)$/;

/**
 * One key of a client. A client may have several, so that one can be replaced while the other still works.
 * `hash` is the SHA-256 of the key in hex: keys are long and random, so a slow password hash would add nothing.
 */
export const ApiKey = z.strictObject({
  client: z.string().regex(/^[\w.@-]{1,64}$/, 'must be 1 to 64 letters, digits, or . _ @ -'),
  hash: z.string().regex(/^[0-9a-f]{64}$/i, 'must be the SHA-256 of the key in hex'),
  scopes: z.array(
    z.string().regex(scope, 'must be call:<adapter>, call:<adapter>:<operation>, call:*, ops:read, ops:act or metrics'),
  ),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** The SHA-256 of a key as it is configured. */
export function hashOf(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}
