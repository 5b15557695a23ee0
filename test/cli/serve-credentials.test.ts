import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/adapter/secret.ts';
import type { CredentialOptions } from '../../src/cli/serve-credentials.ts';
import { credentialsOf } from '../../src/cli/serve-credentials.ts';
import type { PartnerSecrets } from '../../src/config.ts';
import { wsdlAdapter } from '../../src/protocol/wsdl-adapter.ts';
import { Authority } from '../protocol/certificates.ts';
import { fateOf } from '../protocol/breakage-of.ts';
import { httpPartner } from '../protocol/partner.ts';
import { attempt } from '../protocol/shop.ts';
import { CommandProcess } from './command-process.ts';

const authority = new Authority();
const anna = authority.issue('anna');
const folder = mkdtempSync(join(tmpdir(), 'passerelle-credentials-'));
const none: PartnerSecrets = { password: undefined, header: undefined, passphrase: undefined };
const password = { ...none, password: new Secret('caffè') };

afterAll(() => authority[Symbol.dispose]());

function fileOf(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const kinds = (given: CredentialOptions, secrets: PartnerSecrets): string[] =>
  credentialsOf(given, secrets).map(({ kind }) => kind);

describe('the ways to greet a partner without code', () => {
  it('are none where none is asked for', () => {
    expect(kinds({}, password)).toEqual([]);
  });

  it.each([
    ['basic', { kind: 'basic', user: 'anna' }],
    ['digest', { kind: 'digest', user: 'anna' }],
    ['username-token', { kind: 'usernameToken', user: 'anna', type: 'digest' }],
    ['username-token-text', { kind: 'usernameToken', user: 'anna', type: 'text' }],
  ])('may be %s', (way, auth) => {
    expect(credentialsOf({ auth: [way], user: 'anna' }, password)).toMatchObject([auth]);
  });

  it('may be several at once', () => {
    const secrets = { ...password, header: new Secret('k') };
    const given = { auth: ['basic', 'username-token', 'timestamp'], user: 'anna', header: 'X-Key' };
    expect(kinds(given, secrets)).toEqual(['basic', 'usernameToken', 'timestamp', 'header']);
  });

  it('may be a PEM file that holds certificate and key', () => {
    const file = fileOf('both.pem', `${anna.certificate}\n${anna.key}`);
    expect(kinds({ 'client-certificate': file }, none)).toEqual(['clientCertificate']);
  });

  it('may be a certificate and its key in another file, under a passphrase', () => {
    const given = {
      'client-certificate': fileOf('anna.pem', anna.certificate),
      'client-key': fileOf('anna.key', authority.locked(anna, 'pass')),
    };
    expect(kinds(given, { ...none, passphrase: new Secret('pass') })).toEqual(['clientCertificate']);
  });

  it.each(['anna.pfx', 'anna.P12'])('may be a PKCS #12 file named %s', (name) => {
    const file = fileOf(name, Buffer.from(authority.pfx(anna, 'pass'), 'base64'));
    expect(kinds({ 'client-certificate': file }, { ...none, passphrase: new Secret('pass') })).toEqual([
      'clientCertificate',
    ]);
  });
});

describe('a message that is signed', () => {
  const wsdl = 'wsdl/tva/verification.wsdl';

  /** What the partner gets when this greeting is asked for. */
  async function sent(given: CredentialOptions, secrets: PartnerSecrets): Promise<string> {
    await using partner = await httpPartner((response) => response.writeHead(403).end());
    const auth = credentialsOf(given, secrets);
    const bound = wsdlAdapter({ file: wsdl, name: 'tva', endpoint: partner.origin, auth });
    await fateOf(attempt(bound, 'checkVat', { countryCode: 'FR', vatNumber: '00123456789' }));
    await bound.close();
    return partner.requests[0]?.body ?? '';
  }

  it('bears a timestamp and a signature', async () => {
    const file = fileOf('sign.pem', `${anna.key}\n${anna.certificate}`);
    expect(await sent({ 'sign-with': file }, none)).toMatch(/Timestamp[\s\S]*Signature>/);
  });

  it('is signed with a key under a passphrase', async () => {
    const file = fileOf('sign-locked.pem', `${anna.certificate}\n${authority.locked(anna, 'pass')}`);
    const secrets = { ...none, passphrase: new Secret('pass') };
    expect(await sent({ 'sign-with': file, auth: ['timestamp'] }, secrets)).toContain('SignatureValue>');
  });

  it('needs the passphrase at once', () => {
    const file = fileOf('sign-wrong.pem', `${anna.certificate}\n${authority.locked(anna, 'pass')}`);
    expect(() => credentialsOf({ 'sign-with': file }, none)).toThrow('no passphrase is declared');
  });

  it('needs both certificate and key', () => {
    const given = { 'sign-with': fileOf('half.pem', anna.certificate) };
    expect(() => credentialsOf(given, none)).toThrow('holds no certificate, or no private key');
  });
});

describe('what cannot be carried out is said at once', () => {
  it.each<[string, CredentialOptions, PartnerSecrets, string]>([
    ['a way that is none', { auth: ['kerberos'], user: 'anna' }, password, 'and not kerberos'],
    ['a way named after a property of every object', { auth: ['toString'] }, password, 'and not toString'],
    ['a way twice', { auth: ['basic', 'basic'], user: 'anna' }, password, 'one way twice'],
    ['no user', { auth: ['basic'] }, password, '--auth basic needs --user'],
    ['no password', { auth: ['basic'], user: 'anna' }, none, 'needs PASSERELLE_PARTNER_PASSWORD'],
    ['a user without a way', { user: 'anna' }, password, '--user goes with'],
    ['two ways in one header', { auth: ['basic', 'digest'], user: 'anna' }, password, 'write the header authorization'],
    ['a user with a colon', { auth: ['basic'], user: 'a:b' }, password, 'holds a colon'],
    ['a header without its value', { header: 'X-Key' }, none, 'needs PASSERELLE_PARTNER_HEADER'],
    ['a header’s value on the command line', { header: 'X-Key: abc' }, none, 'stands in PASSERELLE_PARTNER_HEADER'],
    [
      'a header of the gateway’s own',
      { header: 'SOAPAction' },
      { ...none, header: new Secret('k') },
      'is the gateway’s',
    ],
    ['a header’s value with a line end', { header: 'X' }, { ...none, header: new Secret('a\r\nb: c') }, 'a line end'],
    ['a certificate that is not there', { 'client-certificate': '/nowhere.pem' }, none, '/nowhere.pem cannot be read'],
    ['a key without a certificate', { 'client-key': 'x' }, none, '--client-key goes with'],
    ['authorities without a certificate', { ca: 'x' }, none, '--ca goes with'],
  ])('%s', (_, given, secrets, words) => {
    expect(() => credentialsOf(given, secrets)).toThrow(words);
  });

  it('a passphrase that does not open, without the passphrase', () => {
    const file = fileOf('locked.pem', `${anna.certificate}\n${authority.locked(anna, 'right')}`);
    const secrets = { ...none, passphrase: new Secret('wrong') };
    expect(() => credentialsOf({ 'client-certificate': file }, secrets)).toThrow(
      'The client certificate has a private key that its passphrase does not open',
    );
  });
});

describe('serve --wsdl', () => {
  it('greets the partner with a password from the environment', async () => {
    await using partner = await httpPartner((response, { headers }) =>
      headers.authorization === undefined
        ? response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' }).end()
        : response.writeHead(403).end(),
    );
    const args = ['serve', '--wsdl', 'wsdl/tva/verification.wsdl', '--port', '0', '--idempotent', 'all'];
    const greeting = ['--endpoint', `${partner.origin}/x`, '--auth', 'digest', '--user', 'anna'];
    const secret = { PASSERELLE_PARTNER_PASSWORD_FILE: fileOf('password', 'caffè\n') };
    const serve = new CommandProcess([...args, ...greeting], secret);
    const [, url] = await serve.says(/POST (\S+\/checkVat)/);
    const answer = await fetch(url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ countryCode: 'FR', vatNumber: '00123456789' }),
    });
    expect(await answer.json()).toMatchObject({ kind: 'credentials' });
    expect(partner.requests.map(({ headers }) => headers.authorization?.split(',', 1)[0])).toEqual([
      undefined,
      'Digest username="anna"',
    ]);
    await serve.stop();
    expect(serve.out + serve.err).not.toContain('caffè');
  });

  it('says what is missing, and ends with 2', async () => {
    const args = ['serve', '--wsdl', 'wsdl/tva/verification.wsdl', '--auth', 'basic', '--user', 'anna'];
    const serve = new CommandProcess(args);
    expect([await serve.ended, serve.err]).toEqual([2, expect.stringContaining('PASSERELLE_PARTNER_PASSWORD_FILE')]);
  });

  it('alone has credentials', async () => {
    const serve = new CommandProcess(['serve', '--client-certificate', 'x.pem']);
    expect([await serve.ended, serve.err]).toEqual([2, expect.stringContaining('goes with --wsdl')]);
  });
});
