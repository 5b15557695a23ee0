import type { Secret } from './secret.ts';

/** How the partner is greeted. Data only: `protocol` turns it into bytes. */
export type Auth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: Secret }
  | { readonly kind: 'header'; readonly name: string; readonly value: Secret }
  | {
      readonly kind: 'usernameToken';
      readonly user: string;
      readonly password: Secret;
      readonly type: 'text' | 'digest';
    };

/** No credentials: an open partner. */
export const noAuth: Auth = { kind: 'none' };

/** HTTP Basic (RFC 7617). */
export function basic(user: string, password: Secret): Auth {
  return { kind: 'basic', user, password };
}

/** One HTTP header that holds a key. */
export function header(name: string, value: Secret): Auth {
  return { kind: 'header', name, value };
}

/** WS-Security UsernameToken Profile 1.1, password as text or as digest with nonce and created. */
export function usernameToken(user: string, password: Secret, type: 'text' | 'digest' = 'digest'): Auth {
  return { kind: 'usernameToken', user, password, type };
}

/** Where the partner listens, and how it is greeted. */
export interface Endpoint {
  readonly url: string;
  readonly auth: Auth;
  /** A short name for one of several addresses; the URL's origin where it is absent. */
  readonly address?: string;
}
