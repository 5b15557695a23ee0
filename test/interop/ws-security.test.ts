import { WSSecurityCert } from 'soap';
import { afterAll, describe, expect, it } from 'vitest';
import type { Auth } from '../../src/adapter/auth.ts';
import { Secret } from '../../src/adapter/secret.ts';
import type { Encryption, Signature } from '../../src/adapter/ws-security.ts';
import { encryption, signature, signedReply, timestamp, usernameToken } from '../../src/adapter/ws-security.ts';
import { identity } from '../protocol/security/keys.ts';
import { opened } from '../protocol/security/open-reply.ts';
import { instants, reply, unsignedReply } from '../protocol/security/signing-partner.ts';
import type { Partner } from '../protocol/partner.ts';
import { httpPartner } from '../protocol/partner.ts';
import { attempt, bound, shopAdapter } from '../protocol/shop.ts';
import { hasPythonXmlsec, hasXmlsec } from '../support/foreign-commands.ts';
import { Files, xmlsec, xmlsecVerifies, zeep } from './ws-security-tools.ts';

const us = identity('us.example');
const partner = identity('partner.example');
const elliptic = identity('elliptic.example', { curve: 'P-256' });
const files = new Files();
const ours = files.identity('us', us);
const theirs = files.identity('partner', partner);
const curve = files.identity('elliptic', elliptic);

afterAll(() => files[Symbol.dispose]());

const believed = expect.stringMatching(/^<passerelle-believed:.*<Status>MADE<\/Status>/s) as string;
const sign = (options: Partial<Signature> = {}): Auth =>
  signature({ certificate: us.certificate, key: us.key, ...options });

/** What a call to the shop sends, by SOAP 1.1 or by SOAP 1.2 with WS-Addressing and a context header. */
async function sent(auth: readonly Auth[], operation: 'follow' | 'follow12' = 'follow'): Promise<string> {
  await using listening: Partner = await httpPartner((response) => response.end());
  const shop = bound(shopAdapter, { url: listening.origin, auth });
  await attempt(shop, operation, { reference: 'é <&> "1"' }, { now: new Date() }).catch(() => undefined);
  await shop.close();
  return listening.requests[0]?.body ?? '';
}

describe.skipIf(!hasXmlsec)('xmlsec1 verifies what we sign (skipped where xmlsec1 is missing)', () => {
  const everything = [
    'Timestamp',
    'Body',
    'UsernameToken',
    'Addressing',
    'BinarySecurityToken',
    '{urn:example:shop}Context',
  ] as const;

  it.each<[string, Partial<Signature>, string]>([
    ['RSA and SHA-256', {}, ours.certificate],
    ['RSA and SHA-384', { hash: 'sha384' }, ours.certificate],
    ['RSA and SHA-512', { hash: 'sha512' }, ours.certificate],
    ['RSA and SHA-1', { hash: 'sha1' }, ours.certificate],
    ['ECDSA and SHA-256', { certificate: elliptic.certificate, key: elliptic.key }, curve.certificate],
    ['ECDSA and SHA-512', { certificate: elliptic.certificate, key: elliptic.key, hash: 'sha512' }, curve.certificate],
  ])('by %s', async (_name, options, certificate) => {
    const text = await sent(
      [timestamp(), usernameToken('anna', new Secret('s')), sign({ ...options, parts: everything })],
      'follow12',
    );
    expect(text.match(/<ds:Reference /g)).toHaveLength(9);
    expect(xmlsecVerifies(files.write('signed.xml', text), certificate)).toBe(0);
  });

  it('and not what was altered after', async () => {
    const text = await sent([timestamp(), sign()]);
    expect(xmlsecVerifies(files.write('altered.xml', text.replace('é', 'e')), ours.certificate)).not.toBe(0);
  });
});

