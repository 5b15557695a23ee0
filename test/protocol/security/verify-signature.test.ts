import { createPublicKey, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { soap11Namespace } from '../../../src/codec/xml/vocabulary.ts';
import type { Verification } from '../../../src/protocol/security/verify-signature.ts';
import { verifySignature } from '../../../src/protocol/security/verify-signature.ts';
import { believed, open, partner, refused } from './believing.ts';
import { signedReply } from './signing-partner.ts';

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const right = signedReply(partner);
/** What the strict reader finds of it. */
const found: Verification = {
  text: right,
  envelope: soap11Namespace,
  method: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  canonicalization: exclusive,
  ids: ['stamp', 'body'],
  idAttributes: ['Id'],
  keys: [createPublicKey(partner.certificate)],
};

/** The reply with something in its CanonicalizationMethod, where the library looks for any element of a name; signed anew by the partner. */
function holding(content: string, hash: 'sha1' | 'sha256'): string {
  const text = right.replace(
    `<ds:CanonicalizationMethod Algorithm="${exclusive}"/>`,
    `<ds:CanonicalizationMethod Algorithm="${exclusive}">${content}</ds:CanonicalizationMethod>`,
  );
  const signedInfo = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(text)?.[0] ?? '';
  const canonical = signedInfo
    .replace('<ds:SignedInfo>', `<ds:SignedInfo xmlns:ds="${dsig}">`)
    .replace(/<([\w:]+)([^<>]*)\/>/g, '<$1$2></$1>');
  const value = sign(hash, Buffer.from(canonical), partner.pem).toString('base64');
  return text.replace(/(<ds:SignatureValue>)[^<]*/, `$1${value}`);
}

describe('a signature that two parsers read differently', () => {
  it('is refused: a method of signing that the strict reader does not take for one', async () => {
    const hidden = `<ds:SignatureMethod Algorithm="${dsig}rsa-sha1"/>`;
    expect(await open(holding(hidden, 'sha1'))).toBe(
      refused('its signature is not right, or not of a trusted certificate'),
    );
  });

  it.each<Partial<Verification>>([
    { method: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512' },
    { canonicalization: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' },
    { ids: ['stamp', 'body', 'note'] },
  ])('is refused: the strict reader found %j', (other) => {
    expect([verifySignature(found)?.size, verifySignature({ ...found, ...other })]).toEqual([2, undefined]);
  });

  it('is believed where they agree', async () => {
    expect(await open(holding('<ds:Other/>', 'sha256'))).toEqual(believed);
  });
});
