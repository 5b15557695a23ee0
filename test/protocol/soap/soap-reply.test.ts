import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BreakageError } from '../../../src/adapter/breakage.ts';
import { driftOf } from '../../../src/protocol/attempt-breakage.ts';
import type { Answer, BoundAdapter } from '../../../src/protocol/bound.ts';
import { breakageOf } from '../breakage-of.ts';
import type { Partner } from '../partner.ts';
import { httpPartner } from '../partner.ts';
import { attempt, bound, envelope11, envelope12, followed, shopAdapter } from '../shop.ts';

interface Scripted {
  readonly status?: number;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

let partner: Partner;
let shop: BoundAdapter;
let next: Scripted = {};

beforeAll(async () => {
  partner = await httpPartner((response) => response.writeHead(next.status ?? 200, next.headers).end(next.body));
  shop = bound(shopAdapter, { url: partner.origin });
});
afterAll(async () => {
  await shop.close();
  await partner[Symbol.asyncDispose]();
});

function reply(scripted: Scripted, operation = 'follow', input: unknown = { reference: 'A-1' }): Promise<Answer> {
  next = scripted;
  return attempt(shop, operation, input);
}

function broken(scripted: Scripted, operation?: string): Promise<BreakageError> {
  return breakageOf(reply(scripted, operation));
}

const html = '<html><body><p>Maintenance</p></body></html>';

describe('a reply that keeps its contract', () => {
  it('becomes the output', async () => {
    const answer = await reply({ body: envelope11(followed) });
    expect(answer).toEqual({
      output: { status: 'MADE', count: 3 },
      drift: [],
      replyBytes: Buffer.byteLength(envelope11(followed)),
    });
  });

  it.each([
    ['before the header', '/Envelope', (text: string) => text.replace('<s:Header>', 'text<s:Header>')],
    ['in the header', '/Envelope/Header', (text: string) => text.replace('</s:Header>', 'text</s:Header>')],
    ['behind the body', '/Envelope', (text: string) => text.replace('</s:Body>', '</s:Body>text')],
  ])('is told of text %s, at its place', async (_, path, change) => {
    const body = envelope11(followed).replace('<s:Body>', '<s:Header></s:Header><s:Body>');
    expect((await reply({ body: change(body) })).drift).toMatchObject([{ kind: 'unexpected_text', path }]);
  });

  it('becomes the output on any 2xx', async () => {
    expect((await reply({ status: 202, body: envelope11(followed) })).output).toEqual({ status: 'MADE', count: 3 });
  });

  it('is read in the charset that HTTP names', async () => {
    const body = Buffer.from(
      envelope11(followed.replace('MADE', 'MADE').replace('</Count>', '</Count><Note>é</Note>')),
      'latin1',
    );
    const answer = await reply({ body, headers: { 'content-type': 'text/xml; charset="ISO-8859-1"' } });
    expect(answer.drift).toEqual([]);
  });

  it('may have undeclared headers that need not be understood', async () => {
    const header = '<s:Header><x:Trace xmlns:x="urn:x" s:mustUnderstand="0">1</x:Trace></s:Header>';
    expect((await reply({ body: envelope11(followed, header) })).drift).toEqual([]);
  });

  it('may have WS-Addressing and WS-Security headers that must be understood', async () => {
    const header =
      '<s:Header><a:Action xmlns:a="http://www.w3.org/2005/08/addressing" s:mustUnderstand="1">x</a:Action></s:Header>';
    expect((await reply({ body: envelope11(followed, header) })).drift).toEqual([]);
  });

  it('may have a header that another node must understand', async () => {
    const header = '<s:Header><x:Trace xmlns:x="urn:x" s:actor="urn:other" s:mustUnderstand="1">1</x:Trace></s:Header>';
    expect((await reply({ body: envelope11(followed, header) })).drift).toEqual([]);
  });
});

describe('no silent success', () => {
  it.each<[string, Scripted, string]>([
    ['an empty 200', { body: '' }, 'malformed'],
    ['a 204', { status: 204 }, 'malformed'],
    ['an HTML page', { body: `<!DOCTYPE html>${html}` }, 'malformed'],
    ['a well-formed HTML page', { body: html }, 'malformed'],
    ['an HTML page that is not well-formed', { body: '<html><br><p>Maintenance' }, 'malformed'],
    ['JSON', { body: '{"ok":true}' }, 'malformed'],
    ['a truncated envelope', { body: envelope11(followed).slice(0, -30) }, 'malformed'],
    ['an envelope with a second root', { body: `${envelope11(followed)}<x/>` }, 'malformed'],
    [
      'undecodable bytes',
      { body: Buffer.from(envelope11(followed.replace('MADE', 'MAD\u00c9')), 'latin1') },
      'malformed',
    ],
    [
      'an unknown charset',
      { body: envelope11(followed), headers: { 'content-type': 'text/xml; charset=ebcdic' } },
      'malformed',
    ],
    ['a DOCTYPE with entities', { body: `<!DOCTYPE a [<!ENTITY b "c">]>${envelope11(followed)}` }, 'malformed'],
    ['an envelope that differs and is truncated', { body: envelope11('<Other/>').slice(0, -10) }, 'malformed'],
    ['a body part of another name', { body: envelope11('<Other xmlns="urn:example:shop"/>') }, 'drift'],
    [
      'a body part in another namespace',
      { body: envelope11(followed.replace('urn:example:shop', 'urn:example:shop2')) },
      'drift',
    ],
    [
      'a root in another namespace',
      { body: envelope11(followed).replaceAll('schemas.xmlsoap.org/soap', 'schemas.xmlsoap.org/wash') },
      'drift',
    ],
    ['another root', { body: followed }, 'drift'],
    ['an envelope of the other SOAP version', { body: envelope12(followed) }, 'drift'],
    [
      'an envelope without a body',
      { body: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>' },
      'drift',
    ],
    ['an empty body', { body: envelope11('') }, 'drift'],
    ['a bad number', { body: envelope11(followed.replace('3', 'three')) }, 'drift'],
    ['a missing required element', { body: envelope11('<FollowResponse xmlns="urn:example:shop"/>') }, 'drift'],
    ['an occurrence too many', { body: envelope11(followed.replace('<Count>', '<Count>1</Count><Count>')) }, 'drift'],
  ])('takes %s for a breakage', async (_, scripted, kind) => {
    expect(await broken(scripted)).toMatchObject({ kind, delivery: kind === 'drift' ? 'done' : 'unknown' });
  });

  it('takes an undeclared header that must be understood for drift', async () => {
    const header = '<s:Header><x:Rule xmlns:x="urn:x" s:mustUnderstand="1">1</x:Rule></s:Header>';
    const breakage = await broken({ body: envelope11(followed, header) });
    expect([breakage.kind, driftOf(breakage)]).toMatchObject(['drift', [{ kind: 'header' }]]);
  });

  it('passes a new enumeration value on, and reports it', async () => {
    const answer = await reply({ body: envelope11(followed.replace('MADE', 'LOST')) });
    expect(answer).toMatchObject({ output: { status: 'LOST' }, drift: [{ kind: 'enumeration' }] });
  });

  it('skips an unknown element, and reports it without its value', async () => {
    const answer = await reply({ body: envelope11(followed.replace('<Count>', '<New>private</New><Count>')) });
    expect(answer).toMatchObject({ output: { status: 'MADE', count: 3 }, drift: [{ kind: 'unknown_element' }] });
    expect(JSON.stringify(answer.drift)).not.toContain('private');
  });

  it('skips a second element in the body, and reports it', async () => {
    expect((await reply({ body: envelope11(`${followed}<x/>`) })).drift).toMatchObject([
      { kind: 'unknown_element', path: '/Envelope/Body/x' },
    ]);
  });

  it('tells the drift check what broke the contract', async () => {
    const breakage = await broken({ body: envelope11(followed.replace('3', 'private')) });
    expect(driftOf(breakage)).toMatchObject([{ kind: 'lexical', path: '/Envelope/Body/FollowResponse/Count' }]);
    expect(JSON.stringify([breakage.message, driftOf(breakage), breakage.cause])).not.toContain('private');
  });

  it('tells the drift check what was passed over before, and last what broke the contract', async () => {
    const renamed = followed.replace('<Status>MADE</Status>', '<State>MADE</State>');
    const seen = driftOf(await broken({ body: envelope11(renamed) }));
    expect(seen.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'unknown_element /Envelope/Body/FollowResponse/State',
      'missing /Envelope/Body/FollowResponse/Status',
    ]);
  });

  it('keeps what it tells the drift check within bounds, what broke the contract included', async () => {
    const strange = followed.replace('<Status>MADE</Status>', '<New/>'.repeat(200));
    const seen = driftOf(await broken({ body: envelope11(strange) }));
    expect(seen).toHaveLength(100);
    expect(seen.at(-1)).toMatchObject({ kind: 'missing' });
  });
});

describe('a status other than 2xx', () => {
  it.each<[number, string, string]>([
    [401, 'credentials', 'refused'],
    [403, 'credentials', 'refused'],
    [407, 'credentials', 'refused'],
    [429, 'throttled', 'refused'],
    [408, 'failing', 'unknown'],
    [500, 'failing', 'unknown'],
    [502, 'failing', 'unknown'],
    [404, 'drift', 'refused'],
    [302, 'drift', 'unknown'],
  ])('%i is %s whatever the body', async (status, kind, delivery) => {
    const bodies = ['', html, '<html><br>', envelope11(followed), envelope11(followed).slice(0, 50)];
    const fates = [];
    for (const body of bodies) fates.push(await broken({ status, body }));
    expect(fates.map((fate) => [fate.kind, fate.delivery, fate.partnerStatus])).toEqual(
      bodies.map(() => [kind, delivery, status]),
    );
  });

  it('speaks for itself where its body is above the limit or compressed wrongly', async () => {
    const wrong = { status: 403, body: 'x', headers: { 'content-encoding': 'gzip' } };
    expect(await broken(wrong)).toMatchObject({ kind: 'credentials', delivery: 'refused' });
  });

  it('honours Retry-After', async () => {
    expect(await broken({ status: 503, headers: { 'retry-after': '3' } })).toMatchObject({
      kind: 'failing',
      retryAfterMs: 3_000,
    });
  });
});

describe('a one-way operation', () => {
  const input = { text: 'hello' };

  it.each<Scripted>([
    { status: 200, body: '' },
    { status: 202, body: '' },
    { status: 204 },
    { status: 202, body: envelope11('') },
  ])('is done with $status and no content', async (scripted) => {
    expect((await reply(scripted, 'notify', input)).output).toBeNull();
  });

  it('is not done when the partner answers with a page', async () => {
    expect(await breakageOf(reply({ body: html }, 'notify', input))).toMatchObject({
      kind: 'malformed',
      delivery: 'unknown',
    });
  });

  it('is not done when the partner answers with a fault', async () => {
    const fault = envelope11('<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>');
    expect(await breakageOf(reply({ body: fault }, 'notify', input))).toMatchObject({
      kind: 'failing',
      delivery: 'unknown',
    });
  });
});