describe.skipIf(!hasPythonXmlsec)('zeep (skipped where python3-zeep or python3-xmlsec is missing)', () => {
  it.each(['binarySecurityToken', 'issuerSerial', 'thumbprint', 'subjectKeyIdentifier'] as const)(
    'verifies what we sign, by %s',
    async (reference) => {
      expect(zeep(await sent([timestamp(), sign({ reference })], 'follow12'), 'verify', ours.certificate)).toBe('ok');
    },
  );

  it('refuses what we sign where it trusts another', async () => {
    expect(zeep(await sent([sign()]), 'verify', theirs.certificate)).toBe('SignatureVerificationFailed');
  });

  it('finds our password’s digest right', async () => {
    const text = await sent([usernameToken('anna', new Secret('pé<w>'))]);
    expect([zeep(text, 'password', 'pé<w>'), zeep(text, 'password', 'other')]).toEqual(['ok', 'another digest']);
  });

  it.each([
    ['binary', 'RSA_SHA256', 'SHA256'],
    ['signature', 'RSA_SHA256', 'SHA256'],
    ['binary', 'RSA_SHA384', 'SHA384'],
    ['signature', 'RSA_SHA512', 'SHA512'],
  ])('signs what we believe: %s, %s, %s', async (kind, method, digest) => {
    const text = zeep(unsignedReply(), 'sign', theirs.key, theirs.certificate, kind, method, digest);
    expect(await opened(text, { signedReply: { trusted: [us.certificate, partner.certificate] } })).toEqual(believed);
  });

  it('signs with SHA-1 what we believe only where the adapter says so', async () => {
    const text = zeep(unsignedReply(), 'sign', theirs.key, theirs.certificate, 'binary', 'RSA_SHA1', 'SHA1');
    const trusted = [partner.certificate];
    expect([
      await opened(text, { signedReply: { trusted } }),
      await opened(text, { signedReply: { trusted, hashes: ['sha1'] } }),
    ]).toEqual(['Unbelieved: its signature uses sha1, which the adapter does not allow', believed]);
  });

  it.each([
    [theirs.key, 'RSA_SHA256', partner],
    [curve.key, 'ECDSA_SHA256', elliptic],
  ])(
    'signs prefixes that only values use, as names that sort otherwise than words do (%#)',
    async (key, method, who) => {
      const odd =
        '<SOAP:A xmlns:SOAP="urn:s" xmlns:a="urn:a" xmlns:v="urn:v" a:b="1" SOAP:b="v:x&#13;&#10;">é<![CDATA[<]]></SOAP:A>';
      const text = zeep(unsignedReply({ body: reply + odd }), 'sign-prefixed', key, method);
      const answer = await opened(text, { signedReply: { trusted: [who.certificate] } });
      expect([answer, answer.includes('xmlns:v="urn:v"'), answer.includes('"v:x&#xD;&#xA;"')]).toEqual([
        believed,
        true,
        true,
      ]);
    },
  );

  it('signs what we refuse once it is altered', async () => {
    const text = zeep(unsignedReply(), 'sign', theirs.key, theirs.certificate, 'binary', 'RSA_SHA256', 'SHA256');
    expect(await opened(text.replace('MADE', 'LOST'), { signedReply: { trusted: [partner.certificate] } })).toBe(
      'Unbelieved: its signature is not right, or not of a trusted certificate',
    );
  });

  it('plays a partner that verifies our call, and whose signed reply becomes JSON', async () => {
    const verdicts: string[] = [];
    await using listening = await httpPartner((response, { body }) => {
      verdicts.push(zeep(body, 'verify', ours.certificate), zeep(body, 'password', 'secret'));
      const answer = unsignedReply({ timestamp: instants(new Date(), new Date(Date.now() + 60_000)) });
      response.end(zeep(answer, 'sign', theirs.key, theirs.certificate, 'binary', 'RSA_SHA256', 'SHA256'));
    });
    const auth = [
      timestamp(),
      usernameToken('anna', new Secret('secret')),
      sign(),
      signedReply({ trusted: [partner.certificate] }),
    ];
    const shop = bound(shopAdapter, { url: listening.origin, auth });
    const answer = await attempt(shop, 'follow', { reference: 'A-1' }, { now: new Date() });
    await shop.close();
    expect([verdicts, answer.output]).toEqual([['ok', 'ok'], { status: 'MADE', count: 3 }]);
  });
});

