import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { TlsOptions } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Auth } from '../../../src/adapter/auth.ts';
import { clientCertificate, noAuth } from '../../../src/adapter/auth.ts';
import { Secret } from '../../../src/adapter/secret.ts';
import { defaultLimits } from '../../../src/protocol/limits.ts';
import { tlsIdentityOf } from '../../../src/protocol/http/tls-identity.ts';
import { Transport } from '../../../src/protocol/http/transport.ts';
import { breakageOf, fateOf } from '../breakage-of.ts';
import type { Issued } from '../certificates.ts';
import { Authority } from '../certificates.ts';
import { journey, post } from '../journey.ts';
import type { Partner } from '../partner.ts';
import { httpsPartner } from '../partner.ts';
import { hasPython, python } from '../../support/foreign-commands.ts';

const authority = new Authority();
const stranger = new Authority();
const server = authority.issue('127.0.0.1');
const anna = authority.issue('anna');
const bea = authority.issue('bea');
const ca = authority.certificate;
let transport = new Transport(defaultLimits);

afterEach(async () => {
  await transport.close();
  transport = new Transport(defaultLimits);
});

afterAll(() => {
  authority[Symbol.dispose]();
  stranger[Symbol.dispose]();
});

/** A partner that asks for a certificate of the authority's, and answers with its name. */
function mutual(options: TlsOptions = {}, own: Issued = server): Promise<Partner> {
  const asked = { key: own.key, cert: own.certificate, ca, requestCert: true, rejectUnauthorized: true, ...options };
  return httpsPartner(asked, (response, { peer }) => response.end(`<r>${peer}</r>`));
}

interface PythonPartner extends AsyncDisposable {
  readonly origin: string;
  readonly requests: () => number;
}

