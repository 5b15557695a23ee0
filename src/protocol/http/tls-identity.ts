import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Auth, ClientCertificate } from '../../adapter/auth.ts';
import { BreakageError } from '../../adapter/breakage.ts';
import type { Secret } from '../../adapter/secret.ts';
import { reveal } from '../../adapter/secret.ts';

/** Who we are in a TLS handshake: connections of one identity are never another's. */
export interface TlsIdentity {
  /** The same for the same certificate, key and authorities, and for no others. */
  readonly key: string;
  readonly context: SecureContext;
  /** When our certificate ends. */
  readonly expires: Date;
}

interface Known {
  readonly of: ClientCertificate;
  readonly identity: TlsIdentity;
}

const known = new WeakMap<Secret, Known>();

/** Throws a BreakageError `internal` that says what is wrong with the certificate, and never quotes it. */
export function tlsIdentityOf(auths: readonly Auth[]): TlsIdentity | undefined {
  const auth = auths.find((each) => each.kind === 'clientCertificate');
  return auth && identityOf(auth);
}

/** Says it where a partner refuses a certificate of ours that has ended. */
export function explained(error: unknown, { expires }: TlsIdentity, now: number): unknown {
  const isOver = error instanceof BreakageError && error.kind === 'credentials' && expires.getTime() < now;
  if (!isOver) return error;
  const { message, delivery, cause } = error;
  const ended = expires.toISOString().slice(0, 10);
  return new BreakageError('credentials', `${message}: ours ended on ${ended}`, { delivery, cause });
}

function identityOf(given: ClientCertificate): TlsIdentity {
  const secret = secretOf(given);
  const found = known.get(secret);
  if (found && isSame(found.of, given)) return found.identity;
  const { passphrase, ca } = given;
  if (ca !== undefined) checkAuthorities(ca);
  const context = 'pfx' in given ? fromPfx(given) : fromPem(given);
  const certificate = new TLSSocket(undefined as never, { secureContext: context }).getCertificate();
  const hash = createHash('sha256');
  const parts = [reveal(secret), certificateOf(given), passphrase ? reveal(passphrase) : '', ca];
  for (const part of parts) hash.update(`${part?.length ?? -1}:${part ?? ''}`);
  const expires = new Date(certificate !== null && 'valid_to' in certificate ? certificate.valid_to : NaN);
  const identity = { key: hash.digest('hex'), context, expires };
  known.set(secret, { of: given, identity });
  return identity;
}

/** What of a client certificate is secret. */
export function secretOf(given: ClientCertificate): Secret {
  return 'pfx' in given ? given.pfx : given.key;
}

function certificateOf(given: ClientCertificate): string | undefined {
  return 'pfx' in given ? undefined : given.certificate;
}

function isSame(one: ClientCertificate, other: ClientCertificate): boolean {
  return certificateOf(one) === certificateOf(other) && one.passphrase === other.passphrase && one.ca === other.ca;
}

function fromPem({ certificate, key, passphrase, ca }: Extract<ClientCertificate, { key: Secret }>): SecureContext {
  const own = attempt(
    () => new X509Certificate(certificate),
    () => 'is no certificate in PEM',
  );
  const opened = attempt(
    () => createPrivateKey({ key: reveal(key), ...(passphrase && { passphrase: reveal(passphrase) }) }),
    whyNoKey,
  );
  if (!own.checkPrivateKey(opened)) throw unusable('and its private key do not belong together');
  const cert = certificate;
  return attempt(
    () => createSecureContext({ cert, key: opened.export({ type: 'pkcs8', format: 'pem' }), ...(ca && { ca }) }),
    () => 'is not one that TLS takes, or one of those behind it in the PEM is broken',
  );
}

function whyNoKey(code: string): string {
  if (code === 'ERR_OSSL_BAD_DECRYPT') return 'has a private key that its passphrase does not open';
  if (code === 'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED' || code === 'ERR_MISSING_PASSPHRASE')
    return 'has a private key that needs a passphrase';
  return 'has no private key in PEM, or one in an encryption that is no longer taken';
}

function fromPfx({ pfx, passphrase, ca }: Extract<ClientCertificate, { pfx: Secret }>): SecureContext {
  const bytes = Buffer.from(reveal(pfx), 'base64');
  return attempt(
    () => createSecureContext({ pfx: bytes, passphrase: passphrase ? reveal(passphrase) : '', ...(ca && { ca }) }),
    whyNoPfx,
  );
}

function whyNoPfx(code: string, message: string): string {
  if (message.includes('mac verify failure')) return 'is a PFX file that its passphrase does not open';
  if (code === 'ERR_CRYPTO_UNSUPPORTED_OPERATION')
    return 'is a PFX file in an encryption that is no longer taken: open it with `openssl pkcs12 -legacy` and export it again';
  if (message.includes('Unable to load private key')) return 'is a PFX file without a private key';
  return 'is no PFX file, or not in base64';
}

/** Node takes any text for authorities, and then trusts nobody. */
function checkAuthorities(ca: string): void {
  const blocks = ca.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw unusable('comes with authorities (ca) that are no certificates in PEM');
  for (const block of blocks)
    attempt(
      () => new X509Certificate(block),
      () => 'comes with authorities (ca) of which one is no certificate',
    );
}

function attempt<Result>(run: () => Result, why: (code: string, message: string) => string): Result {
  try {
    return run();
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    // The error is not kept as the cause: it came of key material.
    throw unusable(why(String(code), String(message)));
  }
}

function unusable(why: string): BreakageError {
  const message = `The client certificate ${why}; see the variables that the endpoint’s auth is made of`;
  return new BreakageError('internal', message, { delivery: 'none' });
}
