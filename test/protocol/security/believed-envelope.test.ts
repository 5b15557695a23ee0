import { describe, expect, it } from 'vitest';
import type { SignedReply } from '../../../src/adapter/ws-security.ts';
import { believed, open, partner, refused } from './believing.ts';
import { identity } from './keys.ts';
import { bearing, reply, signedReply, unsignedReply, wsse, wsu } from './signing-partner.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';

const attacker = identity('attacker.example');

describe('a reply that the partner signed', () => {
  it('is read as the octets that were signed, and nothing else', async () => {
    const text = signedReply(partner, { headers: '<x:Note xmlns:x="urn:x">not signed</x:Note>' });
    expect(await open(text)).toBe(
      `<passerelle-believed:Envelope xmlns:passerelle-believed="http://schemas.xmlsoap.org/soap/envelope/"><passerelle-believed:Header></passerelle-believed:Header><s:Body xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsu="${wsu}" wsu:Id="body">${reply}</s:Body></passerelle-believed:Envelope>`,
    );
  });

  it.each(['rsa-sha256', 'rsa-sha512'])('may be signed by %s', async (name) => {
    expect(await open(signedReply(partner, { method: more + name }))).toEqual(believed);
  });

  it('may name the prefixes that its values use', async () => {
    expect(await open(signedReply(partner, { prefixes: ['wsse', 's'] }))).toEqual(believed);
  });

  it('may be canonicalized with all its namespaces', async () => {
    const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
    expect(await open(signedReply(partner, { transforms: [inclusive], canonicalization: inclusive }))).toEqual(
      believed,
    );
  });

  it('may say that its signature is taken out of what it covers, though it is not in it', async () => {
    const transforms = [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ];
    expect(await open(signedReply(partner, { transforms }))).toEqual(believed);
  });

  it('may bear its certificate, name it, or say nothing of it', async () => {
    expect([await open(signedReply(partner, bearing(partner))), await open(signedReply(partner))]).toEqual([
      believed,
      believed,
    ]);
  });

  it('may be of one of several trusted certificates', async () => {
    expect(await open(signedReply(partner), { trusted: [attacker.certificate, partner.certificate] })).toEqual(
      believed,
    );
  });

  it('brings the headers that are signed', async () => {
    const headers = `<x:Note xmlns:x="urn:x" wsu:Id="note">signed</x:Note>`;
    const text = signedReply(partner, { headers, signed: ['stamp', 'body', 'note'] });
    expect(await open(text, { parts: ['Body', 'Timestamp', '{urn:x}Note'] })).toContain('>signed</x:Note>');
  });

  it('may hold a signature of its own in its payload', async () => {
    const payload = '<d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#"/>';
    expect(await open(signedReply(partner, { body: `${reply}${payload}` }))).toEqual(believed);
  });

  it('says its values whole, though a comment stands in them', async () => {
    const text = signedReply(partner, { body: reply.replace('MADE', 'MA<!-- x -->DE') });
    expect(await open(text)).toEqual(believed);
  });
});

describe('the prefix of a type', () => {
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const typed = (namespace: string): string => `<r xmlns:t="${namespace}"><v ${xsi} xsi:type="t:Price"/></r>`;
  const envelope = (answer: string): string => answer.slice(0, answer.indexOf('>'));

  it('is read from what was signed alone', async () => {
    const named = signedReply(partner, { body: typed('urn:t'), prefixes: ['t'] });
    expect([await open(named), await open(signedReply(partner, { body: typed('urn:t') }))]).toEqual([
      expect.stringContaining('urn:t'),
      expect.not.stringContaining('urn:t'),
    ]);
  });

  it('is read from the document around where the adapter says so', async () => {
    const answer = await open(signedReply(partner, { body: typed('urn:t&amp;') }), { typePrefixes: 'unsigned' });
    expect(envelope(answer)).toContain(' xmlns:t="urn:t&amp;"');
  });

  it('is not read from a document that binds it twice', async () => {
    const body = `<b>${typed('urn:t')}${typed('urn:u')}</b>`;
    expect(envelope(await open(signedReply(partner, { body }), { typePrefixes: 'unsigned' }))).not.toMatch(/urn:[tu]/);
  });
});

