import { describe, expect, it } from 'vitest';
import type { XmlTree } from '../../../src/codec/index.ts';
import { attributeOf, elementsOf, textOf } from '../../../src/codec/xml/tree.ts';
import { childOf } from '../../../src/protocol/tree-json.ts';
import { identity } from './keys.ts';
import { envelope, later, names, parsed, partner, refusal, security, sign } from './outgoing.ts';

describe('an encrypted body', () => {
  const encrypt = { kind: 'encryption', certificate: partner.certificate } as const;

  it('stands in the body as EncryptedData, to which a key in the security header refers', async () => {
    const root = parsed(await envelope({ encryption: encrypt }));
    const [data, ...others] = elementsOf(childOf(root, 'Body') as XmlTree);
    const key = childOf(childOf(childOf(root, 'Header'), 'Security'), 'EncryptedKey');
    const reference = childOf(childOf(key, 'ReferenceList'), 'DataReference') as XmlTree;
    expect([data?.local, others, attributeOf(reference, 'URI')]).toEqual([
      'EncryptedData',
      [],
      `#${attributeOf(data as XmlTree, 'Id')}`,
    ]);
  });

  it('is signed before it is encrypted, and so to be decrypted before it is verified', async () => {
    expect(names(await security({ encryption: encrypt, signature: sign() }))).toEqual([
      'BinarySecurityToken',
      'EncryptedKey',
      'Signature',
    ]);
  });

  it('has a key and a ciphertext of its own each time', async () => {
    const values = await Promise.all(
      [1, 2].map(async () => textOf(childOf(parsed(await envelope({ encryption: encrypt })), 'Body') as XmlTree)),
    );
    expect(new Set(values).size).toBe(2);
  });

  it('is left empty where it is', async () => {
    expect(await envelope({ encryption: encrypt }, { body: '' })).toContain('<soap:Body></soap:Body>');
  });

  it('is not made for a certificate that has expired', async () => {
    expect(await refusal({ encryption: encrypt }, { at: later })).toMatchObject({
      kind: 'credentials',
      delivery: 'none',
    });
  });

  it('is not made for a key that is not RSA', async () => {
    const { certificate } = identity('elliptic.example', { curve: 'P-256' });
    expect(await refusal({ encryption: { ...encrypt, certificate } }, { at: new Date() })).toEqual({
      kind: 'credentials',
      delivery: 'none',
      message: 'The partner’s certificate for encryption is not one for RSA',
    });
  });
});
