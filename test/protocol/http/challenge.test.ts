import { expect, it } from 'vitest';
import { challengesIn, parametersIn } from '../../../src/protocol/http/challenge.ts';

/** As plain data. */
function read(header: string | string[]): [string, Record<string, string>][] {
  return challengesIn(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

it.each<[string, string | string[], [string, Record<string, string>][]]>([
  ['one scheme alone', 'Negotiate', [['negotiate', {}]]],
  ['one parameter', 'Basic realm="a"', [['basic', { realm: 'a' }]]],
  [
    'a comma inside quotes',
    'Digest qop="auth,auth-int", nonce="n"',
    [['digest', { qop: 'auth,auth-int', nonce: 'n' }]],
  ],
  ['an escaped quote', String.raw`Basic realm="a \"b\" \\ c"`, [['basic', { realm: String.raw`a "b" \ c` }]]],
  ['tokens without quotes', 'Digest stale=TRUE, algorithm=MD5', [['digest', { stale: 'TRUE', algorithm: 'MD5' }]]],
  ['names in any case', 'DIGEST Realm="a"', [['digest', { realm: 'a' }]]],
  ['white space around "="', 'Basic realm = "a" , charset= UTF-8', [['basic', { realm: 'a', charset: 'UTF-8' }]]],
  [
    'several schemes in one header',
    'Basic realm="a, b=c", Digest realm="d", nonce="n", Bearer',
    [
      ['basic', { realm: 'a, b=c' }],
      ['digest', { realm: 'd', nonce: 'n' }],
      ['bearer', {}],
    ],
  ],
  [
    'a header for each scheme',
    ['Digest nonce="1"', 'Digest nonce="2"'],
    [
      ['digest', { nonce: '1' }],
      ['digest', { nonce: '2' }],
    ],
  ],
  [
    'a token68 before another scheme',
    'Negotiate YWJj==, Basic realm="a"',
    [
      ['negotiate', {}],
      ['basic', { realm: 'a' }],
    ],
  ],
  ['empty list members', ', Basic realm="a",, charset="UTF-8" ,', [['basic', { realm: 'a', charset: 'UTF-8' }]]],
  [
    'a nonce in base64 without quotes',
    'Digest nonce=abc/+==, realm="a"',
    [['digest', { nonce: 'abc/+==', realm: 'a' }]],
  ],
  ['the first where a name stands twice', 'Digest nonce="1", nonce="2"', [['digest', { nonce: '1' }]]],
  ['nothing behind what is no challenge', 'Basic realm="a", "?"', [['basic', { realm: 'a' }]]],
  ['a quote that does not end', 'Basic realm="a', [['basic', {}]]],
  ['nothing', '', []],
])('a challenge is read with %s', (_, header, expected) => {
  expect(read(header).slice(0, expected.length)).toEqual(expected);
});

it('a header of many commas and quotes is read in one pass', () => {
  expect(challengesIn(`Basic ${'a="'.repeat(20_000)}`).length).toBeLessThan(20_001);
});

it('the parameters of Authentication-Info are read', () => {
  expect(Object.fromEntries(parametersIn('nextnonce="a,b", qop=auth'))).toEqual({ nextnonce: 'a,b', qop: 'auth' });
});
