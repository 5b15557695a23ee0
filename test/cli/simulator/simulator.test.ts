import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Playing } from './playing.ts';
import { envelope, find, play, soap12 } from './playing.ts';

let playing: Playing;
let send: Playing['send'];

beforeAll(async () => {
  playing = await play();
  ({ send } = playing);
});

afterAll(() => playing[Symbol.asyncDispose]());

describe('a message that does not fit', () => {
  it('is refused with every place at once', async () => {
    const { status, text } = await send({
      body: envelope('<t:Find><t:other/><t:reference>12</t:reference><t:more/></t:Find>'),
    });
    expect(status).toBe(500);
    expect(text).toContain(
      '<faultcode>soap:Client</faultcode><faultstring>The message does not fit the contract</faultstring>',
    );
    expect(text).toContain('at="/Envelope/Body/Find/other">expected no such element, found {urn:shop}other</');
    expect(text).toContain('at="/Envelope/Body/Find/more">');
  });

  it.each([
    ['without a required element', '<t:Find/>', 'at="/Envelope/Body/Find/reference">'],
    [
      'with a value outside its pattern',
      '<t:Find><t:reference>x</t:reference></t:Find>',
      'at="/Envelope/Body/Find/reference">',
    ],
    [
      'with its element in no namespace',
      '<t:Find><reference>12</reference></t:Find>',
      'at="/Envelope/Body/Find/reference">',
    ],
    ['that is a fault', '<s:Fault><faultcode>s:Client</faultcode><faultstring/></s:Fault>', 'No operation takes'],
  ])('is refused %s', async (_title, content, words) => {
    const { status, text } = await send({ body: envelope(content) });
    expect([status, text]).toEqual([500, expect.stringContaining(words)]);
  });

  it('is refused with what was passed over, too, where something is missing', async () => {
    const { text } = await send({ body: envelope('<t:Find><reference>12</reference></t:Find>') });
    expect(text).toContain('expected {urn:shop}reference, found reference</');
    expect(text).toContain('expected a required element, found nothing</');
  });

  it('is refused as the sender’s in SOAP 1.2, with HTTP 400', async () => {
    const { status, text } = await send({ soap: '1.2', body: envelope('<t:Find/>', '', soap12), path: '/Shop/Twelve' });
    expect([status, text]).toEqual([400, expect.stringContaining('<soap:Value>soap:Sender</soap:Value>')]);
  });

  it('is refused for its version where the port does not speak it', async () => {
    const { text } = await send({ soap: '1.2', body: envelope(find, '', soap12) });
    expect(text).toContain('This port speaks SOAP 1.1 only');
  });

  it('is refused where no operation takes it', async () => {
    expect((await send({ body: envelope('<t:Lose/>') })).text).toContain(
      'No operation takes the element {urn:shop}Lose',
    );
  });

  it('is refused for a header that must be understood', async () => {
    const header = '<t:Unknown s:mustUnderstand="1"/>';
    expect((await send({ body: envelope(find, header) })).text).toContain('<faultcode>soap:MustUnderstand</faultcode>');
  });

  it.each([
    ['a second body', '</s:Envelope>', '<s:Body/>$&', 'found {http://schemas.xmlsoap.org/soap/envelope/}Body<'],
    [
      'a header behind its body',
      '</s:Envelope>',
      '<s:Header/>$&',
      'found {http://schemas.xmlsoap.org/soap/envelope/}Header<',
    ],
    ['an element beside its body', '</s:Envelope>', '<t:Other/>$&', 'found {urn:shop}Other<'],
    ['a second element in its body', '</s:Body>', '<t:Other/>$&', 'found {urn:shop}Other<'],
  ])(
    'is refused for %s, which is passed over when its operation is looked for',
    async (_title, before, more, words) => {
      const { status, text } = await send({ body: envelope(find).replace(before, more) });
      expect([status, text]).toEqual([500, expect.stringContaining(words)]);
    },
  );

  it('is refused for the action of another operation', async () => {
    const { text } = await send({ body: envelope(find), headers: { soapaction: '"urn:shop:tell"' } });
    expect(text).toContain('The action of Find is another: urn:shop:find');
  });

  it('is refused for its media type', async () => {
    const { status, text } = await send({ body: envelope(find), headers: { 'content-type': 'application/json' } });
    expect([status, text]).toEqual([415, expect.stringContaining('travels as text/xml, not as application/json')]);
  });

  it.each([
    ['nothing', ''],
    ['no XML', '{"reference": 12}'],
    ['half a document', envelope(find).slice(0, 100)],
    ['a document type', `<!DOCTYPE x [<!ENTITY e "x">]>${envelope(find)}`],
    ['another root', '<html/>'],
    ['two documents', envelope(find).repeat(2)],
  ])('is refused for being %s', async (_title, body) => {
    const { status, text } = await send({ body });
    expect([status, text]).toEqual([
      500,
      expect.stringMatching(/<faultcode>soap:(?:Client|VersionMismatch)<\/faultcode>/),
    ]);
  });

  it('is refused where its parts cannot be taken apart', async () => {
    const headers = { 'content-type': 'multipart/related; boundary=cut' };
    expect((await send({ body: '--cut\r\n\r\n<x/>', headers })).text).toContain(
      'a multipart message that cannot be taken apart',
    );
  });

  it('is refused for nesting too deep', async () => {
    const deep = `${'<t:x>'.repeat(100_000)}${'</t:x>'.repeat(100_000)}`;
    expect((await send({ body: envelope(deep) })).text).toContain('nested deeper than 200');
  });

  it('is refused for being too large', async () => {
    expect((await send({ body: new Uint8Array(33 * 1024 * 1024) })).status).toBe(413);
  });

  it('is refused for being too large once decompressed', async () => {
    const body = new Uint8Array(gzipSync(Buffer.alloc(33 * 1024 * 1024)));
    expect((await send({ body, headers: { 'content-encoding': 'gzip' } })).status).toBe(400);
  });
});
