import type { Auth } from '../../adapter/auth.ts';
import { BreakageError } from '../../adapter/breakage.ts';
import { reveal } from '../../adapter/secret.ts';

/** RFC 9110 §5.1 and §5.5, and what a header may hold at the socket: one byte for each character. */
const token = /^[!#$%&'*+\-.^_`|~\w]+$/;
const fieldValue = /^[\t\x20-\x7E\x80-\xFF]*$/;
// eslint-disable-next-line no-control-regex -- the control characters are what is looked for
const control = /[\u0000-\u001F\u007F]/;

/** What the gateway writes itself: a second one would make two messages of one. */
const own = new Set(
  'accept accept-encoding connection content-encoding content-length content-type expect host keep-alive soapaction te traceparent trailer transfer-encoding upgrade user-agent'.split(
    ' ',
  ),
);

/**
 * The HTTP headers by which the partner is greeted, names and values in turn; none for WS-Security, which stands in the
 * envelope, nor for Digest, which waits for a challenge. Throws a BreakageError `internal` for what HTTP does not allow.
 */
export function authHeaders(auths: readonly Auth[]): readonly string[] {
  if (auths.length === 1 && auths[0]) return authHeader(auths[0]);
  const names = new Set<string>();
  return auths.flatMap((auth) => {
    const name = headerOf(auth)?.toLowerCase();
    if (name !== undefined && names.has(name)) throw refused(`Two ways of greeting write the header ${name}`);
    if (name !== undefined) names.add(name);
    return authHeader(auth);
  });
}

function headerOf(auth: Auth): string | undefined {
  if (auth.kind === 'header') return auth.name;
  return auth.kind === 'basic' || auth.kind === 'digest' ? 'authorization' : undefined;
}

function authHeader(auth: Auth): readonly string[] {
  switch (auth.kind) {
    case 'basic':
      return ['authorization', `Basic ${basicCredentials(auth.user, reveal(auth.password))}`];
    case 'digest':
      if (control.test(auth.user)) throw refused('The user of HTTP Digest holds a control character');
      return [];
    case 'header':
      return [headerName(auth.name), headerValue(auth.name, reveal(auth.value))];
    default:
      return [];
  }
}

/** RFC 7617 §2. */
function basicCredentials(user: string, password: string): string {
  if (user.includes(':')) throw refused('The user of HTTP Basic holds a colon, which divides it from the password');
  if (control.test(user) || control.test(password))
    throw refused('The user or password of HTTP Basic holds a control character, as a line end');
  return Buffer.from(`${user}:${password}`).toString('base64');
}

function headerName(name: string): string {
  if (!token.test(name)) throw refused('The name of a header that greets the partner is none in HTTP');
  if (own.has(name.toLowerCase())) throw refused(`The header ${name} is the gateway’s to write`);
  return name;
}

function headerValue(name: string, value: string): string {
  if (!fieldValue.test(value))
    throw refused(`The value of the header ${name} holds what HTTP does not allow, as a line end`);
  return value;
}

function refused(why: string): BreakageError {
  return new BreakageError('internal', `${why}; see the variables that the endpoint’s auth is made of`, {
    delivery: 'none',
  });
}
