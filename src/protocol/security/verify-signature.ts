import type { KeyObject } from 'node:crypto';
import { createRequire } from 'node:module';
import { SignedXml } from 'xml-crypto';
import { securityNamespace } from '../../codec/wsdl/vocabulary.ts';
import { restrictAlgorithms } from './algorithms.ts';
import type { SignatureForm } from './signature-form.ts';
import { signatureNamespace } from './vocabulary.ts';

/** What the strict reader found out about a signature, and the keys that may have made it. Plain enough for another thread. */
export interface Verification extends Omit<SignatureForm, 'keyInfo'> {
  readonly text: string;
  /** The envelope's namespace. */
  readonly envelope: string;
  /** The local names of the attributes that identify elements. */
  readonly idAttributes: readonly string[];
  readonly keys: readonly KeyObject[];
}

interface DomNode {
  readonly namespaceURI: string | null;
  readonly localName: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
}

interface Parser {
  readonly DOMParser: new (options: { readonly errorHandler: () => never }) => {
    parseFromString(xml: string, mimeType: 'text/xml'): { readonly documentElement: DomNode | null };
  };
}

/** The library's own parser, whatever version it has: it is given nodes of its own. */
const libraryRequire = createRequire(createRequire(import.meta.url).resolve('xml-crypto'));
const { DOMParser } = libraryRequire('@xmldom/xmldom') as Parser;

/**
 * The octets that one of the keys signed, by the identifier of their element: what the verifier canonicalized and compared,
 * not what stands in the document. `undefined` where the signature is not right, or is of no key of these.
 */
export function verifySignature(verification: Verification): ReadonlyMap<string, string> | undefined {
  const signature = signatureNode(verification);
  if (!signature) return undefined;
  for (const key of verification.keys) {
    const octets = verifyWith(key, signature, verification);
    if (octets) return octets;
  }
  return undefined;
}

function verifyWith(key: KeyObject, signature: DomNode, verification: Verification): Map<string, string> | undefined {
  const verifier = new SignedXml({ publicCert: key });
  restrictAlgorithms(verifier);
  verifier.idAttributes = [...verification.idAttributes];
  try {
    verifier.loadSignature(signature);
    // The strict reader and the library's parser must have seen the same signature.
    const { signatureAlgorithm, canonicalizationAlgorithm } = verifier;
    const same =
      signatureAlgorithm === verification.method && canonicalizationAlgorithm === verification.canonicalization;
    if (!same || !verifier.checkSignature(verification.text)) return undefined;
  } catch {
    return undefined;
  }
  const octets = new Map<string, string>();
  for (const { uri, signedReference } of verifier.getReferences()) {
    if (signedReference !== undefined) octets.set(uri.slice(1), signedReference);
  }
  return verification.ids.every((id) => octets.has(id)) ? octets : undefined;
}

function signatureNode({ text, envelope }: Verification): DomNode | null {
  const path = [
    [envelope, 'Header'],
    [securityNamespace, 'Security'],
    [signatureNamespace, 'Signature'],
  ] as const;
  try {
    let node = new DOMParser({ errorHandler: refuse }).parseFromString(text, 'text/xml').documentElement;
    for (const [namespace, local] of path) node = childNamed(node, namespace, local);
    return node;
  } catch {
    return null;
  }
}

/** Even a warning means that two parsers differ about a text that the strict reader took. */
function refuse(): never {
  throw new Error('the library’s parser differs');
}

function childNamed(parent: DomNode | null, namespace: string, local: string): DomNode | null {
  let child = parent?.firstChild ?? null;
  while (child && (child.localName !== local || child.namespaceURI !== namespace)) child = child.nextSibling;
  return child;
}
