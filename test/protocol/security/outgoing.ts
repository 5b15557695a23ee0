import type { BreakageError } from '../../../src/adapter/breakage.ts';
import { Secret } from '../../../src/adapter/secret.ts';
import type { Signature } from '../../../src/adapter/ws-security.ts';
import type { XmlTree } from '../../../src/codec/index.ts';
import { readTree, XmlReader } from '../../../src/codec/index.ts';
import { attributeOf, elementsOf } from '../../../src/codec/xml/tree.ts';
import { addressingBlocks } from '../../../src/protocol/soap/addressing.ts';
import { envelopeNamespaces } from '../../../src/protocol/soap/envelope.ts';
import type { DeclaredSecurity } from '../../../src/protocol/security/declared.ts';
import { secureEnvelope } from '../../../src/protocol/security/secure-envelope.ts';
import { childOf } from '../../../src/protocol/tree-json.ts';
import { identity } from './keys.ts';
import { wsu } from './signing-partner.ts';

/** Messages of ours on their way to a partner. */

export const us = identity('us.example');
export const partner = identity('partner.example');
export const now = new Date(Math.floor(Date.now() / 1000) * 1000);
export const later = new Date(Date.now() + 31 * 86_400_000);
export const assertion =
  '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Version="2.0"><!-- as issued --></saml:Assertion>';

export const timestamp = { kind: 'timestamp', expires: '2m' } as const;
export const token = { kind: 'usernameToken', user: 'anna', password: new Secret('p'), type: 'digest' } as const;
export const sign = (options: Partial<Signature> = {}): DeclaredSecurity['signature'] & object => ({
  kind: 'signature',
  certificate: us.certificate,
  key: us.key,
  ...options,
});

export interface Sent {
  readonly version?: '1.1' | '1.2';
  readonly at?: Date;
  /** A header block of the adapter's. */
  readonly context?: boolean;
  readonly body?: string;
}

export function envelope(
  declared: DeclaredSecurity,
  { version = '1.1', at = now, context = false, body = 'b' }: Sent = {},
): Promise<string> {
  const namespaces = envelopeNamespaces(version);
  const name = namespaces.name('urn:shop', 'Order');
  const addressing = addressingBlocks({ action: 'urn:a', attemptId: '1', to: 'http://x/' }, namespaces, 'soap');
  const block = namespaces.name('urn:h', 'Context');
  const headers = context ? `<${block} at="x"><${block}/></${block}>` : '';
  const content = body === '' ? '' : `<${name}>${body}</${name}>`;
  return secureEnvelope(declared, { namespaces, addressing, headers, body: content }, at);
}

export function parsed(text: string): XmlTree {
  const reader = new XmlReader(text);
  reader.readRoot();
  return readTree(reader);
}

export async function security(declared: DeclaredSecurity, sent?: Sent): Promise<XmlTree | undefined> {
  return childOf(childOf(parsed(await envelope(declared, sent)), 'Header'), 'Security');
}

export const names = (tree: XmlTree | undefined): string[] => (tree ? elementsOf(tree).map(({ local }) => local) : []);

/** The elements that a signature covers, by their local names. */
export async function covered(declared: DeclaredSecurity, sent?: Sent): Promise<(string | undefined)[]> {
  const root = parsed(await envelope(declared, sent));
  const everything = (tree: XmlTree): XmlTree[] => [tree, ...elementsOf(tree).flatMap(everything)];
  const all = everything(root);
  const signedInfo = all.find(({ local }) => local === 'SignedInfo') as XmlTree;
  return elementsOf(signedInfo)
    .filter(({ local }) => local === 'Reference')
    .map((each) => all.find((one) => `#${attributeOf(one, 'Id', wsu)}` === attributeOf(each, 'URI'))?.local);
}

export async function refusal(
  declared: DeclaredSecurity,
  sent?: Sent,
): Promise<Pick<BreakageError, 'kind' | 'delivery' | 'message'>> {
  const error = await envelope(declared, sent).then(
    () => new Error('was sent'),
    (cause: unknown) => cause as BreakageError,
  );
  const { kind, delivery, message } = error as BreakageError;
  return { kind, delivery, message };
}
