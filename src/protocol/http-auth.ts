import type { Auth } from '../adapter/auth.ts';
import { reveal } from '../adapter/secret.ts';

/** The HTTP headers by which the partner is greeted, names and values in turn; none for WS-Security, which stands in the envelope. */
export function authHeaders(auths: readonly Auth[]): readonly string[] {
  return auths.flatMap(authHeader);
}

function authHeader(auth: Auth): readonly string[] {
  switch (auth.kind) {
    case 'basic':
      return ['authorization', `Basic ${Buffer.from(`${auth.user}:${reveal(auth.password)}`).toString('base64')}`];
    case 'header':
      return [auth.name, reveal(auth.value)];
    default:
      return [];
  }
}