/** A partner on another TLS stack, which sends alerts where Node's server would only hang up. */
async function pythonPartner(version: 'TLSv1_2' | 'TLSv1_3'): Promise<PythonPartner> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-tls-'));
  const [own, authorities] = [join(folder, 'own.pem'), join(folder, 'ca.pem')];
  writeFileSync(own, `${server.certificate}\n${server.key}`);
  writeFileSync(authorities, ca);
  const script = join(import.meta.dirname, 'mutual-tls-partner.py');
  const child = spawn(python, [script, own, authorities, version], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const port = await new Promise<string>((tell) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, found] = /port (\d+)/.exec(said) ?? [];
      if (found !== undefined) tell(found);
    });
  });
  return {
    origin: `https://127.0.0.1:${port}`,
    requests: () => said.split('request').length - 1,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function pem({ certificate, key }: Issued): Auth {
  return clientCertificate({ certificate, key: new Secret(key), ca });
}

async function send(partner: Pick<Partner, 'origin'>, auth: Auth): Promise<string> {
  const reply = await transport.exchange(post(partner.origin), journey(), [auth]);
  return Buffer.concat(reply.chunks).toString();
}

describe('a partner that asks for a certificate', () => {
  it('gets ours, in PEM', async () => {
    await using partner = await mutual();
    expect(await send(partner, pem(anna))).toBe('<r>anna</r>');
  });

  it('gets ours with a key that a passphrase opens', async () => {
    await using partner = await mutual();
    const key = new Secret(authority.locked(anna, 'open sesame'));
    const auth = clientCertificate({ certificate: anna.certificate, key, passphrase: new Secret('open sesame'), ca });
    expect(await send(partner, auth)).toBe('<r>anna</r>');
  });

  it('gets ours, from a PFX file', async () => {
    await using partner = await mutual();
    const pfx = new Secret(authority.pfx(anna, 'pass'));
    expect(await send(partner, clientCertificate({ pfx, passphrase: new Secret('pass'), ca }))).toBe('<r>anna</r>');
  });

  it('knows two clients apart, each on connections of its own', async () => {
    await using partner = await mutual();
    const [one, other] = [pem(anna), pem(bea)];
    const names = [];
    for (const auth of [one, other, one, other]) names.push(await send(partner, auth));
    expect(names).toEqual(['<r>anna</r>', '<r>bea</r>', '<r>anna</r>', '<r>bea</r>']);
    expect(partner.connections()).toBe(2);
  });

  it('has one connection for the same certificate, however often it is declared', async () => {
    await using partner = await mutual();
    await send(partner, pem(anna));
    await setImmediate(); // The pool takes its connection back on the next turn.
    await send(partner, pem(anna));
    expect(partner.connections()).toBe(1);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('resumes a session of %s on the next connection', async (version) => {
    const resumed: boolean[] = [];
    const options = { key: server.key, cert: server.certificate, ca, requestCert: true, maxVersion: version };
    await using partner = await httpsPartner(options, (response, { resumed: again, peer }) => {
      resumed.push(again);
      response.setHeader('connection', 'close').end(`<r>${peer}</r>`);
    });
    const auth = pem(anna);
    expect([await send(partner, auth), await send(partner, auth)]).toEqual(['<r>anna</r>', '<r>anna</r>']);
    expect(resumed).toEqual([false, true]);
  });
});

describe.skipIf(!hasPython).each(['TLSv1_2', 'TLSv1_3'] as const)(
  'a partner of %s that refuses our certificate (skipped where python3 is missing)',
  (version) => {
    it('takes the right one', async () => {
      await using partner = await pythonPartner(version);
      expect([await send(partner, pem(anna)), partner.requests()]).toEqual(['<r>anna</r>', 1]);
    });

    it('is a matter of credentials with nothing sent, when another authority vouches for it', async () => {
      await using partner = await pythonPartner(version);
      const fate = await fateOf(send(partner, pem(stranger.issue('anna'))));
      expect([fate, partner.requests()]).toEqual([{ kind: 'credentials', delivery: 'none' }, 0]);
    });

    it('is a matter of credentials with nothing sent, when it has expired, and says so', async () => {
      await using partner = await pythonPartner(version);
      const expired = authority.issue('anna', ['20200101000000Z', '20210101000000Z']);
      const breakage = await breakageOf(send(partner, pem(expired)));
      expect(breakage).toMatchObject({ kind: 'credentials', delivery: 'none' });
      expect(breakage.message).toContain('ours ended on 2021-01-01');
    });
  },
);

describe.skipIf(!hasPython)(
  'a partner that asks for a certificate where we have none (skipped where python3 is missing)',
  () => {
    it('is a matter of credentials with TLS 1.3', async () => {
      await using partner = await pythonPartner('TLSv1_3');
      transport = new Transport(defaultLimits, { ca });
      const breakage = await breakageOf(send(partner, noAuth));
      expect(breakage).toMatchObject({ kind: 'credentials', delivery: 'refused' });
      expect(breakage.message).toContain('asks for a client certificate');
    });

    it('is unreachable with TLS 1.2, whose alert has other reasons too, and says what may be', async () => {
      await using partner = await pythonPartner('TLSv1_2');
      transport = new Transport(defaultLimits, { ca });
      const breakage = await breakageOf(send(partner, noAuth));
      expect(breakage).toMatchObject({ kind: 'unreachable', delivery: 'none' });
      expect(breakage.message).toContain('it may ask for a client certificate');
    });
  },
);

describe('a partner that we do not believe is unreachable', () => {
  it.each([
    ['expired', authority.issue('127.0.0.1', ['20200101000000Z', '20210101000000Z']), 'has expired'],
    ['not valid yet', authority.issue('127.0.0.1', ['20480101000000Z', '20490101000000Z']), 'is not valid yet'],
    ['for another host', authority.issue('other.example'), 'is for another host'],
    ['from nobody we trust', stranger.issue('127.0.0.1'), 'its TLS certificate'],
  ])('with a certificate that is %s', async (_, own, words) => {
    await using partner = await mutual({}, own);
    const breakage = await breakageOf(send(partner, pem(anna)));
    expect(breakage).toMatchObject({ kind: 'unreachable', delivery: 'none' });
    expect(breakage.message).toContain(words);
  });
});

describe('a client certificate that cannot be used is our mistake, in words', () => {
  const locked = authority.locked(anna, 'right');
  const of = (key: string, certificate = anna.certificate, passphrase?: string): Auth =>
    clientCertificate({ certificate, key: new Secret(key), ...(passphrase && { passphrase: new Secret(passphrase) }) });
  const ofPfx = (pfx: string, passphrase?: string): Auth =>
    clientCertificate({ pfx: new Secret(pfx), ...(passphrase && { passphrase: new Secret(passphrase) }) });

  it.each([
    ['a wrong passphrase', of(locked, anna.certificate, 'wrong'), 'its passphrase does not open'],
    ['no passphrase', of(locked), 'needs a passphrase'],
    ['another’s key', of(bea.key), 'do not belong together'],
    ['a key that is none', of('hello'), 'no private key in PEM'],
    ['a key that is cut', of(anna.key.slice(0, 80)), 'no private key in PEM'],
    ['a certificate that is none', of(anna.key, 'hello'), 'no certificate in PEM'],
    ['a PFX file with a wrong passphrase', ofPfx(authority.pfx(anna, 'right'), 'wrong'), 'does not open'],
    ['a PFX file without a passphrase', ofPfx(authority.pfx(anna, 'right')), 'does not open'],
    ['a PFX file that is none', ofPfx('hello'), 'is no PFX file'],
    ['a PFX file without a key', ofPfx(authority.pfx(anna, 'p', '-nokeys'), 'p'), 'without a private key'],
    ['a PFX file of long ago', ofPfx(authority.pfx(anna, 'p', '-legacy'), 'p'), 'openssl pkcs12 -legacy'],
    [
      'authorities that are none',
      clientCertificate({ certificate: anna.certificate, key: new Secret(anna.key), ca: 'hello' }),
      'authorities',
    ],
  ])('with %s', async (_, auth, words) => {
    const breakage = await breakageOf(() => tlsIdentityOf([auth]));
    expect(breakage).toMatchObject({ kind: 'internal', delivery: 'none' });
    expect(breakage.message).toContain(words);
    expect(JSON.stringify([breakage.message, breakage.cause])).not.toMatch(/PRIVATE KEY|right|wrong/);
  });
});
