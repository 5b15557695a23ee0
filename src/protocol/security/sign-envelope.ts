import type { KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { Hash } from '../../adapter/ws-security.ts';
import { digestMethodUri, restrictAlgorithms, signingMethodUri } from './algorithms.ts';
import { exclusiveC14n, utilityNamespace } from './vocabulary.ts';

export interface Signing {
  readonly key: KeyObject;
  readonly keyType: 'rsa' | 'ec';
  readonly hash: Hash;
  /** What stands in `ds:KeyInfo`. */
  readonly keyInfo: string;
  /** The `wsu:Id` of each element that is signed. */
  readonly ids: readonly string[];
  /** Prefixes whose namespaces are signed though no name uses them, since values may (Exclusive XML Canonicalization §3). */
  readonly prefixes: readonly string[];
}

/** Where an element with an identifier of ours stands: the body, a header block, or a token of one. It spares the library a search of the whole body. */
function pathTo(id: string): string {
  const identified = `[@*[local-name(.)='Id' and namespace-uri(.)='${utilityNamespace}']='${id}']`;
  return [`/*/*${identified}`, `/*/*[1]/*${identified}`, `/*/*[1]/*/*${identified}`].join(' | ');
}

/** `ds:Signature` over elements of an envelope of ours (SOAP Message Security 1.1 §8). It declares its own prefixes. */
export function signatureOver(envelope: string, { key, keyType, hash, keyInfo, ids, prefixes }: Signing): string {
  const signer = new SignedXml({
    idMode: 'wssecurity',
    privateKey: key,
    signatureAlgorithm: signingMethodUri(keyType, hash),
    canonicalizationAlgorithm: exclusiveC14n,
    getKeyInfoContent: () => keyInfo,
  });
  restrictAlgorithms(signer);
  for (const id of ids) {
    signer.addReference({
      xpath: pathTo(id),
      transforms: [exclusiveC14n],
      digestAlgorithm: digestMethodUri(hash),
      inclusiveNamespacesPrefixList: [...prefixes],
    });
  }
  signer.computeSignature(envelope, { prefix: 'ds' });
  return signer.getSignatureXml();
}
