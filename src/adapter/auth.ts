import type { Secret } from './secret.ts';
import type { WsSecurity } from './ws-security.ts';

/** How the partner is greeted over HTTP and TLS. */
type HttpAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: Secret }
  | { readonly kind: 'digest'; readonly user: string; readonly password: Secret }
  | { readonly kind: 'header'; readonly name: string; readonly value: Secret }
  | ({ readonly kind: 'clientCertificate' } & ClientCertificate);

/** A certificate and its private key: as PEM texts, or as one PKCS #12 (PFX) file in base64. */
export type ClientCertificate =
  | { readonly certificate: string; readonly key: Secret; readonly passphrase?: Secret; readonly ca?: string }
  | { readonly pfx: Secret; readonly passphrase?: Secret; readonly ca?: string };

/** How the partner is greeted. Data only: `protocol` turns it into bytes. */
export type Auth = HttpAuth | WsSecurity;

/** No credentials: an open partner. */
export const noAuth: Auth = { kind: 'none' };

/** HTTP Basic (RFC 7617). */
export function basic(user: string, password: Secret): Auth {
  return { kind: 'basic', user, password };
}

/** HTTP Digest (RFC 7616): SHA-256, SHA-512-256 or MD5, as the partner's challenge asks. */
export function digest(user: string, password: Secret): Auth {
  return { kind: 'digest', user, password };
}

/** One HTTP header that holds a key. */
export function header(name: string, value: Secret): Auth {
  return { kind: 'header', name, value };
}

/** Mutual TLS (RFC 8446 §4.4.2). `ca`: PEM certificates that the partner's own is checked against instead of the system's. */
export function clientCertificate(certificate: ClientCertificate): Auth {
  return { kind: 'clientCertificate', ...certificate };
}

/** Where the partner listens, and how it is greeted: by one way, or by several at once. */
export interface Endpoint {
  readonly url: string;
  readonly auth: Auth | readonly Auth[];
  /** A short name for one of several addresses; the URL's origin where it is absent. */
  readonly address?: string;
  /**
   * How base64Binary values of 1 KiB and more travel to a SOAP partner: in the envelope, or each as a part beside it
   * (MTOM). What the WSDL's policy asks for where it is absent. Replies are read either way.
   */
  readonly attachments?: 'inline' | 'mtom';
}

/** An endpoint's ways of greeting, as a list. */
export function authsOf({ auth }: Pick<Endpoint, 'auth'>): readonly Auth[] {
  return 'kind' in auth ? [auth] : auth;
}
