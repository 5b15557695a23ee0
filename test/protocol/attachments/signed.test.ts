import { describe, expect, it } from 'vitest';
import { signature, signedReply as mustBeSigned } from '../../../src/adapter/ws-security.ts';
import { fateOf } from '../breakage-of.ts';
import { httpPartner } from '../partner.ts';
import { identity } from '../security/keys.ts';
import { signedReply } from '../security/signing-partner.ts';
import { archive, include, send } from './archive.ts';
import { multipart } from './pieces.ts';

const us = identity('us.example');
const them = identity('partner.example');
const base64 = Buffer.alloc(3_000, 'octets').toString('base64');

describe('attachments and signatures', () => {
  it('keeps what is signed in the envelope, where the partner can verify it, and packages it all the same', async () => {
    await using partner = await httpPartner((response) => response.writeHead(500).end());
    const auth = signature({ certificate: us.certificate, key: us.key });
    const adapter = archive('Optimized', partner.origin, { auth });
    await fateOf(send(adapter, { Name: 'n', Content: base64 }, { now: new Date() }));
    await adapter.close();
    const [request] = partner.requests;
    expect(request?.headers['content-type']).toMatch(/^multipart\/related; .*type="application\/xop\+xml"/);
    expect(request?.body).toContain(base64);
    expect(request?.body.match(/^Content-ID:/gm)).toHaveLength(1);
  });

  it('believes no attachment beside what must be signed', async () => {
    const body = `<a:StoreResponse xmlns:a="urn:example:archive" xmlns:xop="http://www.w3.org/2004/08/xop/include"><a:Name>n</a:Name><a:Content>${include('x')}</a:Content></a:StoreResponse>`;
    const reply = multipart('b', [
      ['Content-Type: application/xop+xml', signedReply(them, { body })],
      ['Content-ID: <x>', 'anything'],
    ]);
    await using partner = await httpPartner((response) =>
      response.writeHead(200, { 'content-type': 'multipart/related; boundary=b' }).end(reply),
    );
    const adapter = archive('Plain', partner.origin, { auth: mustBeSigned({ trusted: [them.certificate] }) });
    expect(await fateOf(send(adapter, { Name: 'n' }, { now: new Date() }))).toEqual({
      kind: 'malformed',
      delivery: 'unknown',
    });
    await adapter.close();
  });
});
