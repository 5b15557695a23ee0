import { describe, expect, it } from 'vitest';
import { usernameToken } from '../../../src/adapter/ws-security.ts';
import { Secret } from '../../../src/adapter/secret.ts';
import { Namespaces, readTree, XmlReader } from '../../../src/codec/index.ts';
import { childOf, childText } from '../../../src/protocol/tree-json.ts';
import { passwordDigest, usernameTokenBlock } from '../../../src/protocol/security/username-token.ts';

const now = new Date('2026-03-01T10:00:00.000Z');

function tokenOf(type: 'text' | 'digest') {
  const namespaces = new Namespaces({ 'urn:soap': 'soap' });
  const auth = usernameToken('a<b', new Secret('p&w'), type) as Extract<
    ReturnType<typeof usernameToken>,
    { kind: 'usernameToken' }
  >;
  const block = usernameTokenBlock(auth, now, namespaces, ' Id="x"');
  const reader = new XmlReader(`<x${namespaces.declarations()}>${block}</x>`);
  reader.readRoot();
  return { token: childOf(readTree(reader), 'UsernameToken') };
}

describe('usernameTokenBlock', () => {
  it('bears the attributes that it is given', () => {
    expect(tokenOf('text').token?.attributes).toEqual([{ namespace: '', local: 'Id', value: 'x' }]);
  });

  it('holds user and password as text, escaped', () => {
    const { token } = tokenOf('text');
    expect([childText(token, 'Username'), childText(token, 'Password')]).toEqual(['a<b', 'p&w']);
  });

  it('holds the digest of nonce, created and password, and not the password', () => {
    const { token } = tokenOf('digest');
    const nonce = Buffer.from(childText(token, 'Nonce') ?? '', 'base64');
    expect(childText(token, 'Created')).toBe('2026-03-01T10:00:00.000Z');
    expect(childText(token, 'Password')).toBe(passwordDigest(nonce, '2026-03-01T10:00:00.000Z', 'p&w'));
  });

  it('has a new nonce each time', () => {
    expect(childText(tokenOf('digest').token, 'Nonce')).not.toBe(childText(tokenOf('digest').token, 'Nonce'));
  });
});

describe('passwordDigest', () => {
  it('is what the other implementations of the profile compute', async () => {
    const { createHash } = await import('node:crypto');
    const nonce = Buffer.from('0123456789abcdef');
    const expected = createHash('sha1')
      .update(Buffer.concat([nonce, Buffer.from('2026-03-01T10:00:00Zsecret')]))
      .digest('base64');
    expect(passwordDigest(nonce, '2026-03-01T10:00:00Z', 'secret')).toBe(expected);
  });
});
