import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedRedis } from '../../src/cli/embedded-redis.ts';
import { startRedis } from '../../src/cli/embedded-redis.ts';
import type { Simulator } from '../../src/cli/simulators.ts';
import { startSimulator } from '../../src/cli/simulators.ts';
import { CommandProcess } from './command-process.ts';

const key = 'a-long-random-key';
const hash = createHash('sha256').update(key).digest('hex');
const wsdl = 'wsdl/tva/verification.wsdl';

let redis: EmbeddedRedis;
let tva: Simulator;

beforeAll(async () => {
  redis = await startRedis(mkdtempSync(join(tmpdir(), 'passerelle-serve-')));
  const simulator = await startSimulator('tva');
  if (simulator === undefined) throw new Error('tva has no simulator');
  tva = simulator;
});

afterAll(async () => {
  await tva.close();
  await redis.close();
});

function production(): NodeJS.ProcessEnv {
  return {
    ...tva.env,
    PORT: '0',
    REDIS_URL: redis.url,
    PASSERELLE_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
    PASSERELLE_ADAPTERS: 'tva',
  };
}

const endpoint = (): string => tva.env['TVA_URL'] ?? '';

describe('serve', () => {
  it('names every variable that is wrong or missing, and ends with 2', async () => {
    const serve = new CommandProcess(['serve'], { PASSERELLE_ADAPTERS: 'tva', PORT: 'x' });
    expect(await serve.ended).toBe(2);
    expect(serve.err.split('\n').map((line) => line.trim().split(' ')[0])).toEqual([
      'passerelle:',
      'PORT',
      'REDIS_URL',
      'PASSERELLE_KEYS',
      'TVA_URL',
      '',
    ]);
  });

  it('carries a call to the partner and back', async () => {
    const serve = new CommandProcess(['serve'], production());
    const [, url] = await serve.says(/"url":"([^"]+)"/);
    const answer = await fetch(`${url}/tva/companies/FR00123456789`);
    expect(await answer.json()).toMatchObject({ vatNumber: 'FR00123456789', valid: true });
    await serve.stop();
  });

  it('listens on loopback only without API keys, and says so', async () => {
    const serve = new CommandProcess(['serve'], production());
    expect((await serve.says(/"url":"([^"]+)"/))[1]).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(serve.out).toContain('no PASSERELLE_API_KEYS: everything is open');
    await serve.stop();
  });

  it('refuses to listen elsewhere without API keys', async () => {
    const serve = new CommandProcess(['serve', '--host', '0.0.0.0'], production());
    expect(await serve.ended).toBe(2);
    expect(serve.err).toContain('HOST is not loopback');
  });

  it('lets in those who hold a key', async () => {
    const env = { ...production(), HOST: '127.0.0.1', PASSERELLE_API_KEYS: `sales:${hash}:call:tva` };
    const serve = new CommandProcess(['serve'], env);
    const [, url] = await serve.says(/"url":"([^"]+)"/);
    const path = `${url}/tva/companies/FR00123456789`;
    const statuses = [await fetch(path), await fetch(path, { headers: { authorization: `Bearer ${key}` } })].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([401, 200]);
    await serve.stop();
  });

  it('stops when it is asked to, after the calls that run', async () => {
    const serve = new CommandProcess(['serve'], production());
    const [, url] = await serve.says(/"url":"([^"]+)"/);
    await serve.says(/status changed/); // the probe has its answer: what is received next is our call
    await turn({ mode: 'slow', delayMs: 500 });
    const before = await received();
    const running = fetch(`${url}/tva/companies/FR00987654321`);
    await expect.poll(received).toBe(before + 1);
    expect(await serve.stop()).toBe(0);
    expect((await running).status).toBe(200);
    await turn({ mode: 'none' });
  });

  it('says that a port is taken', async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const serve = new CommandProcess(['serve', '--port', String(port)], production());
    expect(await serve.ended).toBe(1);
    expect(serve.err).toContain(`port ${port} is taken by another process`);
    server.close();
  });

  it('refuses an option that goes with --wsdl', async () => {
    const serve = new CommandProcess(['serve', '--endpoint', 'http://127.0.0.1:9']);
    expect([await serve.ended, serve.err]).toEqual([2, expect.stringContaining('--endpoint goes with --wsdl')]);
  });
});

describe('serve --wsdl', () => {
  const args = (...more: string[]): string[] => ['serve', '--wsdl', wsdl, '--port', '0', ...more];

  it('answers every operation in the WSDL’s own JSON', async () => {
    const serve = new CommandProcess(args('--endpoint', endpoint(), '--name', 'vies', '--idempotent', 'all'));
    const [, url] = await serve.says(/POST (\S+\/vies\/checkVat)/);
    const answer = await fetch(url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ countryCode: 'FR', vatNumber: '00123456789' }),
    });
    expect(await answer.json()).toMatchObject({ countryCode: 'FR', valid: true });
    await serve.stop();
  });

  it('follows the corrections that it is given', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'passerelle-corrections-')), 'corrections.json');
    writeFileSync(file, '{"checkVatResponse/valid":{"type":"string"},"checkVat/countryCode":{"type":"string"}}');
    const serve = new CommandProcess(args('--endpoint', endpoint(), '--idempotent', 'all', '--corrections', file));
    const [, url] = await serve.says(/POST (\S+\/verification\/checkVat)/);
    const answer = await fetch(url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ countryCode: 'FR', vatNumber: '00123456789' }),
    });
    expect(await answer.json()).toMatchObject({ valid: 'true' });
    await serve.stop();
  });

  it('is named after its file, whichever way that ends', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'passerelle-named-')), 'Partner.wsdl.xml');
    copyFileSync(wsdl, file);
    const serve = new CommandProcess(['serve', '--wsdl', file, '--port', '0', '--idempotent', 'all']);
    await serve.says(/POST \S+\/partner\/checkVat\n/);
    expect(await serve.stop()).toBe(0);
  });

  it('says which operations need an Idempotency-Key', async () => {
    const serve = new CommandProcess(args('--endpoint', endpoint()), { ...production(), PORT: undefined });
    await serve.says(/checkVat {2}needs an Idempotency-Key/);
    expect(await serve.stop()).toBe(0);
  });

  it('says what is wrong with a file that is no WSDL', async () => {
    const serve = new CommandProcess(['serve', '--wsdl', 'package.json']);
    expect(await serve.ended).toBe(2);
    expect(serve.err).toMatch(/^passerelle serve: .*package\.json:1: [^\n]*\n$/);
  });

  it('refuses to call idempotent what the WSDL does not have', async () => {
    const serve = new CommandProcess(args('--idempotent', 'checkVta'));
    expect([await serve.ended, serve.err]).toEqual([2, expect.stringContaining('--idempotent names checkVta')]);
  });
});

async function turn(to: object): Promise<void> {
  await fetch(`${tva.control}/_switch`, { method: 'POST', body: JSON.stringify(to) });
}

/** How many messages the partner has received. */
async function received(): Promise<number> {
  return ((await (await fetch(`${tva.control}/_received`)).json()) as { total: number }).total;
}
