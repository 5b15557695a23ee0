import type { KeyObject } from 'node:crypto';
import { createHash, X509Certificate } from 'node:crypto';
import type { IssuedCertificate, SignedReply } from '../../adapter/ws-security.ts';
import type { XmlTree } from '../../codec/index.ts';
import { securityNamespace } from '../../codec/index.ts';
import { attributeOf, elementsOf, textOf } from '../../codec/xml/tree.ts';
import { signingKeyType, signingMethods } from './algorithms.ts';
import { certificateOf, outOfDate, serialNumber, subjectKeyIdentifier } from './certificate.ts';
import { unusable } from './declared.ts';
import type { SignatureForm } from './signature-form.ts';
import { idsOf } from './secured-envelope.ts';
import { Unbelieved } from './unbelieved.ts';
import { signatureNamespace, thumbprintSha1, x509SubjectKeyIdentifier, x509v3 } from './vocabulary.ts';

type Trusted = SignedReply['trusted'];

const longestCertificate = 64 * 1024;
/** A chain, and each certificate named in several ways. */
const mostClues = 30;

function isPinned(trusted: Trusted): trusted is readonly string[] {
  return Array.isArray(trusted);
}

/** The declared certificates that are valid today. Throws a BreakageError where none is: no reply could be believed, so nothing is asked. */
export function trustedToday(trusted: Trusted, now: Date): readonly X509Certificate[] {
  const declared = isPinned(trusted) ? trusted : trusted.authorities;
  const certificates = declared.map((pem) =>
    certificateOf(pem, 'A certificate that the partner’s replies are trusted by'),
  );
  const valid = certificates.filter((certificate) => outOfDate(certificate, now) === undefined);
  if (valid.length > 0) return valid;
  throw unusable('No certificate that the partner’s replies are trusted by is valid today');
}

/**
 * The public keys that may have made a signature, all of them trusted: what the message says of its key only chooses among
 * them, or must be issued by a declared authority for the declared subject. Throws {@link Unbelieved}.
 */
export function trustedKeys(
  { keyInfo, method }: SignatureForm,
  security: XmlTree,
  trusted: Trusted,
  now: Date,
): readonly KeyObject[] {
  const valid = trustedToday(trusted, now);
  const clues = cluesOf(keyInfo, security);
  const certificates = isPinned(trusted) ? chosen(valid, clues) : issued(clues.certificates, valid, trusted, now);
  const keys = distinct(certificates.map(({ publicKey }) => publicKey));
  // A key serves the method of its own kind alone: an RSA key is no secret for an HMAC.
  const fitting = keys.filter((key) => signingKeyType(key) === signingMethods.get(method)?.key);
  if (fitting.length === 0)
    throw new Unbelieved('its signature is not of a kind that a trusted certificate’s key makes');
  return fitting;
}

/** Each key costs a verification, however often its certificate was sent. */
function distinct(keys: readonly KeyObject[]): readonly KeyObject[] {
  return keys.filter((key, index) => keys.findIndex((each) => each.equals(key)) === index);
}

/** What the message says of the certificate that it was signed for. */
interface Clues {
  readonly certificates: readonly X509Certificate[];
  readonly matches: (certificate: X509Certificate) => boolean;
}

function chosen(valid: readonly X509Certificate[], { matches }: Clues): readonly X509Certificate[] {
  const named = valid.filter(matches);
  return named.length > 0 ? named : valid;
}

function issued(
  sent: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  { subject }: IssuedCertificate,
  now: Date,
): readonly X509Certificate[] {
  if (sent.length === 0) throw new Unbelieved('it does not send the certificate of its signature along');
  const found = sent.filter(
    (certificate) =>
      !certificate.ca &&
      outOfDate(certificate, now) === undefined &&
      isFor(certificate, subject) &&
      authorities.some(
        (authority) => authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey),
      ),
  );
  if (found.length === 0)
    throw new Unbelieved('its signature’s certificate is not one that a trusted authority issued to the partner');
  return found;
}

function isFor(certificate: X509Certificate, subject: IssuedCertificate['subject']): boolean {
  const wanted = Object.entries(subject);
  const own: Readonly<Record<string, unknown>> = { ...certificate.toLegacyObject().subject };
  return wanted.length > 0 && wanted.every(([name, value]) => Object.hasOwn(own, name) && own[name] === value);
}

function cluesOf(keyInfo: XmlTree | undefined, security: XmlTree): Clues {
  const certificates: X509Certificate[] = [];
  const tests: ((certificate: X509Certificate) => boolean)[] = [];
  let clues = 0;
  for (const tree of keyInfo ? descendants(keyInfo) : []) {
    if (elementsOf(tree).length > 0) continue;
    if (++clues > mostClues) throw new Unbelieved('its signature says too much of its certificate');
    const text = textOf(tree).trim();
    switch (tree.namespace === signatureNamespace || tree.namespace === securityNamespace ? tree.local : '') {
      case 'X509Certificate':
        certificates.push(...certificateIn(text));
        break;
      case 'Reference':
        certificates.push(...tokenIn(security, attributeOf(tree, 'URI')));
        break;
      case 'X509SerialNumber':
        tests.push((certificate) => serialNumber(certificate) === text);
        break;
      case 'KeyIdentifier':
        tests.push(keyIdentifierTest(attributeOf(tree, 'ValueType'), text));
        break;
      case 'X509SKI':
        tests.push(keyIdentifierTest(x509SubjectKeyIdentifier, text));
        break;
      default:
    }
  }
  const matches = (certificate: X509Certificate): boolean =>
    certificates.some(({ raw }) => raw.equals(certificate.raw)) || tests.some((test) => test(certificate));
  return { certificates, matches };
}

function keyIdentifierTest(valueType: string | undefined, value: string): (certificate: X509Certificate) => boolean {
  const bytes = Buffer.from(value, 'base64');
  if (valueType === x509SubjectKeyIdentifier)
    return (certificate) => subjectKeyIdentifier(certificate)?.equals(bytes) ?? false;
  if (valueType === thumbprintSha1) return ({ raw }) => createHash('sha1').update(raw).digest().equals(bytes);
  return () => false;
}

function* descendants(tree: XmlTree): Generator<XmlTree> {
  for (const child of elementsOf(tree)) {
    yield child;
    yield* descendants(child);
  }
}

/** The certificate of the BinarySecurityToken of an identifier, where it stands in the security header and is one certificate. */
function tokenIn(security: XmlTree, uri: string | undefined): X509Certificate[] {
  const token = elementsOf(security).find(
    (each) =>
      each.namespace === securityNamespace &&
      each.local === 'BinarySecurityToken' &&
      idsOf(each).some((id) => `#${id}` === uri),
  );
  if (!token || attributeOf(token, 'ValueType') !== x509v3) return [];
  return certificateIn(textOf(token).trim());
}

function certificateIn(base64: string): X509Certificate[] {
  if (base64.length > longestCertificate) return [];
  try {
    return [new X509Certificate(Buffer.from(base64, 'base64'))];
  } catch {
    return [];
  }
}
