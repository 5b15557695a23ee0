import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Playing } from './playing.ts';
import { play } from './playing.ts';

let playing: Playing;

beforeAll(async () => {
  playing = await play();
});

afterAll(() => playing[Symbol.asyncDispose]());

describe('the WSDL', () => {
  it('is served with the addresses of the simulator, at any path', async () => {
    const { text } = await playing.get('/Shop/Eleven?wsdl');
    expect(text).toContain(`location="${playing.url}/Shop/Eleven"`);
    expect(text).toContain(`location = '${playing.url}/Shop/Twelve'`);
    expect((await playing.get('/?WSDL')).text).toBe(text);
  });

  it('leads to what it imports, and that to what it includes', async () => {
    const [, types = ''] = /schemaLocation=["']([^"']+)/.exec((await playing.get('/?wsdl')).text) ?? [];
    const [, common = ''] = /schemaLocation=["']([^"']+)/.exec((await playing.get(types)).text) ?? [];
    expect((await playing.get(common)).text).toContain('<xs:simpleType name="Reference">');
  });

  it('leaves comments and the files around it alone', async () => {
    expect((await playing.get('/?wsdl')).text).toContain(
      '<!-- <soap:address location="http://partner.example/old"/> -->',
    );
  });

  it.each([
    '/',
    '/_wsdl/0/../../../etc/passwd',
    '/_wsdl/9/shop.wsdl',
    '/_wsdl/0/other.wsdl',
    '/_wsdl/0/..%2Fshop.wsdl',
  ])('is not at %s', async (path) => {
    expect((await playing.get(path)).status).toBe(404);
  });
});
