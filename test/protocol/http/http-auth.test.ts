import { describe, expect, it } from 'vitest';
import type { Auth } from '../../../src/adapter/auth.ts';
import { basic, digest, header, noAuth } from '../../../src/adapter/auth.ts';
import { Secret } from '../../../src/adapter/secret.ts';
import { usernameToken } from '../../../src/adapter/ws-security.ts';
import { authHeaders } from '../../../src/protocol/http/http-auth.ts';
import { breakageOf } from '../breakage-of.ts';

const secret = (text: string): Secret => new Secret(text);

describe('the headers by which a partner is greeted', () => {
  it.each<[string, readonly Auth[], readonly string[]]>([
    ['no way', [noAuth], []],
    ['Basic, by its UTF-8', [basic('anna', secret('caffè'))], ['authorization', 'Basic YW5uYTpjYWZmw6g=']],
    ['Basic with a colon in the password', [basic('a', secret('b:c'))], ['authorization', 'Basic YTpiOmM=']],
    ['a header', [header('X-Key', secret('k'))], ['X-Key', 'k']],
    ['a header of Latin-1', [header('X-Key', secret('clé'))], ['X-Key', 'clé']],
    ['Digest, which waits for a challenge', [digest('anna', secret('x'))], []],
    ['what stands in the envelope', [usernameToken('anna', secret('x'))], []],
    [
      'several ways',
      [basic('a', secret('b')), usernameToken('a', secret('b')), header('X-Key', secret('k'))],
      ['authorization', 'Basic YTpi', 'X-Key', 'k'],
    ],
  ])('of %s', (_, auths, headers) => {
    expect(authHeaders(auths)).toEqual(headers);
  });

  it.each<[string, readonly Auth[], string]>([
    ['a header’s value with a line end', [header('X', secret('s3cret\r\nHost: x'))], 'header X'],
    ['a header’s value that ends with one', [header('X', secret('s3cret\n'))], 'header X'],
    ['a header’s value beyond Latin-1', [header('X', secret('s3cret€'))], 'header X'],
    ['a header’s name with a blank', [header('X Key', secret('s3cret'))], 'none in HTTP'],
    ['no name', [header('', secret('s3cret'))], 'none in HTTP'],
    ['a name that makes a header of its own', [header('X: 1\r\nY', secret('s3cret'))], 'none in HTTP'],
    ['the length of the message', [header('Content-Length', secret('s3cret'))], 'is the gateway’s'],
    ['the host', [header('host', secret('s3cret'))], 'is the gateway’s'],
    ['a user with a colon', [basic('a:b', secret('s3cret'))], 'a colon'],
    ['a password with a line end', [basic('a', secret('s3cret\n'))], 'control character'],
    ['a user of Digest with a line end', [digest('a\n', secret('s3cret'))], 'control character'],
    ['two ways in one header', [basic('a', secret('s3cret')), digest('a', secret('s3cret'))], 'authorization'],
    ['one header twice', [header('X', secret('s3cret')), header('x', secret('s3cret'))], 'header x'],
  ])('are refused with %s, in words without the secret', async (_, auths, words) => {
    const breakage = await breakageOf(() => authHeaders(auths));
    expect(breakage).toMatchObject({ kind: 'internal', delivery: 'none' });
    expect(breakage.message).toContain(words);
    expect(breakage.message).not.toContain('s3cret');
  });
});
