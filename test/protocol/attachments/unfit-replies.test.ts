import { describe, expect, it } from 'vitest';
import { httpPartner } from '../partner.ts';
import { answered, archive, include, root, send, stored } from './archive.ts';
import { multipart } from './pieces.ts';

const octets = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7) % 256));
const base64 = octets.toString('base64');
const none = { Scan: [] };

describe('a plain reply', () => {
  it('is read where MTOM was asked for', async () => {
    await using partner = await httpPartner((response) =>
      response
        .writeHead(200, { 'content-type': 'application/soap+xml' })
        .end(
          stored(`<a:Content>${base64}</a:Content>`).replace(
            'http://schemas.xmlsoap.org/soap/envelope/',
            'http://www.w3.org/2003/05/soap-envelope',
          ),
        ),
    );
    const adapter = archive('Optimized', partner.origin);
    expect((await send(adapter, { Name: 'n' })).output).toEqual({ Name: 'n', Content: base64, ...none });
    await adapter.close();
  });

  it.each([
    ['an Include', `<a:Content>${include('x')}</a:Content>`],
    ['a swaRef', '<a:Copy>cid:x</a:Copy>'],
    ['an href', '<a:Content href="cid:x"/>'],
  ])('breaks the contract with %s that nothing stands beside', async (_what, content) => {
    expect(await answered({ type: 'text/xml', body: stored(content) })).toMatchObject({ fate: { kind: 'drift' } });
  });
});

describe('a multipart reply that cannot be taken', () => {
  const included = stored(`<a:Content>${include('x')}</a:Content>`);
  const whole = multipart('b', [
    [root, included],
    ['Content-ID: <x>', octets],
  ]);

  it.each([
    ['drift', 'a reference to no part', multipart('b', [[root, included]])],
    [
      'drift',
      'an Include without a reference',
      multipart('b', [[root, stored('<a:Content><xop:Include/></a:Content>')]]),
    ],
    ['malformed', 'no last boundary', whole.subarray(0, -7)],
    ['malformed', 'half of it', whole.subarray(0, 2_000)],
    ['malformed', 'no root part', multipart('b', [['Content-Type: image/png\r\nContent-ID: <y>', 'x']])],
    ['malformed', 'no part', Buffer.from('--b--')],
    ['malformed', 'no body', Buffer.alloc(0)],
    [
      'malformed',
      'two parts of one Content-ID',
      multipart('b', [
        [root, included],
        ['Content-ID: <x>', 'x'],
        ['Content-ID: <x>', 'y'],
      ]),
    ],
    [
      'malformed',
      'an unknown transfer encoding',
      multipart('b', [
        [root, included],
        ['Content-ID: <x>\r\nContent-Transfer-Encoding: rot13', 'x'],
      ]),
    ],
    [
      'malformed',
      'octets that are no base64',
      multipart('b', [
        [root, included],
        ['Content-ID: <x>\r\nContent-Transfer-Encoding: base64', 'AA!A'],
      ]),
    ],
    ['malformed', 'a root that is no XML', multipart('b', [[root, 'Service unavailable']])],
  ])('is %s with %s', async (kind, _what, body) => {
    expect(await answered({ body })).toMatchObject({ fate: { kind } });
  });

  it('is malformed without a boundary', async () => {
    expect(await answered({ type: 'multipart/related', body: whole })).toMatchObject({ fate: { kind: 'malformed' } });
  });
});
