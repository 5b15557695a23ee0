import type { KeyObject, KeyLike } from 'node:crypto';
import { constants, createHash, sign, verify } from 'node:crypto';
import type { HashAlgorithm, SignatureAlgorithm } from 'xml-crypto';
import { C14nCanonicalization, ExclusiveCanonicalization, SignedXml } from 'xml-crypto';
import type { Hash } from '../../adapter/ws-security.ts';
import { envelopedSignature, exclusiveC14n, inclusiveC14n } from './vocabulary.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const dsig = 'http://www.w3.org/2000/09/xmldsig#';

/** By the URI of its DigestMethod (XML Signature 1.1 §6.2, RFC 6931). */
export const digestHashes: ReadonlyMap<string, Hash> = new Map([
  [`${dsig}sha1`, 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  [`${more}sha384`, 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);

interface SigningMethod {
  readonly hash: Hash;
  readonly key: 'rsa' | 'ec';
  readonly pss: boolean;
}

/** By the URI of its SignatureMethod (XML Signature 1.1 §6.4, RFC 6931 §2.3). No HMAC: a public key is no shared secret. */
export const signingMethods: ReadonlyMap<string, SigningMethod> = new Map([
  [`${dsig}rsa-sha1`, { hash: 'sha1', key: 'rsa', pss: false }],
  [`${more}rsa-sha256`, { hash: 'sha256', key: 'rsa', pss: false }],
  [`${more}rsa-sha384`, { hash: 'sha384', key: 'rsa', pss: false }],
  [`${more}rsa-sha512`, { hash: 'sha512', key: 'rsa', pss: false }],
  [`${more}ecdsa-sha1`, { hash: 'sha1', key: 'ec', pss: false }],
  [`${more}ecdsa-sha256`, { hash: 'sha256', key: 'ec', pss: false }],
  [`${more}ecdsa-sha384`, { hash: 'sha384', key: 'ec', pss: false }],
  [`${more}ecdsa-sha512`, { hash: 'sha512', key: 'ec', pss: false }],
  ['http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1', { hash: 'sha256', key: 'rsa', pss: true }],
  ['http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1', { hash: 'sha384', key: 'rsa', pss: true }],
  ['http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1', { hash: 'sha512', key: 'rsa', pss: true }],
]);

/** The method of our own signatures: RSA with PKCS #1 v1.5, as every stack knows it, or ECDSA. */
export function signingMethodUri(key: 'rsa' | 'ec', hash: Hash): string {
  for (const [uri, method] of signingMethods) {
    if (method.key === key && method.hash === hash && !method.pss) return uri;
  }
  throw new Error(`no signature method of ${key} and ${hash}`);
}

export function digestMethodUri(hash: Hash): string {
  for (const [uri, each] of digestHashes) if (each === hash) return uri;
  throw new Error(`no digest method of ${hash}`);
}

/** What kind of signatures a key makes; `undefined` for a key that this gateway does not sign or verify with. */
export function signingKeyType({ asymmetricKeyType }: KeyObject): 'rsa' | 'ec' | undefined {
  if (asymmetricKeyType === 'rsa' || asymmetricKeyType === 'ec') return asymmetricKeyType;
  return undefined;
}

function hashAlgorithm(uri: string, hash: Hash): new () => HashAlgorithm {
  return class implements HashAlgorithm {
    getAlgorithmName(): string {
      return uri;
    }
    getHash(xml: string): string {
      return createHash(hash).update(xml, 'utf8').digest('base64');
    }
  };
}

function signatureAlgorithm(uri: string, { hash, pss }: SigningMethod): new () => SignatureAlgorithm {
  const withKey = (key: KeyLike) => ({
    key: key as KeyObject,
    // XML Signature 1.1 §6.4.3: r and s side by side, not in DER.
    dsaEncoding: 'ieee-p1363' as const,
    ...(pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {}),
  });
  return class implements SignatureAlgorithm {
    getAlgorithmName(): string {
      return uri;
    }
    getSignature(signedInfo: unknown, key: KeyLike): string {
      return sign(hash, Buffer.from(signedInfo as string, 'utf8'), withKey(key)).toString('base64');
    }
    verifySignature(signedInfo: string, key: KeyLike, value: string): boolean {
      return verify(hash, Buffer.from(signedInfo, 'utf8'), withKey(key), Buffer.from(value, 'base64'));
    }
  };
}

interface Prefixed {
  readonly prefix: string | null | undefined;
}

/** Canonical XML 1.0 §2.2: namespaces by code point, where the library sorts them as a dictionary of the machine's language would. */
function byCodePoint(a: Prefixed, b: Prefixed): number {
  const left = a.prefix ?? '';
  const right = b.prefix ?? '';
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

class ExclusiveC14n extends ExclusiveCanonicalization {
  override nsCompare(a: Prefixed, b: Prefixed): number {
    return byCodePoint(a, b);
  }
}

class InclusiveC14n extends C14nCanonicalization {
  override nsCompare(a: Prefixed, b: Prefixed): number {
    return byCodePoint(a, b);
  }
}

const enveloped = new SignedXml().CanonicalizationAlgorithms[envelopedSignature];
const canonicalizations = {
  [exclusiveC14n]: ExclusiveC14n,
  [inclusiveC14n]: InclusiveC14n,
  ...(enveloped ? { [envelopedSignature]: enveloped } : {}),
};
const hashes = Object.fromEntries([...digestHashes].map(([uri, hash]) => [uri, hashAlgorithm(uri, hash)]));
const signatures = Object.fromEntries([...signingMethods].map(([uri, each]) => [uri, signatureAlgorithm(uri, each)]));

/** Leaves the library these algorithms and no others. */
export function restrictAlgorithms(signedXml: SignedXml): void {
  signedXml.CanonicalizationAlgorithms = canonicalizations;
  signedXml.HashAlgorithms = hashes;
  signedXml.SignatureAlgorithms = signatures;
}
