import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/adapter/secret.ts';
import type { Signature } from '../../../src/adapter/ws-security.ts';
import { assertion, covered, later, now, partner, refusal, sign, us } from './outgoing.ts';

describe('credentials that are of no use', () => {
  const encrypted = (passphrase: string): Secret =>
    new Secret(
      createPrivateKey(us.pem).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }) as string,
    );
  const locked = encrypted('right');

  it.each<[string, Partial<Signature>, Date, string]>([
    [
      'a key of another certificate',
      { key: partner.key },
      now,
      'Our key for signatures is not that of our certificate for signatures',
    ],
    [
      'an encrypted key without passphrase',
      { key: locked },
      now,
      'Our key for signatures is encrypted, and no passphrase is declared',
    ],
    [
      'a wrong passphrase',
      { key: locked, passphrase: new Secret('wrong') },
      now,
      'Our key for signatures does not open with its passphrase',
    ],
    [
      'no key',
      { key: new Secret('-----BEGIN PRIVATE KEY-----\nMIIE') },
      now,
      'Our key for signatures is not a private key in PEM',
    ],
    ['no certificate', { certificate: 'x' }, now, 'Our certificate for signatures is not a certificate in PEM'],
  ])('are told in words, and nothing is sent: %s', async (_what, options, at, message) => {
    expect(await refusal({ signature: sign(options) }, { at })).toEqual({
      kind: 'credentials',
      delivery: 'none',
      message,
    });
  });

  it('are told in words: a certificate that has expired', async () => {
    const { validToDate } = new X509Certificate(us.certificate);
    expect(await refusal({ signature: sign() }, { at: later })).toEqual({
      kind: 'credentials',
      delivery: 'none',
      message: `Our certificate for signatures expired on ${validToDate.toISOString()}`,
    });
  });

  it('are told in words: a certificate that is not valid yet', async () => {
    expect((await refusal({ signature: sign() }, { at: new Date('2020-01-01') })).message).toMatch(
      /^Our certificate for signatures is not valid before 20/,
    );
  });

  it('open with the right passphrase', async () => {
    expect(await covered({ signature: sign({ key: locked, passphrase: new Secret('right') }) })).toEqual(['Body']);
  });

  it.each([
    ['no XML', 'secret words'],
    ['two elements', assertion + assertion],
    ['a document type', `<!DOCTYPE a>${assertion}`],
    ['another element', '<a/>'],
    ['no identifier', assertion.replace('ID="_a1"', '')],
  ])('are told in words, without a word of theirs: a SAML assertion that is %s', async (_what, text) => {
    const samlAssertion = { kind: 'samlAssertion', assertion: new Secret(text) } as const;
    const { kind, message } = await refusal({ samlAssertion });
    expect([kind, message.startsWith('Our SAML assertion '), message.includes('secret')]).toEqual([
      'credentials',
      true,
      false,
    ]);
  });
});