describe('a reply that somebody altered', () => {
  const right = signedReply(partner);
  const wrongDigest = refused('its signature is not right, or not of a trusted certificate');
  const body = /<s:Body.*<\/s:Body>/.exec(right)?.[0] ?? '';
  const other = body.replace('MADE', 'LOST');
  const wrapped = (inHeader: string, inBody: string): string =>
    right.replace(body, inBody).replace('</s:Header>', `<x:Old xmlns:x="urn:x">${inHeader}</x:Old></s:Header>`);

  it.each([
    ['another value', right.replace('MADE', 'LOST'), wrongDigest],
    ['another digest', right.replace(/<ds:DigestValue>./, '<ds:DigestValue>_'), wrongDigest],
    ['another time', right.replace(/<wsu:Created>..../, '<wsu:Created>2999'), wrongDigest],
    ['the signed body in a header', wrapped(body, other.replace(' wsu:Id="body"', '')), 'its body is not signed'],
    [
      'the signed body in a header, its identifier twice',
      wrapped(body, other),
      'its signature covers an identifier that several elements of it bear',
    ],
    ['another identifier', wrapped(body, other.replace('"body"', '"evil"')), 'its body is not signed'],
    ['the signed body in another', right.replace(body, `<s:Body>${body}</s:Body>`), 'its body is not signed'],
    ['a second body', right.replace(body, body + other), 'its envelope is not one header and one body'],
    [
      'the body before the header',
      right.replace(body, '').replace('<s:Header>', `${body}<s:Header>`),
      'its envelope is not one header and one body',
    ],
    [
      'an element beside the body',
      right.replace('</s:Envelope>', '<evil/></s:Envelope>'),
      'its envelope holds more than a header and a body',
    ],
    [
      'the identifier in the payload',
      right.replace('<Count>', '<Count id="body">'),
      'its signature covers an identifier that several elements of it bear',
    ],
    [
      'a second security header',
      right.replace('</s:Header>', `<wsse:Security xmlns:wsse="${wsse}"/></s:Header>`),
      'it has several security headers',
    ],
    ['a second signature', right.replace(/(<ds:Signature .*<\/ds:Signature>)/, '$1$1'), 'it has several signatures'],
    ['no signature', right.replace(/<ds:Signature .*<\/ds:Signature>/, ''), 'it is not signed'],
    ['no security header', right.replace(/<s:Header>.*<\/s:Header>/, ''), 'it is not signed'],
    [
      'the signature outside its header',
      right.replace(/(<ds:Signature .*<\/ds:Signature>)(<\/wsse:Security>)/, '$2$1'),
      'it is not signed',
    ],
    [
      'a signature in a deeper place',
      right.replace(/(<ds:Signature .*<\/ds:Signature>)/, '<x>$1</x>'),
      'it is not signed',
    ],
    [
      'an object in the signature',
      right.replace('</ds:SignatureValue>', '</ds:SignatureValue><ds:Object/>'),
      'its signature holds more than its KeyInfo',
    ],
    [
      'two SignedInfos',
      right.replace(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/, '$1$1'),
      'its signature has another form than SignedInfo, SignatureValue, KeyInfo',
    ],
    [
      'no reference',
      right.replace(/<ds:Reference.*<\/ds:Reference>/, ''),
      'its signature does not cover between 1 and 30 elements',
    ],
    [
      'two timestamps',
      right.replace(/(<wsu:Timestamp.*<\/wsu:Timestamp>)/, `<wsu:Timestamp/>$1`),
      'it has several timestamps',
    ],
    [
      'a shorter HMAC',
      right.replace(
        /(SignatureMethod [^>]*)\/>/,
        '$1><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>',
      ),
      'its signature is of a method that is not taken',
    ],
  ])('is refused: %s', async (_what, text, why) => {
    expect(text).not.toBe(right);
    expect(await open(text)).toBe(why.startsWith('Unbelieved') ? why : refused(why));
  });

  it('is refused: a document type', async () => {
    expect(await open(`<!DOCTYPE s [<!ENTITY a "b">]>${right}`)).toMatch(/^MalformedError/);
  });

  it('is refused: another encoding of a signed header', async () => {
    const must = `<x:Pay xmlns:x="urn:x" s:mustUnderstand="1"/>`;
    expect(await open(right.replace('<s:Header>', `<s:Header>${must}`))).toBe(
      refused('a header that must be understood is not signed'),
    );
  });

  it('is refused: a body of another reply', async () => {
    const second = signedReply(partner, { body: reply.replace('MADE', 'LOST') });
    const theirs = /<s:Body.*<\/s:Body>/.exec(second)?.[0] ?? '';
    expect(await open(right.replace(body, theirs))).toBe(wrongDigest);
  });

  it.each([
    [
      'a namespace that writes an attribute',
      'Response xmlns="urn:example:shop&quot; evil=&quot;1"',
      'Response xmlns="urn:example:shop"',
      wrongDigest,
    ],
    ['an instruction in place of text', '<?x MADE?>', 'MADE', believed],
    ['a CDATA section', '<![CDATA[MADE]]>', 'MADE', believed],
    ['a comment', 'MA<!--x-->DE', 'MADE', believed],
  ])('never says anything but what was signed: %s', async (_what, evil, original, answer) => {
    expect(right).toContain(original);
    expect(await open(right.replace(original, evil))).toEqual(answer);
  });

  it('never says anything but what was signed: an attribute written by a namespace', async () => {
    const signed = signedReply(partner, { body: '<p:a xmlns:p="urn:a" b="1">MADE</p:a>' });
    const evil = signed.replace('xmlns:p="urn:a" b="1"', `xmlns:p='urn:a" b="1'`);
    expect(await open(evil)).toContain('<p:a xmlns:p="urn:a" b="1">MADE</p:a>');
  });
});

