import { createHash } from 'node:crypto';
import type { Auth } from '../../adapter/auth.ts';
import { reveal } from '../../adapter/secret.ts';
import type { Challenge } from './challenge.ts';

/** A user and password for HTTP Digest. */
export type DigestCredential = Extract<Auth, { kind: 'digest' }>;

/** What a server asks for by HTTP Digest (RFC 7616 §3.3), as far as it is answered here. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  /** As the server wrote it; `undefined` is MD5. */
  readonly algorithm: string | undefined;
  /** Node's name of the hash. */
  readonly hash: string;
  /** The algorithm is one of `-sess`. */
  readonly isSession: boolean;
  /** `undefined`: a server of RFC 2069, which knows no count of requests. */
  readonly qop: 'auth' | 'auth-int' | undefined;
  readonly userhash: boolean;
  readonly utf8: boolean;
  /** The answer was right, but to a nonce that is too old. */
  readonly stale: boolean;
}

const hashes: ReadonlyMap<string, string> = new Map([
  ['md5', 'md5'],
  ['sha-256', 'sha256'],
  ['sha-512-256', 'sha512-256'],
]);

/** The first challenge that can be answered: the server's order is its preference (RFC 7616 §3.7). */
export function digestChallenge(challenges: readonly Challenge[]): DigestChallenge | undefined {
  for (const { scheme, parameters } of challenges) {
    if (scheme !== 'digest') continue;
    const algorithm = parameters.get('algorithm');
    const name = (algorithm ?? 'md5').toLowerCase();
    const isSession = name.endsWith('-sess');
    const hash = hashes.get(isSession ? name.slice(0, -'-sess'.length) : name);
    const nonce = parameters.get('nonce');
    const offered = parameters
      .get('qop')
      ?.toLowerCase()
      .split(/[\s,]+/);
    const qop = offered?.includes('auth') ? 'auth' : offered?.includes('auth-int') ? 'auth-int' : undefined;
    if (hash === undefined || nonce === undefined || (offered?.some((each) => each !== '') && !qop)) continue;
    return {
      realm: parameters.get('realm') ?? '',
      nonce,
      opaque: parameters.get('opaque'),
      algorithm,
      hash,
      isSession,
      qop,
      userhash: parameters.get('userhash')?.toLowerCase() === 'true',
      utf8: parameters.get('charset')?.toLowerCase() === 'utf-8',
      stale: parameters.get('stale')?.toLowerCase() === 'true',
    };
  }
  return undefined;
}

/** What one answer depends on besides challenge and credential. */
export interface DigestAnswer {
  readonly method: string;
  /** Path and query, as they are sent. */
  readonly uri: string;
  /** What `auth-int` protects. */
  readonly body: string | Uint8Array | Iterable<Uint8Array>;
  /** The nonce to answer to: the challenge's own, or a `nextnonce`. */
  readonly nonce: string;
  /** How many requests this nonce was used for, this one included. */
  readonly count: number;
  readonly cnonce: string;
}

/** In UTF-8, with a character for each octet: so stands what a header brought, and so it is hashed and sent back. */
function octets(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** The `Authorization` header's value (RFC 7616 §3.4). */
export function digestAuthorization(
  challenge: DigestChallenge,
  credential: DigestCredential,
  { method, uri, body, nonce, count, cnonce }: DigestAnswer,
): string {
  const { realm, opaque, algorithm, qop } = challenge;
  // RFC 7616 §4.
  const normal = (text: string): string => (challenge.utf8 ? text.normalize('NFC') : text);
  const user = normal(credential.user);
  const password = normal(reveal(credential.password));
  const hash = (data: string): string => createHash(challenge.hash).update(data, 'latin1').digest('hex');
  const key = hash(`${octets(user)}:${realm}:${octets(password)}`);
  // The session's key is made once, of the challenge's own nonce (RFC 7616 §3.4.2).
  const a1 = challenge.isSession ? hash(`${key}:${challenge.nonce}:${cnonce}`) : key;
  const a2 = hash(qop === 'auth-int' ? `${method}:${uri}:${hashOfBody(challenge.hash, body)}` : `${method}:${uri}`);
  const nc = count.toString(16).padStart(8, '0');
  const response = hash(qop === undefined ? `${a1}:${nonce}:${a2}` : `${a1}:${nonce}:${nc}:${cnonce}:${qop}:${a2}`);
  const fields = [
    challenge.userhash ? `username=${quoted(hash(`${octets(user)}:${realm}`))}` : userField(user, challenge.utf8),
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(qop === undefined ? [] : [`qop=${qop}`, `nc=${nc}`]),
    ...(qop === undefined && !challenge.isSession ? [] : [`cnonce=${quoted(cnonce)}`]),
    `response=${quoted(response)}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(challenge.userhash ? ['userhash=true'] : []),
  ];
  return `Digest ${fields.join(', ')}`;
}

function hashOfBody(algorithm: string, body: DigestAnswer['body']): string {
  const hash = createHash(algorithm);
  for (const piece of typeof body === 'string' || body instanceof Uint8Array ? [body] : body) hash.update(piece);
  return hash.digest('hex');
}

/** A name beyond ASCII as RFC 8187 writes it, where the server reads UTF-8 (RFC 7616 §3.4); by its bytes otherwise, as others send it. */
function userField(user: string, utf8: boolean): string {
  if (/^[\x20-\x7E]*$/.test(user)) return `username=${quoted(user)}`;
  if (!utf8) return `username=${quoted(octets(user))}`;
  const escaped = encodeURIComponent(user).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `username*=UTF-8''${escaped}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
