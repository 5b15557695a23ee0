import { createHash, randomBytes } from 'node:crypto';
import type { Auth } from '../adapter/auth.ts';
import { reveal } from '../adapter/secret.ts';
import type { Namespaces } from '../codec/index.ts';
import { securityNamespace } from '../codec/index.ts';
import { escapeText } from './escape-text.ts';

const oasis = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
const utilityNamespace = `${oasis}wssecurity-utility-1.0.xsd`;
const profile = `${oasis}username-token-profile-1.0`;
const base64Binary = `${oasis}soap-message-security-1.0#Base64Binary`;

/** The `wsse:Security` block with a UsernameToken (UsernameToken Profile 1.1 §3.1). `soap` is the envelope's prefix. */
export function securityBlock(
  auth: Extract<Auth, { kind: 'usernameToken' }>,
  now: Date,
  namespaces: Namespaces,
  soap: string,
): string {
  const wsse = (local: string): string => namespaces.name(securityNamespace, local);
  const password = reveal(auth.password);
  let proof: string;
  if (auth.type === 'text') {
    proof = `<${wsse('Password')} Type="${profile}#PasswordText">${escapeText(password)}</${wsse('Password')}>`;
  } else {
    const nonce = randomBytes(16);
    const created = now.toISOString();
    const digest = passwordDigest(nonce, created, password);
    const wsu = namespaces.name(utilityNamespace, 'Created');
    proof =
      `<${wsse('Password')} Type="${profile}#PasswordDigest">${digest}</${wsse('Password')}>` +
      `<${wsse('Nonce')} EncodingType="${base64Binary}">${nonce.toString('base64')}</${wsse('Nonce')}>` +
      `<${wsu}>${created}</${wsu}>`;
  }
  const user = `<${wsse('Username')}>${escapeText(auth.user)}</${wsse('Username')}>`;
  const token = `<${wsse('UsernameToken')}>${user}${proof}</${wsse('UsernameToken')}>`;
  return `<${wsse('Security')} ${soap}:mustUnderstand="1">${token}</${wsse('Security')}>`;
}

/** Base64(SHA-1(nonce + created + password)): what the profile says, whatever one thinks of SHA-1. */
export function passwordDigest(nonce: Uint8Array, created: string, password: string): string {
  return createHash('sha1').update(nonce).update(created).update(password).digest('base64');
}
