import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { believed, open, partner, refused } from './believing.ts';
import { signedReply } from './signing-partner.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';

describe('a signature of another kind', () => {
  it.each([
    ['an enveloped signature alone', 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'],
    ['XPath', 'http://www.w3.org/TR/1999/REC-xpath-19991116'],
    ['XSLT', 'http://www.w3.org/TR/1999/REC-xslt-19991116'],
    ['comments kept', 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments'],
    ['base64', 'http://www.w3.org/2000/09/xmldsig#base64'],
  ])('is refused: a transform by %s', async (_name, uri) => {
    const text = signedReply(partner).replaceAll(
      'Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"',
      `Transform Algorithm="${uri}"`,
    );
    expect(await open(text)).toBe(refused('its signature uses a transform that is not taken'));
  });

  it('is refused in words where it covers a token by STR-Transform', async () => {
    const uri = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform';
    const text = signedReply(partner).replaceAll(
      'Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"',
      `Transform Algorithm="${uri}"`,
    );
    expect(await open(text)).toBe(refused('its signature covers a token by STR-Transform, which is not supported'));
  });

  it('is refused: a second transform', async () => {
    const transform = 'http://www.w3.org/2001/10/xml-exc-c14n#';
    expect(await open(signedReply(partner, { transforms: [transform, transform] }))).toBe(
      refused('its signature uses several transforms on one element'),
    );
  });

  it.each(['', '#', 'http://evil.example/', 'file:///etc/passwd', '#xpointer(/)', `#body' or '1'='1`, 'cid:1'])(
    'is refused: a reference to %j',
    async (uri) => {
      const text = signedReply(partner).replace('URI="#body"', `URI="${uri}"`);
      expect(await open(text)).toBe(
        refused('its signature covers something else than elements of the reply by their identifiers'),
      );
    },
  );

  it('is refused: a reference without URI', async () => {
    expect(await open(signedReply(partner).replace(' URI="#body"', ''))).toBe(
      refused('its signature covers something else than elements of the reply by their identifiers'),
    );
  });

  it('is refused: a reference to nothing', async () => {
    expect(await open(signedReply(partner).replace('URI="#body"', 'URI="#elsewhere"'))).toBe(
      refused('its signature covers an identifier that no element of it bears'),
    );
  });

  it('is refused: an HMAC keyed with the public certificate', async () => {
    const hmac = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';
    const text = signedReply(partner).replace(`${more}rsa-sha256`, hmac);
    const signedInfo = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(text)?.[0] ?? '';
    const value = createHmac('sha1', partner.certificate)
      .update(signedInfo.replace('<ds:SignedInfo>', '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'))
      .digest('base64');
    expect(await open(text.replace(/(<ds:SignatureValue>)[^<]*/, `$1${value}`))).toBe(
      refused('its signature is of a method that is not taken'),
    );
  });

  it('is refused: an RSA key for a method of elliptic curves', async () => {
    expect(await open(signedReply(partner).replace('rsa-sha256', 'ecdsa-sha256'))).toBe(
      refused('its signature is not of a kind that a trusted certificate’s key makes'),
    );
  });

  it('is refused with SHA-1, unless the adapter takes it', async () => {
    const sha1 = 'http://www.w3.org/2000/09/xmldsig#';
    const digest = signedReply(partner, { digest: `${sha1}sha1` });
    const method = signedReply(partner, { digest: `${sha1}sha1`, method: `${sha1}rsa-sha1` });
    const why = refused('its signature uses sha1, which the adapter does not allow');
    expect([await open(digest), await open(method), await open(method, { hashes: ['sha1'] })]).toEqual([
      why,
      why,
      believed,
    ]);
  });
});
