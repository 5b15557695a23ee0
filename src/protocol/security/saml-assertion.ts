import type { Secret } from '../../adapter/secret.ts';
import { reveal } from '../../adapter/secret.ts';
import { XmlReader } from '../../codec/index.ts';
import { unusable } from './declared.ts';
import { saml11Namespace, saml20Namespace } from './vocabulary.ts';

/** An assertion that was issued to us, ready to stand in an envelope. */
export interface SamlAssertion {
  readonly version: '1.1' | '2.0';
  readonly id: string;
  /** The element as it was issued, without an XML declaration: its issuer's signature depends on every byte. */
  readonly xml: string;
}

const known = new WeakMap<Secret, SamlAssertion>();

/** The declared assertion, read strictly. Throws a BreakageError `credentials` that quotes nothing of it. */
export function assertionOf(secret: Secret): SamlAssertion {
  let assertion = known.get(secret);
  if (!assertion) known.set(secret, (assertion = read(reveal(secret).trim())));
  return assertion;
}

function read(text: string): SamlAssertion {
  const xml = text.replace(/^\uFEFF?<\?xml\s[^?]*\?>\s*/, '');
  let namespace: string;
  let local: string;
  let id: string | undefined;
  try {
    const reader = new XmlReader(xml);
    reader.readRoot();
    ({ namespace, local } = reader);
    id = reader.attribute('', namespace === saml11Namespace ? 'AssertionID' : 'ID');
    reader.skip();
    reader.finish();
  } catch {
    throw unusable('Our SAML assertion is not one well-formed XML element');
  }
  const isSaml = namespace === saml11Namespace || namespace === saml20Namespace;
  if (local !== 'Assertion' || !isSaml) throw unusable('Our SAML assertion is no assertion of SAML 1.1 or 2.0');
  if (!id) throw unusable('Our SAML assertion has no identifier');
  return { version: namespace === saml20Namespace ? '2.0' : '1.1', id, xml };
}
