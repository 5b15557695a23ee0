import { describe, expect, it } from 'vitest';
import { basic, clientCertificate, digest, header, noAuth } from '../../src/adapter/auth.ts';
import {
  encryption,
  samlAssertion,
  signature,
  signedReply,
  timestamp,
  usernameToken,
} from '../../src/adapter/ws-security.ts';
import { Secret } from '../../src/adapter/secret.ts';
import { addressOf } from '../../src/protocol/endpoint-address.ts';

const url = 'https://partner.example/soap';

describe('addressOf', () => {
  it('is the origin alone without credentials', () => {
    expect(addressOf({ url, auth: noAuth })).toBe('https://partner.example#');
  });

  it('is the address’s own name where it has one', () => {
    expect(addressOf({ url, auth: noAuth, address: 'insurer-7' })).toBe('insurer-7#');
  });

  it('adds 8 hex digits of the credential', () => {
    expect(addressOf({ url, auth: basic('anna', new Secret('password')) })).toMatch(
      /^https:\/\/partner\.example#[0-9a-f]{8}$/,
    );
  });

  it('is the same for the same credential in another process', () => {
    const [one, other] = [new Secret('password'), new Secret('password')];
    expect(addressOf({ url, auth: basic('anna', one) })).toBe(addressOf({ url, auth: basic('anna', other) }));
  });

  it('differs by every credential that there is', () => {
    const [one, other] = [new Secret('one'), new Secret('other')];
    const auths = [one, other].flatMap((key) => [
      digest('anna', key),
      clientCertificate({ certificate: 'PEM', key }),
      clientCertificate({ pfx: key }),
      signature({ certificate: 'PEM', key }),
      encryption({ certificate: 'PEM', key }),
      samlAssertion(key),
    ]);
    expect(new Set(auths.map((auth) => addressOf({ url, auth }))).size).toBe(12);
  });

  it('has nothing of what is no credential of ours', () => {
    const auth = [timestamp(), signedReply({ trusted: ['PEM'] }), encryption({ certificate: 'PEM' })];
    expect(addressOf({ url, auth })).toBe('https://partner.example#');
  });

  it('adds up where several credentials greet', () => {
    const auth = [basic('anna', new Secret('x')), usernameToken('anna', new Secret('x'))];
    expect(addressOf({ url, auth })).toMatch(/#[0-9a-f]{16}$/);
  });

  it('differs by secret, user and kind', () => {
    const [one, other] = [new Secret('one'), new Secret('other')];
    const auths = [
      basic('anna', one),
      basic('anna', other),
      basic('bea', one),
      usernameToken('anna', one),
      header('x-key', one),
      header('x-token', one),
    ];
    expect(new Set(auths.map((auth) => addressOf({ url, auth }))).size).toBe(6);
  });
});
