import { createHash, scryptSync } from 'node:crypto';
import type { Auth, Endpoint } from '../adapter/auth.ts';
import { authsOf } from '../adapter/auth.ts';
import type { Secret } from '../adapter/secret.ts';
import { reveal } from '../adapter/secret.ts';
import { targetOf } from './http/target.ts';
import { secretOf } from './http/tls-identity.ts';

type Hash = (secret: string, principal: string) => string;

/** Slow on purpose, since addresses stand in logs: a fingerprint must not be a quick test of guessed passwords. */
const ofPassword: Hash = (secret, principal) =>
  scryptSync(secret, `passerelle ${principal}`, 4, { N: 4_096 }).toString('hex');

/** Nobody guesses a key or a signed assertion, and an assertion may be another for each call. */
const ofKey: Hash = (secret, principal) =>
  createHash('sha256').update(`passerelle ${principal} ${secret}`).digest('hex').slice(0, 8);

/** One secret may greet in several ways, as one key for TLS and for signatures. */
const known = new WeakMap<Secret, Map<string, string>>();

function fingerprint(principal: string, secret: Secret, hash: Hash): string {
  let ways = known.get(secret);
  if (!ways) known.set(secret, (ways = new Map()));
  let found = ways.get(principal);
  if (found === undefined) ways.set(principal, (found = hash(reveal(secret), principal)));
  return found;
}

function fingerprintOf(auth: Auth): string {
  switch (auth.kind) {
    case 'basic':
    case 'digest':
    case 'usernameToken':
      return fingerprint(`${auth.kind} ${auth.user}`, auth.password, ofPassword);
    case 'header':
      return fingerprint(`header ${auth.name}`, auth.value, ofPassword);
    case 'clientCertificate':
      return fingerprint(`${auth.kind} ${'pfx' in auth ? '' : auth.certificate}`, secretOf(auth), ofKey);
    case 'signature':
      return fingerprint(`${auth.kind} ${auth.certificate}`, auth.key, ofKey);
    case 'encryption':
      return auth.key ? fingerprint(`${auth.kind} ${auth.certificate}`, auth.key, ofKey) : '';
    case 'samlAssertion':
      return fingerprint(auth.kind, auth.assertion, ofKey);
    case 'none':
    case 'timestamp':
    case 'signedReply':
      return '';
    default:
      return auth satisfies never;
  }
}

/** What keys breaker, pool and bulkhead: the address's name or its URL's origin, and 8 hex digits of each credential. */
export function addressOf(endpoint: Endpoint): string {
  return `${endpoint.address ?? targetOf(endpoint.url).origin}#${authsOf(endpoint).map(fingerprintOf).join('')}`;
}