describe('soap', () => {
  it('signs what we believe', async () => {
    const signer = new WSSecurityCert(partner.pem, partner.certificate, '', {
      hasTimeStamp: true,
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    });
    const envelope = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header></soap:Header><soap:Body>${reply}</soap:Body></soap:Envelope>`;
    expect(
      await opened(signer.postProcess(envelope, 'soap'), { signedReply: { trusted: [partner.certificate] } }),
    ).toEqual(believed);
  });
});

describe.skipIf(!hasXmlsec)('xmlsec1 and encryption (skipped where xmlsec1 is missing)', () => {
  it.each<Partial<Encryption>>([
    {},
    { content: 'aes128-gcm' },
    { content: 'aes256-cbc' },
    { content: 'aes128-cbc', reference: 'thumbprint' },
  ])('decrypts what we encrypt: %j', async (options) => {
    const text = await sent([encryption({ certificate: partner.certificate, ...options })]);
    // xmlsec1 looks for the key inside the data, and knows no security header.
    const key = /<xenc:EncryptedKey .*<\/xenc:EncryptedKey>/.exec(text)?.[0] ?? '';
    const data =
      /<ds:KeyInfo [^>]*><wsse:SecurityTokenReference [^>]*><wsse:Reference [^>]*><\/wsse:SecurityTokenReference>/;
    const inside = text
      .replace(key, '')
      .replace(data, `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${key}`);
    expect(xmlsec('--decrypt', '--privkey-pem', theirs.key, files.write('encrypted.xml', inside))).toContain(
      'é &lt;&amp;&gt; "1"</',
    );
  });

  const template = (cipher: string): string =>
    `<x:EncryptedData xmlns:x="http://www.w3.org/2001/04/xmlenc#" Id="data" Type="http://www.w3.org/2001/04/xmlenc#Content"><x:EncryptionMethod Algorithm="${cipher}"/><d:KeyInfo xmlns:d="http://www.w3.org/2000/09/xmldsig#"><x:EncryptedKey><x:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/><x:CipherData><x:CipherValue/></x:CipherData><x:ReferenceList><x:DataReference URI="#data"/></x:ReferenceList></x:EncryptedKey></d:KeyInfo><x:CipherData><x:CipherValue/></x:CipherData></x:EncryptedData>`;

  const encrypted = (cipher: string, session: string, text: string): string =>
    xmlsec(
      '--encrypt',
      '--pubkey-cert-pem',
      ours.certificate,
      '--session-key',
      session,
      '--xml-data',
      files.write('plain.xml', text),
      '--node-xpath',
      "/*/*[local-name()='Body']",
      files.write('template.xml', template(cipher)),
    );

  const key = { certificate: partner.certificate, key: us.key };

  it.each([
    ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 'aes-256'],
    ['http://www.w3.org/2009/xmlenc11#aes128-gcm', 'aes-128'],
  ])('encrypts what we open: %s', async (cipher, session) => {
    const text = encrypted(cipher, session, unsignedReply());
    expect(text).not.toContain('MADE');
    expect(await opened(text, { encryption: key })).toContain('<Status>MADE</Status>');
  });

  it('encrypts what we open with its key in the security header', async () => {
    const text = encrypted('http://www.w3.org/2009/xmlenc11#aes256-gcm', 'aes-256', unsignedReply());
    const inside = /<x:EncryptedKey>.*<\/x:EncryptedKey>/s.exec(text)?.[0] ?? '';
    const moved = inside.replace('<x:EncryptedKey>', '<x:EncryptedKey xmlns:x="http://www.w3.org/2001/04/xmlenc#">');
    const header = text
      .replace(/<d:KeyInfo.*<\/d:KeyInfo>/s, '')
      .replace('</wsse:Security>', `${moved}</wsse:Security>`);
    expect(await opened(header, { encryption: key })).toContain('<Status>MADE</Status>');
  });

  it.skipIf(!hasPythonXmlsec)(
    'encrypts what zeep signed, and we believe it (skipped where python3-zeep or python3-xmlsec is missing)',
    async () => {
      const signed = zeep(unsignedReply(), 'sign', theirs.key, theirs.certificate, 'binary', 'RSA_SHA256', 'SHA256');
      const text = encrypted('http://www.w3.org/2001/04/xmlenc#aes256-cbc', 'aes-256', signed);
      const cbc: Encryption = { ...key, content: 'aes256-cbc' };
      expect(await opened(text, { encryption: cbc, signedReply: { trusted: [partner.certificate] } })).toEqual(
        believed,
      );
    },
  );
});
