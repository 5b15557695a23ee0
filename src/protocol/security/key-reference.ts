import type { X509Certificate } from 'node:crypto';
import { createHash } from 'node:crypto';
import { securityNamespace } from '../../codec/index.ts';
import { escapeText } from '../escape-text.ts';
import type { KeyReference } from '../../adapter/ws-security.ts';
import type { SamlAssertion } from './saml-assertion.ts';
import { issuerName, serialNumber, subjectKeyIdentifier } from './certificate.ts';
import { unusable } from './declared.ts';
import * as names from './vocabulary.ts';

function tokenReference(content: string, attributes = ''): string {
  return `<wsse:SecurityTokenReference xmlns:wsse="${securityNamespace}"${attributes}>${content}</wsse:SecurityTokenReference>`;
}

function keyIdentifier(valueType: string, value: string): string {
  return `<wsse:KeyIdentifier EncodingType="${names.base64Binary}" ValueType="${valueType}">${value}</wsse:KeyIdentifier>`;
}

/** `wsse:SecurityTokenReference` to a BinarySecurityToken of this message (X.509 Certificate Token Profile 1.1 §3.2.1). */
export function tokenIdReference(id: string): string {
  return tokenReference(`<wsse:Reference URI="#${id}" ValueType="${names.x509v3}"/>`);
}

/** `wsse:SecurityTokenReference` that names a certificate (X.509 Certificate Token Profile 1.1 §3.2). It declares its own prefixes. */
export function certificateReference(
  certificate: X509Certificate,
  by: Exclude<KeyReference, 'binarySecurityToken'>,
): string {
  switch (by) {
    case 'issuerSerial': {
      const issuer = `<ds:X509IssuerName>${escapeText(issuerName(certificate))}</ds:X509IssuerName>`;
      const serial = `<ds:X509SerialNumber>${serialNumber(certificate)}</ds:X509SerialNumber>`;
      return tokenReference(
        `<ds:X509Data xmlns:ds="${names.signatureNamespace}"><ds:X509IssuerSerial>${issuer}${serial}</ds:X509IssuerSerial></ds:X509Data>`,
      );
    }
    case 'thumbprint':
      return tokenReference(
        keyIdentifier(names.thumbprintSha1, createHash('sha1').update(certificate.raw).digest('base64')),
      );
    default: {
      const identifier = subjectKeyIdentifier(certificate);
      if (!identifier) throw unusable('A certificate has no subject key identifier; declare another reference');
      return tokenReference(keyIdentifier(names.x509SubjectKeyIdentifier, identifier.toString('base64')));
    }
  }
}

/** `wsse:SecurityTokenReference` to the EncryptedKey of this message (SOAP Message Security 1.1 §7.7). */
export function encryptedKeyReference(id: string): string {
  return tokenReference(`<wsse:Reference URI="#${id}"/>`, tokenType(names.encryptedKeyType));
}

function tokenType(type: string): string {
  return ` xmlns:wsse11="${names.security11Namespace}" wsse11:TokenType="${type}"`;
}

/** `wsse:SecurityTokenReference` to the assertion that vouches for our key (SAML Token Profile 1.1 §3.3). */
export function assertionReference({ version, id }: SamlAssertion): string {
  const [token, valueType] =
    version === '2.0' ? [names.saml20Token, names.saml20Id] : [names.saml11Token, names.saml11AssertionId];
  return tokenReference(
    `<wsse:KeyIdentifier ValueType="${valueType}">${escapeText(id)}</wsse:KeyIdentifier>`,
    tokenType(token),
  );
}
