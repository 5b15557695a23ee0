import type { X509Certificate } from 'node:crypto';
import { randomUUID } from 'node:crypto';
import { durationMs } from '../../adapter/duration.ts';
import type { WsSecurity } from '../../adapter/ws-security.ts';
import type { Namespaces } from '../../codec/index.ts';
import { securityNamespace } from '../../codec/index.ts';
import { soapPrefix, writeEnvelope } from '../soap/envelope.ts';
import type { DeclaredSecurity } from './declared.ts';
import { misdeclared } from './declared.ts';
import { encryptBody } from './encrypt-body.ts';
import { assertionReference, certificateReference, tokenIdReference } from './key-reference.ts';
import { ownIdentity } from './own-key.ts';
import type { SamlAssertion } from './saml-assertion.ts';
import { assertionOf } from './saml-assertion.ts';
import { performBesides } from './perform-besides.ts';
import type { Signing } from './sign-envelope.ts';
import { SignedParts } from './signed-parts.ts';
import { usernameTokenBlock } from './username-token.ts';
import { base64Binary, utilityNamespace, x509v3 } from './vocabulary.ts';

/** A message that is ready but for its security header. */
export interface PlainMessage {
  readonly namespaces: Namespaces;
  /** The WS-Addressing blocks; empty where there are none. */
  readonly addressing: string;
  /** The adapter's header blocks. */
  readonly headers: string;
  readonly body: string;
}

type Signature = Extract<WsSecurity, { kind: 'signature' }>;

/**
 * The whole envelope with its `wsse:Security` block (SOAP Message Security 1.1 §5): what is declared, each token before what
 * uses it; signed first, then encrypted. Throws a BreakageError with delivery `none`.
 */
export async function secureEnvelope(declared: DeclaredSecurity, message: PlainMessage, now: Date): Promise<string> {
  const { namespaces, body } = message;
  const { signature, encryption } = declared;
  const assertion = declared.samlAssertion && assertionOf(declared.samlAssertion.assertion);
  const parts = new SignedParts(signature ? partsOf(signature, declared) : [], namespaces);
  const seal = signature && sealOf(signature, assertion, now);
  const tokens = writeTokens(declared, parts, seal?.token, namespaces, now) + (assertion?.xml ?? '');
  const addressing = parts.blocks(message.addressing, true);
  const headers = parts.blocks(message.headers, false);
  const bodyAttributes = parts.attribute('Body');
  parts.expectAll();
  const write = (key: string, signed: string, content: string): string => {
    const block = securityBlock(tokens + key + signed, namespaces);
    return writeEnvelope(namespaces, addressing + block + headers, content, bodyAttributes);
  };
  const signed = seal
    ? await performBesides(
        {
          kind: 'sign',
          text: write('', '', body),
          ...seal.signing,
          ids: parts.ids,
          prefixes: prefixesIn(headers + body, namespaces),
        },
        seal.certificate,
      )
    : '';
  if (!encryption || body === '') return write('', signed, body);
  const { key, data } = await encryptBody(body, encryption, now);
  return write(key, signed, data);
}

function securityBlock(content: string, namespaces: Namespaces): string {
  if (content === '') return '';
  const name = namespaces.name(securityNamespace, 'Security');
  return `<${name} ${soapPrefix}:mustUnderstand="1">${content}</${name}>`;
}

function partsOf({ parts }: Signature, { timestamp }: DeclaredSecurity): NonNullable<Signature['parts']> {
  return parts ?? (timestamp ? ['Timestamp', 'Body'] : ['Body']);
}

interface Seal {
  /** Ours; parsed once. */
  readonly certificate: X509Certificate;
  readonly signing: Pick<Signing, 'key' | 'keyType' | 'hash' | 'keyInfo'>;
  /** The certificate that is sent along, and its `wsu:Id`. */
  readonly token: { readonly id: string; readonly certificate: X509Certificate } | undefined;
}

function sealOf(signature: Signature, assertion: SamlAssertion | undefined, now: Date): Seal {
  const { certificate, ...own } = ownIdentity(signature, now);
  const { hash = 'sha256', reference = 'binarySecurityToken' } = signature;
  if (reference === 'binarySecurityToken') {
    const id = `X509-${randomUUID()}`;
    return { certificate, signing: { ...own, hash, keyInfo: tokenIdReference(id) }, token: { id, certificate } };
  }
  if (reference !== 'samlAssertion') {
    const keyInfo = certificateReference(certificate, reference);
    return { certificate, signing: { ...own, hash, keyInfo }, token: undefined };
  }
  if (!assertion) throw misdeclared('The signature refers to a SAML assertion, and the endpoint declares none');
  return { certificate, signing: { ...own, hash, keyInfo: assertionReference(assertion) }, token: undefined };
}

function writeTokens(
  { timestamp, usernameToken }: DeclaredSecurity,
  parts: SignedParts,
  token: Seal['token'],
  namespaces: Namespaces,
  now: Date,
): string {
  let tokens = '';
  if (timestamp) {
    const wsu = (local: string): string => namespaces.name(utilityNamespace, local);
    const expires = new Date(now.getTime() + durationMs(timestamp.expires));
    const instant = (local: string, at: Date): string => `<${wsu(local)}>${at.toISOString()}</${wsu(local)}>`;
    tokens += `<${wsu('Timestamp')}${parts.attribute('Timestamp')}>${instant('Created', now)}${instant('Expires', expires)}</${wsu('Timestamp')}>`;
  }
  if (token) {
    const name = namespaces.name(securityNamespace, 'BinarySecurityToken');
    const id = parts.token(token.id);
    tokens += `<${name} EncodingType="${base64Binary}" ValueType="${x509v3}"${id}>${token.certificate.raw.toString('base64')}</${name}>`;
  }
  if (usernameToken) tokens += usernameTokenBlock(usernameToken, now, namespaces, parts.attribute('UsernameToken'));
  return tokens;
}

/**
 * The prefixes that values may use, as `xsi:type` does: exclusive canonicalization passes over them unless they are named,
 * and the partner could not tell the type from what was signed.
 */
function prefixesIn(content: string, namespaces: Namespaces): string[] {
  if (!/:type="/.test(content)) return [];
  return [...namespaces.declarations().matchAll(/ xmlns:([^=]+)=/g)].map(([, prefix = '']) => prefix);
}
