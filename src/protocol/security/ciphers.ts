import type { Encryption } from '../../adapter/ws-security.ts';
import { encryptionNamespace, signatureNamespace } from './vocabulary.ts';

type Cipher = NonNullable<Encryption['content']>;

const encryption11 = 'http://www.w3.org/2009/xmlenc11#';

/** XML Encryption 1.1 §5.2, by EncryptionMethod. */
export const contentCiphers: ReadonlyMap<string, Cipher> = new Map([
  [`${encryption11}aes256-gcm`, 'aes256-gcm'],
  [`${encryption11}aes128-gcm`, 'aes128-gcm'],
  [`${encryptionNamespace}aes256-cbc`, 'aes256-cbc'],
  [`${encryptionNamespace}aes128-cbc`, 'aes128-cbc'],
]);

export function contentCipherUri(cipher: Cipher): string {
  for (const [uri, each] of contentCiphers) if (each === cipher) return uri;
  throw new Error(`no content cipher ${cipher}`);
}

/** XML Encryption 1.1 §5.5.2: how we transport keys. */
export const keyTransports = {
  'rsa-oaep': {
    uri: `${encryptionNamespace}rsa-oaep-mgf1p`,
    digest: 'sha1',
    mgf: undefined,
    parameters: `<ds:DigestMethod Algorithm="${signatureNamespace}sha1"/>`,
  },
  'rsa-oaep-sha256': {
    uri: `${encryption11}rsa-oaep`,
    digest: 'sha256',
    mgf: 'sha256',
    parameters: `<ds:DigestMethod Algorithm="${encryptionNamespace}sha256"/><xenc11:MGF xmlns:xenc11="${encryption11}" Algorithm="${encryption11}mgf1sha256"/>`,
  },
} as const;

/** Transports that a reply may use: RSAES-PKCS1-v1_5 lets whoever may ask often enough open messages without the key. */
export const replyTransports: ReadonlySet<string> = new Set(Object.values(keyTransports).map(({ uri }) => uri));
