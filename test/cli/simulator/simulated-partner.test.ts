import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Playing } from './playing.ts';
import { envelope, find, play, soap12 } from './playing.ts';

let playing: Playing;
let send: Playing['send'];

beforeAll(async () => {
  playing = await play();
  ({ send } = playing);
});

afterAll(() => playing[Symbol.asyncDispose]());

beforeEach(() => {
  playing.reply = () => undefined;
});

describe('a message that fits', () => {
  it('is answered with an invented output that the contract takes', async () => {
    const { status, text } = await send({ body: envelope(find) });
    expect([status, text]).toEqual([200, expect.stringContaining('<n1:FindResponse><n1:count>1</n1:count>')]);
  });

  it('is given to the reply as JSON, and answered with its JSON', async () => {
    playing.reply = (_operation, input) => ({ count: Number((input as { reference: string }).reference) });
    expect((await send({ body: envelope(find) })).text).toContain('<n1:count>12</n1:count>');
  });

  it('is answered in the SOAP version of the port', async () => {
    const { text } = await send({ soap: '1.2', body: envelope(find, '', soap12), path: '/Shop/Twelve' });
    expect(text).toContain(`xmlns:soap="${soap12}"`);
  });

  it('finds its port by its version where the path is none of theirs', async () => {
    expect((await send({ soap: '1.2', body: envelope(find, '', soap12), path: '/' })).status).toBe(200);
  });

  it('is accepted with 202 and no body where it is one-way', async () => {
    expect(await send({ body: envelope('<t:Tell><t:words>x</t:words></t:Tell>') })).toEqual({ status: 202, text: '' });
  });

  it('is taken with an action in quotes, as a parameter, or without one', async () => {
    const statuses = [
      await send({ body: envelope(find), headers: { soapaction: '"urn:shop:find"' } }),
      await send({ body: envelope(find), headers: { soapaction: 'urn:shop:find' } }),
      await send({
        soap: '1.2',
        path: '/Shop/Twelve',
        body: envelope(find, '', soap12),
        headers: { 'content-type': 'application/soap+xml; charset=utf-8; action="urn:shop:find"' },
      }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200]);
  });

  it('is told to which message the answer is', async () => {
    const wsa = '<a:MessageID xmlns:a="http://www.w3.org/2005/08/addressing">urn:uuid:1</a:MessageID>';
    expect((await send({ body: envelope(find, wsa) })).text).toMatch(/<(n\d):RelatesTo>urn:uuid:1<\/\1:RelatesTo>/);
  });

  it('may come as MTOM, and is answered so', async () => {
    const inputs: unknown[] = [];
    playing.reply = (_operation, input) => {
      inputs.push(input);
      return { count: 1 };
    };
    const include = '<i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:one"/>';
    const root = envelope(`<t:Find><t:reference>1</t:reference><t:picture>${include}</t:picture></t:Find>`);
    const body = [
      '--cut\r\nContent-Type: application/xop+xml; charset=utf-8; type="text/xml"\r\nContent-ID: <root>\r\n',
      `\r\n${root}\r\n--cut\r\nContent-Type: image/png\r\nContent-ID: <one>\r\n\r\nbytes\r\n--cut--\r\n`,
    ].join('');
    const type = 'multipart/related; type="application/xop+xml"; start="<root>"; start-info="text/xml"; boundary=cut';
    const { status, text } = await send({ body, headers: { 'content-type': type } });
    expect([status, inputs]).toEqual([200, [{ reference: '1', picture: Buffer.from('bytes').toString('base64') }]]);
    expect(text).toContain('Content-Type: application/xop+xml');
  });

  it('may come compressed', async () => {
    const body = new Uint8Array(gzipSync(envelope(find)));
    expect((await send({ body, headers: { 'content-encoding': 'gzip' } })).status).toBe(200);
  });
});

describe('a reply', () => {
  it('may be a fault, with its own code and its declared detail', async () => {
    const detail = { Refusal: { code: 'a<b' } };
    playing.reply = () => ({ $fault: { code: 'Client', subcode: '{urn:shop}Gone', reason: 'No "more"', detail } });
    expect((await send({ body: envelope(find) })).text).toContain(
      '<faultcode>n1:Gone</faultcode><faultstring>No "more"</faultstring><detail><n1:Refusal><n1:code>a&lt;b</n1:code></n1:Refusal></detail>',
    );
  });

  it('is a fault of the server where nothing else is said', async () => {
    playing.reply = () => ({ $fault: {} });
    const { status, text } = await send({ soap: '1.2', body: envelope(find, '', soap12), path: '/Shop/Twelve' });
    expect([status, text]).toEqual([500, expect.stringContaining('<soap:Value>soap:Receiver</soap:Value>')]);
  });

  it.each([
    ['an output', { count: 'x', other: 1 }, ['at="/count"', 'at="/other"']],
    ['a detail', { $fault: { detail: { Other: {} } } }, ['at="/$fault/detail/Other"']],
  ])('that does not fit as %s is a fault that says where', async (_title, said, places) => {
    playing.reply = () => said;
    const { status, text } = await send({ body: envelope(find) });
    expect(status).toBe(500);
    expect(places.filter((place) => !text.includes(place))).toEqual([]);
  });

  it('that fails is told to whoever plays, not to the caller', async () => {
    playing.reply = () => {
      throw new Error('a secret');
    };
    const { status, text } = await send({ body: envelope(find) });
    expect([status, text.includes('secret'), playing.errors]).toEqual([500, false, [new Error('a secret')]]);
  });
});
