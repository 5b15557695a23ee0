import { describe, expect, it } from 'vitest';
import { targetOf } from '../../../src/protocol/http/target.ts';
import { fateOf } from '../breakage-of.ts';

describe('targetOf', () => {
  it('takes a URL apart', () => {
    expect(targetOf('https://partner.example/soap/v1/?wsdl=1')).toMatchObject({
      origin: 'https://partner.example',
      host: 'partner.example',
      port: 443,
      path: '/soap/v1',
      search: '?wsdl=1',
    });
  });

  it('knows the default port of http, and an IPv6 host without its brackets', () => {
    expect(targetOf('http://[::1]')).toMatchObject({ host: '::1', port: 80, path: '' });
  });

  it.each(['', 'partner.example', 'ftp://partner.example/', 'jms:queue', 'https://user:password@partner.example/'])(
    'calls %j our own mistake',
    async (url) => {
      expect(await fateOf(() => targetOf(url))).toEqual({ kind: 'internal', delivery: 'none' });
    },
  );
});
