import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wsdlAdapter } from '../../../src/protocol/wsdl-adapter.ts';
import { corpus } from '../../support/wsdl-corpus.ts';
import { fateOf } from '../breakage-of.ts';
import { httpPartner } from '../partner.ts';
import { attemptOf as attempt } from '../shop.ts';
import { archive, include, send, stored } from './archive.ts';
import { multipart } from './pieces.ts';

const base64 = Buffer.alloc(3_000, 'octets').toString('base64');
const service = join(corpus, 'cxf-mtom-xop');

describe('a message with attachments', () => {
  it.each([
    ['/Content', 'Plain', { Name: 'n', Content: `${base64}!` }],
    ['/Copy', 'Plain', { Name: 'n', Copy: 'cid:x' }],
    ['/scan', 'Attached', { file: { Name: 'n' }, scan: 'no base64!', note: '' }],
    ['/note', 'Attached', { file: { Name: 'n' }, scan: '' }],
    ['/note', 'Attached', { file: { Name: 'n' }, scan: '', note: null }],
    ['/other', 'Attached', { file: { Name: 'n' }, scan: '', note: '', other: '' }],
    ['/Name', 'Optimized', { Content: base64 }],
  ] as const)('is refused at %s before anything is sent', async (pointer, port, json) => {
    await using partner = await httpPartner((response) => response.end());
    const adapter = archive(port, partner.origin, { attachments: 'mtom' });
    const refused = await send(adapter, json).catch((error: { errors?: unknown }) => error.errors);
    expect(refused).toMatchObject([{ pointer }]);
    expect(partner.requests).toEqual([]);
    await adapter.close();
  });

  it('is encoded for the endpoint that it goes to, whatever was expected', async () => {
    await using partner = await httpPartner((response) => response.writeHead(200).end(stored('')));
    const adapter = archive('Plain', partner.origin, { attachments: 'mtom' });
    const json = { Name: 'n', Content: base64 };
    await send(adapter, json);
    await send(adapter, json);
    await adapter.close();
    for (const { headers, body } of partner.requests) {
      expect(headers['content-type']).toMatch(/^multipart\/related/);
      expect(body).not.toContain(base64);
    }
    expect(partner.requests).toHaveLength(2);
  });
});

describe('a fault beside attachments', () => {
  it('has the octets that its detail includes', async () => {
    const fault = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xop="http://www.w3.org/2004/08/xop/include"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring><detail><a:Lost xmlns:a="urn:example:archive"><a:Trace>${include('x')}</a:Trace></a:Lost></detail></s:Fault></s:Body></s:Envelope>`;
    const body = multipart('b', [
      ['Content-Type: application/xop+xml', fault],
      ['Content-ID: <x>', 'trace'],
    ]);
    await using partner = await httpPartner((response) =>
      response.writeHead(500, { 'content-type': 'multipart/related; boundary=b' }).end(body),
    );
    const adapter = archive('Plain', partner.origin);
    const sent = send(adapter, { Name: 'n' });
    expect(await sent.catch((error: { fault?: unknown }) => error.fault)).toMatchObject({
      detail: { Lost: { Trace: 'dHJhY2U=' } },
    });
    await adapter.close();
  });

  it('is the status alone where the multipart is broken', async () => {
    await using partner = await httpPartner((response) =>
      response.writeHead(503, { 'content-type': 'multipart/related; boundary=b' }).end('--b\r\n'),
    );
    const adapter = archive('Plain', partner.origin);
    expect(await fateOf(send(adapter, { Name: 'n' }))).toEqual({ kind: 'failing', delivery: 'unknown' });
    await adapter.close();
  });
});

describe.skipIf(!existsSync(service))('CXF’s MTOM test (skipped where ../shared/wsdl-corpus is missing)', () => {
  it.each(['testXop', 'testXopString'])('%s is sent and read the same inline and as MTOM', async (operation) => {
    const message = readFileSync(join(service, 'messages', `${operation}.many.xml`), 'utf8');
    const [, text = ''] = /<(?:\w+:)?attachinfo>([^<]*)</.exec(message) ?? [];
    const optimized = message.replace(
      `>${text}<`,
      '><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:x"/><',
    );
    const replies = [
      { type: 'text/xml', body: message },
      {
        type: 'multipart/related; boundary=b; type="application/xop+xml"',
        body: multipart('b', [
          ['Content-Type: application/xop+xml', optimized],
          ['Content-ID: <x>', Buffer.from(text, 'base64')],
        ]),
      },
    ];
    await using partner = await httpPartner((response) => {
      const { type, body } = replies.shift() as (typeof replies)[number];
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    const adapter = wsdlAdapter({
      file: join(service, 'mtom_xop.wsdl'),
      name: 'cxf',
      port: 'TestMtomPort',
      endpoint: partner.origin,
    });
    const call = adapter.operations.get(operation);
    const ask = () => call?.attempt(call.checkInput({ name: 'n', attachinfo: base64 }), attempt());
    const inline = (await ask())?.output;
    expect((await ask())?.output).toEqual(inline);
    expect(inline).toMatchObject({ attachinfo: text.replaceAll(/\s/g, '') });
    await adapter.close();
  });
});
