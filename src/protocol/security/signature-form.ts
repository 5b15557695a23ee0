import type { Hash } from '../../adapter/ws-security.ts';
import type { XmlTree } from '../../codec/index.ts';
import { attributeOf, elementsOf, textOf } from '../../codec/xml/tree.ts';
import { digestHashes, signingMethods } from './algorithms.ts';
import type { SecuredEnvelope } from './secured-envelope.ts';
import { Unbelieved } from './unbelieved.ts';
import { envelopedSignature, exclusiveC14n, inclusiveC14n, signatureNamespace, strTransform } from './vocabulary.ts';

/** A signature of the one form that is verified. */
export interface SignatureForm {
  /** URIs of {@link signingMethods} and of a canonicalization. */
  readonly method: string;
  readonly canonicalization: string;
  /** The identifiers of the elements that it covers, each borne by one element of the document. */
  readonly ids: readonly string[];
  readonly keyInfo: XmlTree | undefined;
}

const canonicalizations: ReadonlySet<string | undefined> = new Set([exclusiveC14n, inclusiveC14n]);
const mostReferences = 30;
const wanted: readonly Hash[] = ['sha256', 'sha384', 'sha512'];

/**
 * The envelope's one signature, if it has the plain form of WS-Security: references to elements of this document by their
 * identifiers, canonicalization and no other transform. Throws {@link Unbelieved}.
 */
export function signatureForm(envelope: SecuredEnvelope, hashes: readonly Hash[] = wanted): SignatureForm {
  const { security, ids, signatures } = envelope;
  const [signature] = security ? elementsOf(security).filter((each) => isSignature(each, 'Signature')) : [];
  if (!signature) throw new Unbelieved('it is not signed');
  if (signatures !== 1) throw new Unbelieved('it has several signatures');
  const [signedInfo, value, keyInfo, more] = elementsOf(signature);
  if (!isSignature(signedInfo, 'SignedInfo') || !isSignature(value, 'SignatureValue') || more)
    throw new Unbelieved('its signature has another form than SignedInfo, SignatureValue, KeyInfo');
  if (keyInfo && !isSignature(keyInfo, 'KeyInfo')) throw new Unbelieved('its signature holds more than its KeyInfo');
  const [canonicalization, method, ...references] = elementsOf(signedInfo);
  if (!isSignature(canonicalization, 'CanonicalizationMethod') || !isSignature(method, 'SignatureMethod'))
    throw new Unbelieved('its signature does not say how it was made');
  if (references.length === 0 || references.length > mostReferences)
    throw new Unbelieved(`its signature does not cover between 1 and ${mostReferences} elements`);
  const allowed = new Set(hashes);
  return {
    canonicalization: canonicalizationOf(canonicalization),
    method: methodOf(method, allowed),
    ids: references.map((reference) => referenceId(reference, ids, allowed)),
    keyInfo,
  };
}

function isSignature(tree: XmlTree | undefined, local: string): tree is XmlTree {
  return tree?.namespace === signatureNamespace && tree.local === local;
}

function canonicalizationOf(tree: XmlTree): string {
  const algorithm = attributeOf(tree, 'Algorithm') ?? '';
  if (!canonicalizations.has(algorithm))
    throw new Unbelieved('its signature uses a canonicalization that is not taken');
  return algorithm;
}

function methodOf(tree: XmlTree, allowed: ReadonlySet<Hash>): string {
  const uri = attributeOf(tree, 'Algorithm') ?? '';
  const method = signingMethods.get(uri);
  if (!method || elementsOf(tree).length > 0) throw new Unbelieved('its signature is of a method that is not taken');
  if (!allowed.has(method.hash))
    throw new Unbelieved(`its signature uses ${method.hash}, which the adapter does not allow`);
  return uri;
}

function referenceId(tree: XmlTree, ids: ReadonlyMap<string, number>, allowed: ReadonlySet<Hash>): string {
  const uri = attributeOf(tree, 'URI');
  if (!isSignature(tree, 'Reference') || uri === undefined || !/^#[\p{L}_][\p{L}\p{N}_.-]*$/u.test(uri))
    throw new Unbelieved('its signature covers something else than elements of the reply by their identifiers');
  const id = uri.slice(1);
  const found = ids.get(id) ?? 0;
  if (found !== 1)
    throw new Unbelieved(
      `its signature covers an identifier that ${found === 0 ? 'no element of it bears' : 'several elements of it bear'}`,
    );
  const parts = elementsOf(tree);
  const transforms = parts.filter((each) => isSignature(each, 'Transforms')).flatMap(elementsOf);
  const [digest, ...others] = parts.filter((each) => isSignature(each, 'DigestMethod'));
  const values = parts.filter((each) => isSignature(each, 'DigestValue'));
  if (!digest || others.length > 0 || values.length !== 1 || textOf(values[0] as XmlTree).trim() === '')
    throw new Unbelieved('its signature has a reference without its digest');
  checkTransforms(transforms);
  const hash = digestHashes.get(attributeOf(digest, 'Algorithm') ?? '');
  if (!hash) throw new Unbelieved('its signature uses a digest that is not taken');
  if (!allowed.has(hash)) throw new Unbelieved(`its signature uses ${hash}, which the adapter does not allow`);
  return id;
}

/** One canonicalization; before it an enveloped-signature transform, which some stacks write though it removes nothing here. */
function checkTransforms(transforms: readonly XmlTree[]): void {
  const algorithms = transforms.map((each) =>
    isSignature(each, 'Transform') ? attributeOf(each, 'Algorithm') : undefined,
  );
  if (algorithms.includes(strTransform))
    throw new Unbelieved('its signature covers a token by STR-Transform, which is not supported');
  if (algorithms[0] === envelopedSignature) algorithms.shift();
  else if (algorithms.length === 0) return;
  if (!algorithms.every((each) => canonicalizations.has(each)) || algorithms.length === 0)
    throw new Unbelieved('its signature uses a transform that is not taken');
  if (algorithms.length > 1) throw new Unbelieved('its signature uses several transforms on one element');
}
