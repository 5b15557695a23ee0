import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key, in PEM. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

const config = `[ca]
default_ca = own
[own]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
unique_subject = no
copy_extensions = copy
policy = names
x509_extensions = leaf
[names]
commonName = supplied
[leaf]
basicConstraints = CA:FALSE
`;

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/** A certificate authority that openssl keeps in a folder of its own. */
export class Authority implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'passerelle-ca-'));
  /** In PEM. */
  readonly certificate: string;
  #count = 0;

  constructor() {
    this.#write('ca.cnf', config);
    this.#write('index.txt', '');
    this.#write('serial', '01');
    const names = ['-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=authority', '-days', '30'];
    this.#openssl('req', '-x509', '-nodes', ...key, ...names);
    this.certificate = this.#read('ca.pem');
  }

  /** Signs one for a host, or for a client; from and to as `YYYYMMDDHHMMSSZ`. */
  issue(host: string, dates: readonly [string, string] = ['20200101000000Z', '20491231000000Z']): Issued {
    const name = `c${this.#count++}`;
    const alternative = /^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`;
    const request = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=${alternative}`, '-out', `${name}.csr`];
    this.#openssl('req', '-new', '-nodes', ...key, '-keyout', `${name}.key`, ...request);
    const from = ['-cert', 'ca.pem', '-keyfile', 'ca.key', '-startdate', dates[0], '-enddate', dates[1]];
    const files = ['-in', `${name}.csr`, '-out', `${name}.pem`, '-notext'];
    this.#openssl('ca', '-batch', '-config', 'ca.cnf', ...from, ...files);
    return { certificate: this.#read(`${name}.pem`), key: this.#read(`${name}.key`) };
  }

  /** The same key under a passphrase. */
  locked(issued: Issued, passphrase: string): string {
    this.#write('plain.key', issued.key);
    this.#openssl('pkey', '-in', 'plain.key', '-aes256', '-passout', `pass:${passphrase}`, '-out', 'locked.key');
    return this.#read('locked.key');
  }

  /** As a PKCS #12 file, in base64. */
  pfx(issued: Issued, passphrase: string, ...options: string[]): string {
    this.#write('own.pem', `${issued.certificate}\n${issued.key}`);
    this.#openssl(
      'pkcs12',
      '-export',
      '-in',
      'own.pem',
      '-passout',
      `pass:${passphrase}`,
      '-out',
      'own.pfx',
      ...options,
    );
    return readFileSync(join(this.#folder, 'own.pfx')).toString('base64');
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }

  #openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  #write(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text);
  }

  #read(name: string): string {
    return readFileSync(join(this.#folder, name), 'utf8');
  }
}
