import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../../src/adapter/secret.ts';

/** A key and its certificate, made for this run and gone with it. */
export interface Identity {
  readonly certificate: string;
  /** PEM. */
  readonly pem: string;
  readonly key: Secret;
}

interface Wishes {
  readonly subject?: string;
  readonly curve?: string;
  readonly issuer?: Identity;
  readonly authority?: boolean;
  /** Does not say which key of its issuer signed it. */
  readonly vague?: boolean;
}

/** Makes a key and a certificate with the `openssl` command, valid for 30 days: its own, or an authority's. */
export function identity(
  name: string,
  { subject, curve, issuer, authority = issuer === undefined, vague = false }: Wishes = {},
): Identity {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-keys-'));
  const at = (file: string): string => join(folder, file);
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: 'pipe' });
  };
  try {
    if (curve) openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-out', at('key'));
    else openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', at('key'));
    const named = ['-key', at('key'), '-subj', subject ?? `/C=FR/O=Example, Inc/CN=${name}`];
    if (issuer) {
      writeFileSync(at('ca'), issuer.certificate);
      writeFileSync(at('ca-key'), issuer.pem);
      const keyId = vague ? 'none' : 'keyid';
      const basic = authority ? 'CA:TRUE' : 'CA:FALSE';
      writeFileSync(
        at('extensions'),
        `basicConstraints=critical,${basic}\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=${keyId}\n`,
      );
      openssl('req', '-new', ...named, '-out', at('request'));
      const by = ['-CA', at('ca'), '-CAkey', at('ca-key'), '-set_serial', '4660', '-extfile', at('extensions')];
      openssl('x509', '-req', '-in', at('request'), ...by, '-days', '30', '-out', at('certificate'));
    } else openssl('req', '-x509', '-new', ...named, '-days', '30', '-out', at('certificate'));
    const pem = readFileSync(at('key'), 'utf8');
    return { certificate: readFileSync(at('certificate'), 'utf8'), pem, key: new Secret(pem) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
