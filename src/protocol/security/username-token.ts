import { createHash, randomBytes } from 'node:crypto';
import { reveal } from '../../adapter/secret.ts';
import type { WsSecurity } from '../../adapter/ws-security.ts';
import type { Namespaces } from '../../codec/index.ts';
import { securityNamespace } from '../../codec/index.ts';
import { escapeText } from '../escape-text.ts';
import { base64Binary, usernameTokenProfile, utilityNamespace } from './vocabulary.ts';

/** `wsse:UsernameToken` (UsernameToken Profile 1.1 §3.1). `attributes` begin with a space where there are any. */
export function usernameTokenBlock(
  auth: Extract<WsSecurity, { kind: 'usernameToken' }>,
  now: Date,
  namespaces: Namespaces,
  attributes: string,
): string {
  const wsse = (local: string): string => namespaces.name(securityNamespace, local);
  const password = reveal(auth.password);
  let proof: string;
  if (auth.type === 'text') {
    proof = `<${wsse('Password')} Type="${usernameTokenProfile}#PasswordText">${escapeText(password)}</${wsse('Password')}>`;
  } else {
    const nonce = randomBytes(16);
    const created = now.toISOString();
    const digest = passwordDigest(nonce, created, password);
    const wsu = namespaces.name(utilityNamespace, 'Created');
    proof =
      `<${wsse('Password')} Type="${usernameTokenProfile}#PasswordDigest">${digest}</${wsse('Password')}>` +
      `<${wsse('Nonce')} EncodingType="${base64Binary}">${nonce.toString('base64')}</${wsse('Nonce')}>` +
      `<${wsu}>${created}</${wsu}>`;
  }
  const user = `<${wsse('Username')}>${escapeText(auth.user)}</${wsse('Username')}>`;
  return `<${wsse('UsernameToken')}${attributes}>${user}${proof}</${wsse('UsernameToken')}>`;
}

/** Base64(SHA-1(nonce + created + password)): what the profile says, whatever one thinks of SHA-1. */
export function passwordDigest(nonce: Uint8Array, created: string, password: string): string {
  return createHash('sha1').update(nonce).update(created).update(password).digest('base64');
}
