import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/adapter/secret.ts';
import type { XmlTree } from '../../../src/codec/index.ts';
import { attributeOf, elementsOf } from '../../../src/codec/xml/tree.ts';
import { childOf, childText } from '../../../src/protocol/tree-json.ts';
import { identity } from './keys.ts';
import {
  assertion,
  covered,
  envelope,
  names,
  now,
  partner,
  refusal,
  security,
  sign,
  timestamp,
  token,
  us,
} from './outgoing.ts';

describe('the security header', () => {
  it('holds its tokens before the signature that uses them, the timestamp first', async () => {
    const declared = {
      signature: sign(),
      usernameToken: token,
      timestamp,
      samlAssertion: { kind: 'samlAssertion', assertion: new Secret(assertion) },
    } as const;
    expect(names(await security(declared))).toEqual([
      'Timestamp',
      'BinarySecurityToken',
      'UsernameToken',
      'Assertion',
      'Signature',
    ]);
  });

  it.each([
    ['1.1', 'http://schemas.xmlsoap.org/soap/envelope/'],
    ['1.2', 'http://www.w3.org/2003/05/soap-envelope'],
  ] as const)('must be understood by a partner of SOAP %s', async (version, namespace) => {
    const block = await security({ timestamp }, { version });
    expect(block?.attributes).toEqual([{ namespace, local: 'mustUnderstand', value: '1' }]);
  });

  it('is not there where only the reply is to be signed', async () => {
    const text = await envelope({ signedReply: { kind: 'signedReply', trusted: [partner.certificate] } });
    expect(text).not.toMatch(/Security|wss/);
  });

  it('says when the message was made and until when it holds', async () => {
    const stamp = childOf(await security({ timestamp }), 'Timestamp');
    expect([childText(stamp, 'Created'), childText(stamp, 'Expires')]).toEqual([
      now.toISOString(),
      new Date(now.getTime() + 120_000).toISOString(),
    ]);
  });

  it('holds a SAML assertion to the byte, without its XML declaration', async () => {
    const text = await envelope({
      samlAssertion: { kind: 'samlAssertion', assertion: new Secret(`<?xml version="1.0"?>\n${assertion}\n`) },
    });
    expect(text).toContain(`mustUnderstand="1">${assertion}</`);
  });
});

describe('a signature of ours', () => {
  it('covers the body alone where nothing else is declared', async () => {
    expect(await covered({ signature: sign() })).toEqual(['Body']);
  });

  it('covers the timestamp as well where one is sent', async () => {
    expect(await covered({ signature: sign(), timestamp })).toEqual(['Timestamp', 'Body']);
  });

  it('covers the parts that are named', async () => {
    const parts = ['Timestamp', 'UsernameToken', 'BinarySecurityToken', 'Addressing', '{urn:h}Context'] as const;
    const declared = { signature: sign({ parts }), usernameToken: token, timestamp };
    const found = await covered(declared, { context: true });
    expect(found).toEqual([
      'Timestamp',
      'BinarySecurityToken',
      'UsernameToken',
      'Action',
      'MessageID',
      'To',
      'ReplyTo',
      'Context',
    ]);
  });

  it.each(['Timestamp', 'UsernameToken', '{urn:h}Context'] as const)(
    'is not made where there is no %s to sign',
    async (part) => {
      expect(await refusal({ signature: sign({ parts: ['Body', part] }) })).toEqual({
        kind: 'internal',
        delivery: 'none',
        message: `The message has no ${part} that the signature could cover`,
      });
    },
  );

  it.each([
    ['issuerSerial', 'X509Data', undefined],
    ['thumbprint', 'KeyIdentifier', 'ThumbprintSHA1'],
    ['subjectKeyIdentifier', 'KeyIdentifier', 'X509SubjectKeyIdentifier'],
  ] as const)('names its certificate by %s', async (reference, local, type) => {
    const block = await security({ signature: sign({ reference }) });
    const keyInfo = childOf(childOf(block, 'Signature'), 'KeyInfo');
    const [named] = elementsOf(childOf(keyInfo, 'SecurityTokenReference') as XmlTree);
    expect([names(block), named?.local, attributeOf(named as XmlTree, 'ValueType')?.split('#')[1]]).toEqual([
      ['Signature'],
      local,
      type,
    ]);
  });

  it('names the issuer as RFC 4514 writes it, and the serial number in decimal', async () => {
    const issued = identity('other', { issuer: us });
    const options = { certificate: issued.certificate, key: issued.key, reference: 'issuerSerial' } as const;
    const text = await envelope({ signature: sign(options) }, { at: new Date() });
    expect(text).toContain(
      '<ds:X509IssuerName>CN=us.example,O=Example\\, Inc,C=FR</ds:X509IssuerName><ds:X509SerialNumber>4660</ds:X509SerialNumber>',
    );
  });

  it('may leave it to the SAML assertion to vouch for its key', async () => {
    const text = await envelope({
      signature: sign({ reference: 'samlAssertion' }),
      samlAssertion: { kind: 'samlAssertion', assertion: new Secret(assertion) },
    });
    expect(text).toMatch(/TokenType="[^"]*#SAMLV2\.0"[^>]*><wsse:KeyIdentifier ValueType="[^"]*#SAMLID">_a1</);
  });

  it('is not left to an assertion that is not declared', async () => {
    expect(await refusal({ signature: sign({ reference: 'samlAssertion' }) })).toMatchObject({
      kind: 'internal',
      delivery: 'none',
    });
  });

  it('covers the prefixes that values use', async () => {
    const typed = await envelope({ signature: sign() }, { body: '<v xmlns:xsi="urn:xsi" xsi:type="n1:Price"/>' });
    const plain = await envelope({ signature: sign() });
    expect([typed.includes('PrefixList="soap n1 '), plain.includes('PrefixList')]).toEqual([true, false]);
  });
});
