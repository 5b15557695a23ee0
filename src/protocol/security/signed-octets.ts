import { performBesides } from './perform-besides.ts';
import { Unbelieved } from './unbelieved.ts';
import type { Verification } from './verify-signature.ts';

/** The octets that one of the keys signed, by the identifier of their element. `partner` is only a key. Throws {@link Unbelieved}. */
export async function signedOctets(verification: Verification, partner: object): Promise<ReadonlyMap<string, string>> {
  const octets = await performBesides({ kind: 'verify', ...verification }, partner).catch(() => {
    throw new Unbelieved('its signature takes more time or memory to verify than there is');
  });
  if (octets) return octets;
  throw new Unbelieved('its signature is not right, or not of a trusted certificate');
}