describe('a reply that would cost more than it is worth', () => {
  it('is refused: one that names its certificate again and again', async () => {
    const { tokens, keyInfo } = bearing(partner);
    const reference = /<w:Reference [^>]*>/.exec(keyInfo)?.[0] ?? '';
    const endless = keyInfo.replace(reference, reference.repeat(31));
    expect(await open(signedReply(partner, { tokens, keyInfo: endless }))).toBe(
      refused('its signature says too much of its certificate'),
    );
  });

  it('is refused: one whose headers hold more elements than anybody writes', async () => {
    const headers = `<x:Note xmlns:x="urn:x">${'<x/>'.repeat(50_000)}</x:Note>`;
    expect(await open(signedReply(partner).replace('<s:Header>', `<s:Header>${headers}`))).toBe(
      'MalformedError: more elements than such a place may hold',
    );
  });
});

describe('a header that must be signed', () => {
  const asked: Partial<SignedReply> = { parts: ['Timestamp', '{urn:x}Note'] };

  it('makes a reply unbelievable when it is not', async () => {
    const headers = `<x:Note xmlns:x="urn:x" wsu:Id="note">evil</x:Note>`;
    expect(await open(signedReply(partner, { headers }), asked)).toBe(refused('a header that must be signed is not'));
  });

  it('makes a reply unbelievable when it is not there', async () => {
    expect(await open(signedReply(partner), asked)).toBe(refused('a header that must be signed is not there'));
  });
});

describe('a reply that is not signed at all', () => {
  it('is not believed', async () => {
    expect(await open(unsignedReply())).toBe(refused('it is not signed'));
  });

  it('is no envelope', async () => {
    expect(await open('<html><body>maintenance</body></html>')).toBe(refused('it is no SOAP envelope'));
  });
});
