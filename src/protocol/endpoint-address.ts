import { scryptSync } from 'node:crypto';
import type { Auth, Endpoint } from '../adapter/auth.ts';
import type { Secret } from '../adapter/secret.ts';
import { authsOf } from '../adapter/auth.ts';
import { reveal } from '../adapter/secret.ts';
import { targetOf } from './target.ts';

interface Known {
  readonly principal: string;
  readonly fingerprint: string;
}

const known = new WeakMap<Secret, Known>();

/** Slow on purpose, since addresses stand in logs: a fingerprint must not be a quick test of guessed passwords. */
function fingerprint(principal: string, secret: Secret): string {
  let found = known.get(secret);
  if (found?.principal !== principal) {
    found = {
      principal,
      fingerprint: scryptSync(reveal(secret), `passerelle ${principal}`, 4, { N: 4_096 }).toString('hex'),
    };
    known.set(secret, found);
  }
  return found.fingerprint;
}

function fingerprintOf(auth: Auth): string {
  switch (auth.kind) {
    case 'basic':
    case 'digest':
    case 'usernameToken':
      return fingerprint(`${auth.kind} ${auth.user}`, auth.password);
    case 'header':
      return fingerprint(`header ${auth.name}`, auth.value);
    default:
      return '';
  }
}

/** What keys breaker, pool and bulkhead: the address's name or its URL's origin, and 8 hex digits of its credential. */
export function addressOf(endpoint: Endpoint): string {
  return `${endpoint.address ?? targetOf(endpoint.url).origin}#${authsOf(endpoint).map(fingerprintOf).join('')}`;
}
