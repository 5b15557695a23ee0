import { createPublicKey } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { Identity } from './keys.ts';

/** A partner that signs with xml-crypto alone, and as wrongly as a test asks. */

export const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
export const wsu = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

export const reply = '<FollowResponse xmlns="urn:example:shop"><Status>MADE</Status><Count>3</Count></FollowResponse>';

export interface Wish {
  readonly body?: string;
  /** Header blocks before the security header. */
  readonly headers?: string;
  /** Children of the timestamp; `''` for no timestamp. */
  readonly timestamp?: string;
  /** Tokens before the signature. */
  readonly tokens?: string;
  /** The `wsu:Id` of what is signed. */
  readonly signed?: readonly string[];
  readonly transforms?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly digest?: string;
  readonly method?: string;
  readonly keyInfo?: string;
  readonly canonicalization?: string;
}

export function instants(created: Date, expires?: Date): string {
  const end = expires ? `<wsu:Expires>${expires.toISOString()}</wsu:Expires>` : '';
  return `<wsu:Created>${created.toISOString()}</wsu:Created>${end}`;
}

export function bearing(identity: Identity): { tokens: string; keyInfo: string } {
  const base64 = identity.certificate.replace(/-----[^-]+-----|\s/g, '');
  const type = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3';
  return {
    tokens: `<wsse:BinarySecurityToken ValueType="${type}" wsu:Id="token">${base64}</wsse:BinarySecurityToken>`,
    keyInfo: `<w:SecurityTokenReference xmlns:w="${wsse}"><w:Reference URI="#token" ValueType="${type}"/></w:SecurityTokenReference>`,
  };
}

export function unsignedReply({ body = reply, headers = '', timestamp, tokens = '' }: Wish = {}): string {
  const within = timestamp ?? instants(new Date(), new Date(Date.now() + 300_000));
  const stamp = within === '' ? '' : `<wsu:Timestamp wsu:Id="stamp">${within}</wsu:Timestamp>`;
  const security = `<wsse:Security s:mustUnderstand="1">${stamp}${tokens}</wsse:Security>`;
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsse="${wsse}" xmlns:wsu="${wsu}"><s:Header>${headers}${security}</s:Header><s:Body wsu:Id="body">${body}</s:Body></s:Envelope>`;
}

export function signedReply(identity: Identity, wish: Wish = {}): string {
  return signedEnvelope(identity, unsignedReply(wish), wish, 'append');
}

/** An envelope with a signature as the last or the first child of its security header. */
export function signedEnvelope(identity: Identity, envelope: string, wish: Wish, action: 'append' | 'prepend'): string {
  const { signed = wish.timestamp === '' ? ['body'] : ['stamp', 'body'], keyInfo, prefixes = [] } = wish;
  const rsa = createPublicKey(identity.certificate).asymmetricKeyType === 'rsa';
  const signer = new SignedXml({
    idMode: 'wssecurity',
    privateKey: identity.pem,
    signatureAlgorithm: wish.method ?? `http://www.w3.org/2001/04/xmldsig-more#${rsa ? 'rsa' : 'ecdsa'}-sha256`,
    canonicalizationAlgorithm: wish.canonicalization ?? exclusive,
    getKeyInfoContent: () => keyInfo ?? null,
  });
  for (const id of signed) {
    signer.addReference({
      xpath: `//*[@*[local-name(.)='Id']='${id}']`,
      transforms: wish.transforms ?? [exclusive],
      digestAlgorithm: wish.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
      inclusiveNamespacesPrefixList: [...prefixes],
    });
  }
  signer.computeSignature(envelope, {
    prefix: 'ds',
    location: { reference: `//*[local-name(.)='Security']`, action },
  });
  return signer.getSignedXml();
}
