import type { Duration } from './duration.ts';
import type { Secret } from './secret.ts';

/** What WS-Security SOAP Message Security 1.1 puts into the envelope, or asks of the reply's. */
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

/** A header by its expanded name. */
type HeaderName = `{${string}}${string}`;

/** `Addressing`: every WS-Addressing block that is sent. `BinarySecurityToken`: our certificate, where it is sent along. */
export type SignedPart = 'Body' | 'Timestamp' | 'UsernameToken' | 'BinarySecurityToken' | 'Addressing' | HeaderName;

export type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/**
 * How a certificate is told (X.509 Certificate Token Profile 1.1 §3.2): sent along, or named by issuer and serial number,
 * by the SHA-1 of the certificate, or by its subject key identifier.
 */
export type KeyReference = 'binarySecurityToken' | 'issuerSerial' | 'thumbprint' | 'subjectKeyIdentifier';

/** How we sign what we send: XML Signature with exclusive canonicalization. */
export interface Signature {
  /** PEM. */
  readonly certificate: string;
  /** PEM: RSA or EC. */
  readonly key: Secret;
  readonly passphrase?: Secret;
  /** The body, and the timestamp where one is declared, where it is absent. */
  readonly parts?: readonly SignedPart[];
  /** SHA-256 where it is absent. */
  readonly hash?: Hash;
  /** `binarySecurityToken` where it is absent. `samlAssertion`: the assertion that is sent vouches for the key (holder-of-key). */
  readonly reference?: KeyReference | 'samlAssertion';
}

/** Whoever holds a certificate of one of these authorities for this subject. */
export interface IssuedCertificate {
  /** PEM certificates that issue the partner's directly: no chain is built, and no revocation asked for. */
  readonly authorities: readonly string[];
  /** What the partner's certificate must say of its subject, as `{ CN: 'rights.partner.example' }`: an authority vouches for others too. */
  readonly subject: Readonly<Record<string, string>>;
}

/** What a reply must bear before it is believed. */
export interface SignedReply {
  /** The partner's own certificates, PEM; or what its certificate must be. */
  readonly trusted: readonly string[] | IssuedCertificate;
  /** Body and Timestamp where it is absent; the body is always one of them. */
  readonly parts?: readonly ('Body' | 'Timestamp' | HeaderName)[];
  /** The hashes that may be in a signature; SHA-256, SHA-384 and SHA-512 where it is absent. */
  readonly hashes?: readonly Hash[];
  /** How far the partner's clock may be off; 5 minutes where it is absent. */
  readonly clockSkew?: Duration;
  /** For how long after its making a reply is fresh, whatever it says itself; 5 minutes where it is absent. */
  readonly maxAge?: Duration;
  /**
   * Whether a reply may come twice while it is fresh. Refused where it is absent; `accepted` for a partner whose replies to
   * the same question are the same to the byte, its timestamp included.
   */
  readonly repeats?: 'refused' | 'accepted';
  /**
   * Where `xsi:type` finds the namespaces of its prefixes: in what was signed, where it is absent; or also in the document
   * around it, which anybody may have written, for a partner whose signature leaves them out.
   */
  readonly typePrefixes?: 'signed' | 'unsigned';
}

type ContentCipher = 'aes256-gcm' | 'aes128-gcm' | 'aes256-cbc' | 'aes128-cbc';

/** XML Encryption of the body's content for the partner's certificate; `key` opens what the partner encrypts for ours. */
export interface Encryption {
  /** The partner's, PEM: RSA. */
  readonly certificate: string;
  /** `aes256-gcm` where it is absent. A reply's cipher is taken if it is GCM, or CBC where CBC is declared. */
  readonly content?: ContentCipher;
  /** RSA-OAEP with SHA-1 (`rsa-oaep`, what every stack knows) where it is absent, or with SHA-256. */
  readonly transport?: 'rsa-oaep' | 'rsa-oaep-sha256';
  /** How the partner's certificate is named; `issuerSerial` where it is absent. */
  readonly reference?: Exclude<KeyReference, 'binarySecurityToken'>;
  /** Our own, PEM: RSA. */
  readonly key?: Secret;
  readonly passphrase?: Secret;
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

/** A SAML 1.1 or 2.0 assertion that was issued to us, put into the security header as it is (SAML Token Profile 1.1). */
export function samlAssertion(assertion: Secret): WsSecurity {
  return { kind: 'samlAssertion', assertion };
}
