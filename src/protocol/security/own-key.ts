import type { KeyObject, X509Certificate } from 'node:crypto';
import { createPrivateKey } from 'node:crypto';
import type { Secret } from '../../adapter/secret.ts';
import { reveal } from '../../adapter/secret.ts';
import { signingKeyType } from './algorithms.ts';
import { certificateOf, outOfDate } from './certificate.ts';
import { unusable } from './declared.ts';

/** A private key as it is declared. */
export interface DeclaredKey {
  readonly key: Secret;
  readonly passphrase?: Secret;
}

const opened = new WeakMap<Secret, { passphrase: Secret | undefined; key: KeyObject }>();

/** Our private key, opened once. Throws a BreakageError `credentials`, without a word of OpenSSL's, since that may quote the key. */
export function privateKeyOf({ key: secret, passphrase }: DeclaredKey, whose: string): KeyObject {
  const known = opened.get(secret);
  if (known && known.passphrase === passphrase) return known.key;
  const pem = reveal(secret);
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase: reveal(passphrase) }) });
  } catch {
    const encrypted = /ENCRYPTED/.test(pem);
    if (encrypted && passphrase === undefined) throw unusable(`${whose} is encrypted, and no passphrase is declared`);
    throw unusable(`${whose} ${encrypted ? 'does not open with its passphrase' : 'is not a private key in PEM'}`);
  }
  opened.set(secret, { passphrase, key });
  return key;
}

/** Our certificate and its key, which fit each other today. Throws a BreakageError `credentials`. */
export function ownIdentity(
  declared: DeclaredKey & { readonly certificate: string },
  now: Date,
): { readonly certificate: X509Certificate; readonly key: KeyObject; readonly keyType: 'rsa' | 'ec' } {
  const certificate = certificateOf(declared.certificate, 'Our certificate for signatures');
  const key = privateKeyOf(declared, 'Our key for signatures');
  if (!certificate.checkPrivateKey(key))
    throw unusable('Our key for signatures is not that of our certificate for signatures');
  const late = outOfDate(certificate, now);
  if (late !== undefined) throw unusable(`Our certificate for signatures ${late}`);
  const keyType = signingKeyType(key);
  if (keyType === undefined) throw unusable('Our key for signatures is neither RSA nor EC');
  return { certificate, key, keyType };
}
