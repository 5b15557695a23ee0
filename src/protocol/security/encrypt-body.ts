import { randomUUID } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { encrypt } from 'xml-encryption';
import type { Encryption } from '../../adapter/ws-security.ts';
import { XmlReader, readTree } from '../../codec/index.ts';
import { childOf, childText } from '../tree-json.ts';
import { certificateOf, outOfDate } from './certificate.ts';
import { unusable } from './declared.ts';
import { certificateReference, encryptedKeyReference } from './key-reference.ts';
import { contentCipherUri, keyTransports } from './ciphers.ts';
import { encryptionNamespace, signatureNamespace } from './vocabulary.ts';

const encryptText = promisify(encrypt);

/** The parts of an encrypted message: the key, for the security header, and what takes the place of the body's content. */
export interface EncryptedBody {
  readonly key: string;
  readonly data: string;
}

/**
 * Encrypts the body's content for the partner's certificate (SOAP Message Security 1.1 §9, XML Encryption 1.1). The library
 * makes key and ciphertext, and knows one form of its own: only the two are taken from it. Throws a BreakageError `credentials`.
 */
export async function encryptBody(content: string, declared: Encryption, now: Date): Promise<EncryptedBody> {
  const certificate = partnerCertificate(declared, now);
  const transport = keyTransports[declared.transport ?? 'rsa-oaep'];
  const cipher = contentCipherUri(declared.content ?? 'aes256-gcm');
  const made = await encryptText(content, {
    rsa_pub: certificate.publicKey.export({ type: 'spki', format: 'pem' }),
    pem: certificate.toString(),
    encryptionAlgorithm: cipher,
    keyEncryptionAlgorithm: transport.uri,
    keyEncryptionDigest: transport.digest,
    ...(transport.mgf === undefined ? {} : { keyEncryptionMgf: transport.mgf }),
    disallowEncryptionWithInsecureAlgorithm: false,
    warnInsecureAlgorithm: false,
  });
  const values = cipherValues(made);
  const [keyId, dataId] = [`EK-${randomUUID()}`, `ED-${randomUUID()}`];
  const reference = certificateReference(certificate, declared.reference ?? 'issuerSerial');
  return {
    key:
      `<xenc:EncryptedKey xmlns:xenc="${encryptionNamespace}" xmlns:ds="${signatureNamespace}" Id="${keyId}">` +
      `<xenc:EncryptionMethod Algorithm="${transport.uri}">${transport.parameters}</xenc:EncryptionMethod>` +
      `<ds:KeyInfo>${reference}</ds:KeyInfo>` +
      `<xenc:CipherData><xenc:CipherValue>${values.key}</xenc:CipherValue></xenc:CipherData>` +
      `<xenc:ReferenceList><xenc:DataReference URI="#${dataId}"/></xenc:ReferenceList></xenc:EncryptedKey>`,
    data:
      `<xenc:EncryptedData xmlns:xenc="${encryptionNamespace}" Id="${dataId}" Type="${encryptionNamespace}Content">` +
      `<xenc:EncryptionMethod Algorithm="${cipher}"/>` +
      `<ds:KeyInfo xmlns:ds="${signatureNamespace}">${encryptedKeyReference(keyId)}</ds:KeyInfo>` +
      `<xenc:CipherData><xenc:CipherValue>${values.data}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`,
  };
}

function partnerCertificate(declared: Encryption, now: Date): X509Certificate {
  const certificate = certificateOf(declared.certificate, 'The partner’s certificate for encryption');
  const late = outOfDate(certificate, now);
  if (late !== undefined) throw unusable(`The partner’s certificate for encryption ${late}`);
  if (certificate.publicKey.asymmetricKeyType !== 'rsa')
    throw unusable('The partner’s certificate for encryption is not one for RSA');
  return certificate;
}

function cipherValues(made: string): { key: string; data: string } {
  const reader = new XmlReader(made.trim());
  reader.readRoot();
  const data = readTree(reader);
  const key = childOf(childOf(data, 'KeyInfo'), 'EncryptedKey');
  const value = (of: typeof key): string => childText(childOf(of, 'CipherData'), 'CipherValue') ?? '';
  return { key: value(key), data: value(data) };
}
