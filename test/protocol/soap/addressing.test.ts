import { describe, expect, it } from 'vitest';
import { fateOf } from '../breakage-of.ts';
import type { Respond } from '../partner.ts';
import { httpPartner } from '../partner.ts';
import { attempt, bound, envelope12, followed, shopAdapter } from '../shop.ts';

const wsa = 'http://www.w3.org/2005/08/addressing';
const attemptId = '0b5a1f9e-4a3e-4c53-8d6f-0f4b8c8b7a11';

/** A reply with these headers, which follow the request's id for `$ID`. */
function replying(headers: string): Respond {
  return (response, { body }) => {
    const [id = ''] = /(?<=MessageID>)[^<]*/.exec(body) ?? [];
    const header = `<e:Header xmlns:a="${wsa}">${headers.replaceAll('$ID', id)}</e:Header>`;
    response.end(envelope12(followed, header));
  };
}

async function follow(headers: string): Promise<unknown> {
  await using partner = await httpPartner(replying(headers));
  const answer = await attempt(
    bound(shopAdapter, { url: partner.origin }),
    'follow12',
    { reference: 'A' },
    { attemptId },
  );
  return answer.output;
}

describe('a reply that says what it relates to', () => {
  it.each([
    ['our message', '<a:RelatesTo>$ID</a:RelatesTo>'],
    ['our message, with white space', '<a:RelatesTo>\n  $ID\n</a:RelatesTo>'],
    ['our message in capitals', `<a:RelatesTo>URN:UUID:${attemptId.toUpperCase()}</a:RelatesTo>`],
    ['our message by the type that is meant anyway', `<a:RelatesTo RelationshipType="${wsa}/reply">$ID</a:RelatesTo>`],
    ['no message that it knows', `<a:RelatesTo>${wsa}/unspecified</a:RelatesTo>`],
    ['another message in another way', '<a:RelatesTo RelationshipType="urn:x:thread">urn:x:1</a:RelatesTo>'],
    ['ours and must be understood', '<a:RelatesTo e:mustUnderstand="true">$ID</a:RelatesTo>'],
    ['nothing', `<a:Action>urn:x</a:Action><a:MessageID>urn:x:1</a:MessageID>`],
    ['something in another namespace', '<RelatesTo xmlns="urn:other">urn:x:1</RelatesTo>'],
  ])('is taken when that is %s', async (_, headers) => {
    expect(await follow(headers)).toEqual({ status: 'MADE', count: 3 });
  });

  it.each([
    ['another message', '<a:RelatesTo>urn:uuid:00000000-0000-4000-8000-000000000000</a:RelatesTo>'],
    ['another message besides ours', '<a:RelatesTo>$ID</a:RelatesTo><a:RelatesTo>urn:x:1</a:RelatesTo>'],
    ['an empty name', '<a:RelatesTo/>'],
  ])('is not believed when that is %s: it may be another person’s', async (_, headers) => {
    expect(await fateOf(follow(headers))).toEqual({ kind: 'malformed', delivery: 'unknown' });
  });
});

describe('a one-way message is accepted', () => {
  const notify = async (answer: Respond): Promise<unknown> => {
    await using partner = await httpPartner(answer);
    return (await attempt(bound(shopAdapter, { url: partner.origin }), 'notify', { text: 'x' })).output;
  };
  const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
  const faulty = `<s:Envelope xmlns:s="${soap11}"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>`;

  it.each<[string, Respond]>([
    ['200 and nothing', (response) => response.end()],
    ['202 and nothing', (response) => response.writeHead(202).end()],
    ['204', (response) => response.writeHead(204).end()],
    [
      '200 and an envelope with an empty body',
      (response) => response.end(`<s:Envelope xmlns:s="${soap11}"><s:Body/></s:Envelope>`),
    ],
    ['202 and words', (response) => response.writeHead(202, { 'content-type': 'text/plain' }).end('Accepted')],
  ])('by %s', async (_, answer) => {
    expect(await notify(answer)).toBeNull();
  });

  it.each<[string, Respond, string]>([
    ['202 and a fault', (response) => response.writeHead(202).end(faulty), 'rejected'],
    ['200 and a page', (response) => response.end('<html><body>Maintenance</body></html>'), 'malformed'],
    ['200 and words', (response) => response.end('OK'), 'malformed'],
  ])('not by %s', async (_, answer, kind) => {
    expect((await fateOf(notify(answer))).kind).toBe(kind);
  });
});
