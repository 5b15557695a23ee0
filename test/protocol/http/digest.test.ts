import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/adapter/secret.ts';
import { challengesIn, parametersIn } from '../../../src/protocol/http/challenge.ts';
import type { DigestCredential } from '../../../src/protocol/http/digest.ts';
import { digestAuthorization, digestChallenge } from '../../../src/protocol/http/digest.ts';

function credential(user: string, password: string): DigestCredential {
  return { kind: 'digest', user, password: new Secret(password) };
}

/** The parameters of the answer to a challenge. */
function answer(
  challenge: string,
  to: DigestCredential,
  request: { method?: string; uri: string; cnonce: string; body?: string; nonce?: string },
): Record<string, string> {
  const asked = digestChallenge(challengesIn(challenge));
  if (!asked) throw new Error('no challenge that can be answered');
  const { method = 'GET', uri, cnonce, body = '', nonce = asked.nonce } = request;
  const value = digestAuthorization(asked, to, { method, uri, body, nonce, count: 1, cnonce });
  return Object.fromEntries(parametersIn(value.replace(/^Digest /, '')));
}

const mufasa = credential('Mufasa', 'Circle of Life');
const rfc7616 =
  'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const index = { uri: '/dir/index.html', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' };

describe('the vectors of the standards', () => {
  it('RFC 7616 §3.9.1, MD5', () => {
    expect(answer(`Digest ${rfc7616}, algorithm=MD5`, mufasa, index)).toEqual({
      username: 'Mufasa',
      realm: 'http-auth@example.org',
      uri: '/dir/index.html',
      algorithm: 'MD5',
      nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
      nc: '00000001',
      cnonce: index.cnonce,
      qop: 'auth',
      response: '8ca523f5e9506fed4657c9700eebdbec',
      opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
    });
  });

  it('RFC 7616 §3.9.1, SHA-256', () => {
    expect(answer(`Digest ${rfc7616}, algorithm=SHA-256`, mufasa, index)).toMatchObject({
      algorithm: 'SHA-256',
      response: '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    });
  });

  it('RFC 7616 §3.9.2, SHA-512-256 with charset and userhash, as its erratum 4897 has the response', () => {
    const challenge =
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true';
    const found = answer(challenge, credential('Jäsøn Doe', 'Secret, or not?'), {
      uri: '/doe.json',
      cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v',
    });
    expect(found).toMatchObject({
      username: '793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b',
      userhash: 'true',
      response: '3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5',
    });
  });

  it('RFC 2617 §3.5', () => {
    const challenge =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    const found = answer(challenge, credential('Mufasa', 'Circle Of Life'), {
      uri: '/dir/index.html',
      cnonce: '0a4f113b',
    });
    expect(found['response']).toBe('6629fae49393a05397450978507c4ef1');
  });

  it('RFC 2069 §2.4, without qop, as its erratum has the response', () => {
    const challenge =
      'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    const found = answer(challenge, credential('Mufasa', 'CircleOfLife'), { uri: '/dir/index.html', cnonce: 'x' });
    expect(found).toEqual({
      username: 'Mufasa',
      realm: 'testrealm@host.com',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      uri: '/dir/index.html',
      response: '1949323746fe6a43ef61f9606e7febea',
      opaque: '5ccc069c403ebaf9f0171e9517f40e41',
    });
  });
});

describe('what the answer holds', () => {
  it('is of auth-int only where nothing else is offered, and then covers the body', () => {
    const one = answer('Digest realm="a", nonce="n", qop="auth-int"', mufasa, { ...index, body: 'one' });
    const other = answer('Digest realm="a", nonce="n", qop="auth-int"', mufasa, { ...index, body: 'other' });
    expect([one['qop'], one['response'] === other['response']]).toEqual(['auth-int', false]);
  });

  it('is of the challenge’s own nonce in a session, whatever nonce comes next', () => {
    const challenge = 'Digest realm="a", nonce="n", qop="auth", algorithm=MD5-sess';
    const first = answer(challenge, mufasa, index);
    const next = answer(challenge, mufasa, { ...index, nonce: 'm' });
    // RFC 7616 §3.4.2 by Python's hashlib: A1 is H(H(user:realm:password):n:cnonce) both times.
    expect([first['response'], next['response']]).toEqual([
      '0d364a7700690a1f6388fb2a29c384b7',
      '933f4d4caeb8eafb57f90cc83694247f',
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from('Accès'), '48224810a84f91045392b6e3a714ffd1'],
    ['Latin-1', Buffer.from('Accès', 'latin1'), 'eb85dd2ad014e515dcb80ba867a0bde0'],
  ])('is of the realm’s octets, in %s as it came', (_encoding, realm, response) => {
    // The responses by Python's hashlib; a header comes with a character for each of its octets.
    const octets = realm.toString('latin1');
    expect(answer(`Digest realm="${octets}", nonce="n"`, mufasa, index)).toMatchObject({ realm: octets, response });
  });

  it('has quotes and backslashes escaped', () => {
    expect(answer(String.raw`Digest realm="a \"b\"", nonce="n"`, mufasa, index)['realm']).toBe('a "b"');
  });

  it('has a name beyond ASCII by RFC 8187 where the server reads UTF-8', () => {
    const found = answer('Digest realm="a", nonce="n", charset=UTF-8', credential('Jäsøn (1)', 'x'), index);
    expect(found).toMatchObject({ 'username*': "UTF-8''J%C3%A4s%C3%B8n%20%281%29" });
  });

  it('has a name beyond ASCII by its bytes otherwise', () => {
    const found = answer('Digest realm="a", nonce="n"', credential('é', 'x'), index);
    expect(found['username']).toBe('Ã©');
  });

  it('has an opaque that is empty', () => {
    expect(answer('Digest realm="a", nonce="n", opaque=""', mufasa, index)['opaque']).toBe('');
  });
});

describe('which challenge is answered', () => {
  const chosen = (header: string): unknown => digestChallenge(challengesIn(header))?.algorithm;

  it('the first that is known', () => {
    const header =
      'Basic realm="b", Digest nonce="1", algorithm=TOKEN, Digest nonce="2", algorithm=SHA-256, Digest nonce="3", algorithm=MD5';
    expect(chosen(header)).toBe('SHA-256');
  });

  it.each([
    ['Basic alone', 'Basic realm="a"'],
    ['an unknown algorithm', 'Digest nonce="1", algorithm=SHA3'],
    ['an unknown protection', 'Digest nonce="1", qop="auth-conf"'],
    ['no nonce', 'Digest realm="a"'],
    ['nothing', ''],
  ])('none of %s', (_, header) => {
    expect(digestChallenge(challengesIn(header))).toBeUndefined();
  });
});
