import { readFileSync } from 'node:fs';
import type { Auth } from '../adapter/auth.ts';
import { basic, clientCertificate, digest, header } from '../adapter/auth.ts';
import { BreakageError } from '../adapter/breakage.ts';
import { Secret } from '../adapter/secret.ts';
import { signature, timestamp, usernameToken } from '../adapter/ws-security.ts';
import type { PartnerSecrets } from '../config.ts';
import { authHeaders } from '../protocol/http/http-auth.ts';
import { ownIdentity } from '../protocol/security/own-key.ts';
import { tlsIdentityOf } from '../protocol/http/tls-identity.ts';
import { CommandError, UsageError } from './arguments.ts';

/** How zero code greets the partner. No secret is an argument: the list of processes shows those to everyone. */
export const credentialOptions = {
  auth: { type: 'string', multiple: true },
  user: { type: 'string' },
  header: { type: 'string' },
  'client-certificate': { type: 'string' },
  'client-key': { type: 'string' },
  ca: { type: 'string' },
  'sign-with': { type: 'string' },
} as const;

export const credentialHelp = `  --auth WAY            how the partner is greeted; may be given again where it wants several
                        basic, digest (HTTP), username-token, username-token-text, timestamp (WS-Security)
  --user NAME           for the ways that have one; the password is PASSERELLE_PARTNER_PASSWORD
  --header NAME         a header that holds a key: PASSERELLE_PARTNER_HEADER is its value
  --client-certificate FILE
                        for mutual TLS: a PEM file with certificate and key, or a .pfx or .p12 file;
                        what opens it is PASSERELLE_PARTNER_PASSPHRASE
  --client-key FILE     the key, where it stands in a PEM file of its own
  --ca FILE             PEM: who vouches for the partner's certificate, with --client-certificate;
                        for every connection: NODE_EXTRA_CA_CERTS=FILE
  --sign-with FILE      a PEM file with certificate and key: body and timestamp are signed with it (WS-Security);
                        its passphrase, too, is PASSERELLE_PARTNER_PASSPHRASE`;

/** The options as they are given. */
export interface CredentialOptions {
  readonly auth?: readonly string[] | undefined;
  readonly user?: string | undefined;
  readonly header?: string | undefined;
  readonly 'client-certificate'?: string | undefined;
  readonly 'client-key'?: string | undefined;
  readonly ca?: string | undefined;
  readonly 'sign-with'?: string | undefined;
}

const withPassword: Readonly<Record<string, (user: string, password: Secret) => Auth>> = {
  basic,
  digest,
  'username-token': (user, password) => usernameToken(user, password),
  'username-token-text': (user, password) => usernameToken(user, password, 'text'),
};

/** Every way that is asked for, tried as far as that goes without the partner. Throws UsageError and CommandError. */
export function credentialsOf(given: CredentialOptions, secrets: PartnerSecrets): readonly Auth[] {
  const auths = [
    ...waysOf(given, secrets),
    ...headerOf(given, secrets),
    ...certificateOf(given, secrets),
    ...signatureOf(given, secrets),
  ];
  const needsUser = given.auth?.some((way) => Object.hasOwn(withPassword, way)) ?? false;
  if (given.user !== undefined && !needsUser) throw new UsageError('--user goes with an --auth that has a user');
  try {
    authHeaders(auths);
    tlsIdentityOf(auths);
    for (const auth of auths) if (auth.kind === 'signature') ownIdentity(auth, new Date());
  } catch (error) {
    if (error instanceof BreakageError) throw new CommandError(error.message.replace(/; see the variables.*$/, ''));
    throw error;
  }
  return auths;
}

function waysOf({ auth = [], user }: CredentialOptions, { password }: PartnerSecrets): Auth[] {
  if (new Set(auth).size < auth.length) throw new UsageError('--auth names one way twice');
  return auth.map((way) => {
    if (way === 'timestamp') return timestamp();
    const greeting = Object.hasOwn(withPassword, way) ? withPassword[way] : undefined;
    if (!greeting)
      throw new UsageError(`--auth takes ${[...Object.keys(withPassword), 'timestamp'].join(', ')}, and not ${way}`);
    if (user === undefined) throw new UsageError(`--auth ${way} needs --user`);
    return greeting(user, needed(password, `--auth ${way}`, 'PASSERELLE_PARTNER_PASSWORD'));
  });
}

function headerOf({ header: name }: CredentialOptions, secrets: PartnerSecrets): Auth[] {
  if (name === undefined) return [];
  if (/[:=]/.test(name))
    throw new UsageError('--header takes a name alone: the value is a secret, and stands in PASSERELLE_PARTNER_HEADER');
  return [header(name, needed(secrets.header, '--header', 'PASSERELLE_PARTNER_HEADER'))];
}

function certificateOf(given: CredentialOptions, { passphrase }: PartnerSecrets): Auth[] {
  const file = given['client-certificate'];
  const keyFile = given['client-key'];
  if (file === undefined) {
    const stray = keyFile === undefined ? given.ca && '--ca' : '--client-key';
    if (stray) throw new UsageError(`${stray} goes with --client-certificate`);
    return [];
  }
  const opened = {
    ...(passphrase && { passphrase }),
    ...(given.ca !== undefined && { ca: read(given.ca).toString('utf8') }),
  };
  if (/\.(?:pfx|p12)$/i.test(file)) {
    if (keyFile !== undefined)
      throw new UsageError('--client-key goes with a certificate in PEM: a PFX file holds its key');
    return [clientCertificate({ pfx: new Secret(read(file).toString('base64')), ...opened })];
  }
  const certificate = read(file).toString('utf8');
  const key = new Secret(keyFile === undefined ? certificate : read(keyFile).toString('utf8'));
  return [clientCertificate({ certificate, key, ...opened })];
}

/** What is signed has a timestamp, which else could be sent again by anybody. */
function signatureOf({ 'sign-with': file, auth = [] }: CredentialOptions, { passphrase }: PartnerSecrets): Auth[] {
  if (file === undefined) return [];
  const pem = read(file).toString('utf8');
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0 || !pem.includes('PRIVATE KEY-----'))
    throw new CommandError(`${file} holds no certificate, or no private key: --sign-with takes a PEM file with both`);
  const signing = signature({
    certificate: certificates.join('\n'),
    key: new Secret(pem),
    ...(passphrase && { passphrase }),
  });
  return auth.includes('timestamp') ? [signing] : [timestamp(), signing];
}

function needed(secret: Secret | undefined, option: string, variable: string): Secret {
  if (secret === undefined)
    throw new UsageError(`${option} needs ${variable}, or ${variable}_FILE, in the environment`);
  return secret;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new CommandError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'no reason'})`, {
      cause,
    });
  }
}
