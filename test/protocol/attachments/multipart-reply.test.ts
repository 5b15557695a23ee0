import { array, assert, boolean, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MultipartReply } from '../../../src/protocol/attachments/multipart-reply.ts';
import { contentTypeOf } from '../../../src/protocol/http/content-type.ts';
import { multipart, writeCut } from './pieces.ts';
import { cases } from '../../support/random-cases.ts';

const type = contentTypeOf('multipart/related; boundary=b; start="<root>"');

function replied(body: Buffer, cuts: readonly number[], hold: (bytes: number) => void = () => {}): MultipartReply {
  const reply = new MultipartReply(type, hold);
  writeCut(reply, body, cuts);
  reply.end();
  return reply;
}

describe('a multipart reply that comes in pieces', () => {
  it('is the same whatever its octets, its order and its pieces', () => {
    const octets = nat(20_000).map((length) => Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256));
    assert(
      property(octets, octets, boolean(), array(nat(40_000), { maxLength: 30 }), (one, two, first, cuts) => {
        const root = ['Content-ID: <root>', '<r/>'] as const;
        const parts = [
          ['Content-ID: <one>', Buffer.from(one)],
          ['Content-ID: <two>\r\nContent-Transfer-Encoding: base64', Buffer.from(two).toString('base64')],
        ] as const;
        const reply = replied(multipart('b', first ? [root, ...parts] : [...parts, root]), cuts);
        const attachments = reply.attachments();
        expect(Buffer.concat(reply.root()).toString()).toBe('<r/>');
        expect(attachments.find('cid:one')).toBe(Buffer.from(one).toString('base64'));
        expect(attachments.find('cid:two')).toBe(Buffer.from(two).toString('base64'));
      }),
      cases(100),
    );
  });

  it('is the same octet by octet', () => {
    const octets = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256));
    const body = multipart('b', [
      ['Content-ID: <root>', '<r/>'],
      ['Content-ID: <x>', octets],
    ]);
    const cuts = Array.from({ length: body.byteLength }, (_, index) => index);
    expect(replied(body, cuts).attachments().find('cid:x')).toBe(octets.toString('base64'));
  });

  it('accounts for what it holds: the root as octets, the others as text', () => {
    let held = 0;
    const body = multipart('b', [
      ['Content-ID: <root>', '<r/>'],
      ['A: 1', Buffer.alloc(300_000)],
      ['A: 1', Buffer.alloc(3)],
    ]);
    replied(body, [], (bytes) => (held += bytes));
    expect(held).toBe(4 + 400_000 + 4);
  });

  it('lets nothing more in where holding is refused', () => {
    const refuse = (): never => {
      throw new Error('full');
    };
    expect(() => replied(multipart('b', [['Content-ID: <root>', '<r/>']]), [], refuse)).toThrow('full');
  });
});

describe('a content type', () => {
  it.each([
    [
      'Multipart/Related;Boundary="a;b\\"c" ; TYPE=text/xml;x',
      'multipart/related',
      { boundary: 'a;b"c', type: 'text/xml' },
    ],
    ['text/xml', 'text/xml', {}],
    ['text/xml; charset=utf-8; charset=latin1', 'text/xml', { charset: 'utf-8' }],
    [
      'multipart/related; start=<a@b>; boundary=----=_Part_0.1',
      'multipart/related',
      { start: '<a@b>', boundary: '----=_Part_0.1' },
    ],
    [
      'multipart/related; x="; boundary=no"; boundary=yes',
      'multipart/related',
      { x: '; boundary=no', boundary: 'yes' },
    ],
    ['', '', {}],
  ])('%j is read', (header, mediaType, parameters) => {
    const found = contentTypeOf(header);
    expect([found.mediaType, Object.fromEntries(found.parameters)]).toEqual([mediaType, parameters]);
  });
});
