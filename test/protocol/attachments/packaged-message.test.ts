import { describe, expect, it } from 'vitest';
import { signature, usernameToken } from '../../../src/adapter/ws-security.ts';
import type { Endpoint } from '../../../src/adapter/auth.ts';
import { noAuth } from '../../../src/adapter/auth.ts';
import { secret } from '../../../src/adapter/secret.ts';
import type { BodyInPieces } from '../../../src/protocol/http/http-message.ts';
import { OutgoingAttachments } from '../../../src/protocol/attachments/outgoing-attachments.ts';
import { packagedMessage, packagingOf } from '../../../src/protocol/attachments/packaged-message.ts';
import { securityOf } from '../../../src/protocol/security/declared.ts';

const plainHeaders = ['content-type', 'text/xml; charset=utf-8', 'soapaction', '"a"', 'accept', 'text/xml'];
const octets = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 31) % 256));

/** What is sent of one message with one attachment. */
function sent(soap: '1.1' | '1.2', action: string): { headers: readonly string[]; body: BodyInPieces } {
  const attachments = new OutgoingAttachments('mtom');
  attachments.include(octets.toString('base64'), undefined);
  const message = { packaging: 'mtom', parts: attachments.parts } as const;
  const packaged = packagedMessage({ soap, action }, plainHeaders, '<?xml version="1.0"?><é/>', message);
  return packaged as { headers: readonly string[]; body: BodyInPieces };
}

describe('how a message travels', () => {
  const identity = { certificate: '', key: secret.parse('key') };
  const endpoint = (more: Partial<Endpoint>): Endpoint => ({ url: '', auth: noAuth, ...more });

  it.each([
    [false, endpoint({}), 'inline'],
    [true, endpoint({}), 'mtom'],
    [false, endpoint({ attachments: 'mtom' }), 'mtom'],
    [true, endpoint({ attachments: 'inline' }), 'inline'],
    [true, endpoint({ auth: usernameToken('u', secret.parse('p')) }), 'mtom'],
    [true, endpoint({ auth: signature(identity) }), 'mtomWhole'],
    [false, endpoint({ auth: signature(identity) }), 'inline'],
  ] as const)('is by the WSDL (MTOM %j), or by the endpoint; what is signed stays whole', (mtom, to, expected) => {
    expect(packagingOf({ mtom }, to, securityOf(to))).toBe(expected);
  });
});

describe('a packaged message', () => {
  it('is the envelope alone where nothing travels beside it', () => {
    const packaged = packagedMessage({ soap: '1.1', action: 'a' }, plainHeaders, '<e/>', {
      packaging: 'inline',
      parts: [],
    });
    expect(packaged).toEqual({ headers: plainHeaders, body: '<e/>' });
  });

  it('says how many bytes it has, and is the same each time it is written', () => {
    const { body } = sent('1.1', 'a');
    const [first, second] = [Buffer.concat([...body]), Buffer.concat([...body])];
    expect(first.byteLength).toBe(body.bytes);
    expect(first.equals(second)).toBe(true);
    expect(first.includes(octets)).toBe(true);
  });

  it('is written in pieces that are small', () => {
    const sizes = [...sent('1.1', 'a').body].map((piece) => piece.byteLength);
    expect(Math.max(...sizes)).toBeLessThan(200_000);
  });

  it('is the same for the same input, but for its boundary and ids', () => {
    const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g;
    const [first, second] = [sent('1.2', 'a'), sent('1.2', 'a')].map(({ headers, body }) => [
      headers.join('\n').replace(uuid, ''),
      Buffer.concat([...body])
        .toString('latin1')
        .replace(uuid, ''),
    ]);
    expect(first).toEqual(second);
  });

  it('escapes an action with quotes in SOAP 1.2, inside start-info too', () => {
    expect(sent('1.2', 'a"b').headers[1]).toMatch(
      /; type="application\/xop\+xml"; start-info="application\/soap\+xml; action=\\"a\\\\\\"b\\""; action="a\\"b"$/,
    );
  });

  it('leaves an empty action away in SOAP 1.2', () => {
    expect(sent('1.2', '').headers[1]).toMatch(/; start-info="application\/soap\+xml"$/);
  });

  it('accepts the same in return', () => {
    expect(sent('1.1', 'a').headers.slice(2)).toEqual([
      'soapaction',
      '"a"',
      'accept',
      'multipart/related, application/xop+xml, text/xml',
    ]);
  });
});
