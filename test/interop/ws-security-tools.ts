import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Identity } from '../protocol/security/keys.ts';
import { python } from '../support/foreign-commands.ts';

/** zeep and xmlsec as commands. */

const script = join(import.meta.dirname, 'ws-security.py');

export function zeep(input: string, ...args: string[]): string {
  return execFileSync(python, [script, ...args], { input, encoding: 'utf8' });
}

/** A folder of files that commands read; gone when it is disposed. */
export class Files implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'passerelle-interop-'));

  write(name: string, content: string): string {
    const file = join(this.#folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  }

  identity(name: string, { certificate, pem }: Identity): { certificate: string; key: string } {
    return { certificate: this.write(`${name}.crt`, certificate), key: this.write(`${name}.key`, pem) };
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }
}

const wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity';
const identified = [
  'http://schemas.xmlsoap.org/soap/envelope/:Body',
  'http://www.w3.org/2003/05/soap-envelope:Body',
  `${wss}-utility-1.0.xsd:Timestamp`,
  ...['UsernameToken', 'BinarySecurityToken'].map((local) => `${wss}-secext-1.0.xsd:${local}`),
  ...['Action', 'MessageID', 'To', 'ReplyTo'].map((local) => `http://www.w3.org/2005/08/addressing:${local}`),
  'urn:example:shop:Context',
];

/** The status of `xmlsec1 --verify`: 0 where every reference and the signature are right. */
export function xmlsecVerifies(file: string, certificate: string): number | null {
  const ids = identified.flatMap((name) => ['--id-attr:Id', name]);
  return spawnSync('xmlsec1', ['--verify', ...ids, '--pubkey-cert-pem', certificate, file]).status;
}

/** What `xmlsec1` answers to other commands. */
export function xmlsec(...args: string[]): string {
  return execFileSync('xmlsec1', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
