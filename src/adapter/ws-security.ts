import type { Duration } from './duration.ts';
import type { Secret } from './secret.ts';

/** What WS-Security SOAP Message Security 1.1 puts into, or asks of, the envelope. */
export type WsSecurity =
  | {
      readonly kind: 'usernameToken';
      readonly user: string;
      readonly password: Secret;
      readonly type: 'text' | 'digest';
    }
  | { readonly kind: 'timestamp'; readonly expires: Duration }
  | ({ readonly kind: 'signature' } & Signature)
  | ({ readonly kind: 'signedReply' } & SignedReply)
  | ({ readonly kind: 'encryption' } & Encryption)
  | { readonly kind: 'samlAssertion'; readonly assertion: Secret };

/** What may be signed or must be: the body, the timestamp, or a header by its expanded name (`{namespace}local`). */
export type SignedPart = 'Body' | 'Timestamp' | 'UsernameToken' | `{${string}}${string}`;

/** How we sign what we send (X.509 Certificate Token Profile 1.1). */
export interface Signature {
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly key: Secret;
  readonly passphrase?: Secret;
  /** Body and Timestamp where it is absent. */
  readonly parts?: readonly SignedPart[];
  /** RSA or ECDSA by the key; SHA-256 where it is absent. */
  readonly hash?: 'sha256' | 'sha384' | 'sha512' | 'sha1';
  /** How the partner finds our certificate: sent along, or named by issuer and serial, thumbprint, or subject key identifier. */
  readonly reference?: 'binarySecurityToken' | 'issuerSerial' | 'thumbprint' | 'subjectKeyIdentifier';
}

/** What a reply must bear before it is believed. */
export interface SignedReply {
  /** PEM certificates: the partner's own, or those of the authorities that issue it. */
  readonly trusted: readonly string[];
  /** Body and Timestamp where it is absent. */
  readonly parts?: readonly SignedPart[];
  /** How far the partner's clock may be off; 5 minutes where it is absent. */
  readonly clockSkew?: Duration;
}

/** XML Encryption of the body's content for the partner's certificate; `key` opens what the partner encrypts for ours. */
export interface Encryption {
  /** PEM. */
  readonly certificate: string;
  readonly content?: 'aes256-gcm' | 'aes128-gcm' | 'aes256-cbc' | 'aes128-cbc';
  readonly transport?: 'rsa-oaep';
  readonly key?: Secret;
}

/** WS-Security UsernameToken Profile 1.1, password as text or as digest with nonce and created. */
export function usernameToken(user: string, password: Secret, type: 'text' | 'digest' = 'digest'): WsSecurity {
  return { kind: 'usernameToken', user, password, type };
}

/** `wsu:Timestamp` (SOAP Message Security 1.1 §10): the message's age limit. */
export function timestamp(expires: Duration = '5m'): WsSecurity {
  return { kind: 'timestamp', expires };
}

/** Signs body and headers with our key. */
export function signature(options: Signature): WsSecurity {
  return { kind: 'signature', ...options };
}

/** Refuses a reply that the partner did not sign so: `malformed`, since nothing in it can be believed. */
export function signedReply(options: SignedReply): WsSecurity {
  return { kind: 'signedReply', ...options };
}

/** Encrypts the body for the partner. */
export function encryption(options: Encryption): WsSecurity {
  return { kind: 'encryption', ...options };
}

/** A SAML assertion that was issued to us, put into the security header as it is (SAML Token Profile 1.1). */
export function samlAssertion(assertion: Secret): WsSecurity {
  return { kind: 'samlAssertion', assertion };
}
