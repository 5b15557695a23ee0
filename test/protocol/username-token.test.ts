import { describe, expect, it } from 'vitest';
import { usernameToken } from '../../src/adapter/ws-security.ts';
import { Secret } from '../../src/adapter/secret.ts';
import { Namespaces, readTree, XmlReader } from '../../src/codec/index.ts';
import { childOf, childText } from '../../src/protocol/tree-json.ts';
import { passwordDigest, securityBlock } from '../../src/protocol/username-token.ts';

const now = new Date('2026-03-01T10:00:00.000Z');

function tokenOf(type: 'text' | 'digest') {
  const namespaces = new Namespaces({ 'urn:soap': 'soap' });
  const auth = usernameToken('a<b', new Secret('p&w'), type) as Extract<
    ReturnType<typeof usernameToken>,
    { kind: 'usernameToken' }
  >;
  const block = securityBlock(auth, now, namespaces, 'soap');
  const reader = new XmlReader(`<x${namespaces.declarations()}>${block}</x>`);
  reader.readRoot();
  const security = childOf(readTree(reader), 'Security');
  return { security, token: childOf(security, 'UsernameToken') };
}

describe('securityBlock', () => {
  it('must be understood', () => {
    expect(tokenOf('text').security?.attributes).toEqual([
      { namespace: 'urn:soap', local: 'mustUnderstand', value: '1' },
    ]);
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
