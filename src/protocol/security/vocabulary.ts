/** The names of WS-Security 1.1, XML Signature and XML Encryption. `securityNamespace` is the codec's. */
const wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
const wss11 = 'http://docs.oasis-open.org/wss/oasis-wss-';

export const utilityNamespace = `${wss}wssecurity-utility-1.0.xsd`;
export const security11Namespace = `${wss11}wssecurity-secext-1.1.xsd`;
export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';
export const encryptionNamespace = 'http://www.w3.org/2001/04/xmlenc#';
export const exclusiveC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const inclusiveC14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
export const envelopedSignature = `${signatureNamespace}enveloped-signature`;
export const strTransform = `${wss}soap-message-security-1.0#STR-Transform`;

export const usernameTokenProfile = `${wss}username-token-profile-1.0`;
export const base64Binary = `${wss}soap-message-security-1.0#Base64Binary`;

/** Types of what a SecurityTokenReference points at. */
export const x509v3 = `${wss}x509-token-profile-1.0#X509v3`;
export const x509SubjectKeyIdentifier = `${wss}x509-token-profile-1.0#X509SubjectKeyIdentifier`;
export const thumbprintSha1 = `${wss11}soap-message-security-1.1#ThumbprintSHA1`;
export const encryptedKeyType = `${wss11}soap-message-security-1.1#EncryptedKey`;
export const saml11Namespace = 'urn:oasis:names:tc:SAML:1.0:assertion';
export const saml20Namespace = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const saml11AssertionId = 'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.0#SAMLAssertionID';
export const saml20Id = `${wss11}saml-token-profile-1.1#SAMLID`;
export const saml11Token = `${wss11}saml-token-profile-1.1#SAMLV1.1`;
export const saml20Token = `${wss11}saml-token-profile-1.1#SAMLV2.0`;
