import { X509Certificate } from 'node:crypto';
import { unusable } from './declared.ts';

const parsed = new Map<string, X509Certificate>();
const mostParsed = 1_000;

/**
 * A declared PEM certificate, parsed once. Throws a BreakageError `credentials`; `whose` names it in words.
 * Declarations are few, but an endpoint may make them anew for each call.
 */
export function certificateOf(pem: string, whose: string): X509Certificate {
  let certificate = parsed.get(pem);
  if (certificate === undefined) {
    try {
      certificate = new X509Certificate(pem);
    } catch {
      throw unusable(`${whose} is not a certificate in PEM`);
    }
    if (parsed.size >= mostParsed) parsed.clear();
    parsed.set(pem, certificate);
  }
  return certificate;
}

/** Why a certificate may not be used at this time; `undefined` where it may. */
export function outOfDate({ validFromDate, validToDate }: X509Certificate, now: Date): string | undefined {
  if (now < validFromDate) return `is not valid before ${validFromDate.toISOString()}`;
  if (now > validToDate) return `expired on ${validToDate.toISOString()}`;
  return undefined;
}

/** X.509 serial number in decimal, as XML Signature 1.1 §4.5.4.1 writes it. */
export function serialNumber({ serialNumber: hex }: X509Certificate): string {
  return BigInt(`0x${hex}`).toString();
}

/** The issuer as a distinguished name of RFC 4514: the last of its parts comes first. OpenSSL has escaped the values already. */
export function issuerName({ issuer }: X509Certificate): string {
  return issuer.split('\n').toReversed().join(',');
}

const keyIdentifierOid = Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x0e, 0x04]);

/** The subject key identifier extension (RFC 5280 §4.2.1.2), which node:crypto does not give; `undefined` where there is none. */
export function subjectKeyIdentifier({ raw }: X509Certificate): Buffer | undefined {
  const at = raw.indexOf(keyIdentifierOid);
  if (at === -1) return undefined;
  // OID, then an octet string that holds an octet string; each shorter than 128 bytes.
  const outer = raw[at + keyIdentifierOid.length] ?? 0;
  const inner = at + keyIdentifierOid.length + 1;
  const length = raw[inner + 1] ?? 0;
  if (raw[inner] !== 0x04 || length + 2 !== outer || outer > 127) return undefined;
  return raw.subarray(inner + 2, inner + 2 + length);
}
