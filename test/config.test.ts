import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Adapter } from '../src/adapter/adapter.ts';
import { Secret, secret } from '../src/adapter/secret.ts';
import type { Config, StoreNeed } from '../src/config.ts';
import { readConfig } from '../src/config.ts';
import type { ConfigError } from '../src/config-problem.ts';
import { sampleAdapter } from './health/sample.ts';

const tva: Adapter = { ...sampleAdapter(), env: z.object({ TVA_URL: z.url(), TVA_PASSWORD: secret }) };
const optique: Adapter = { ...sampleAdapter(), name: 'optique', env: z.object({ OPTIQUE_URL: z.url() }) };

const hash = createHash('sha256').update('a key').digest('hex');
const complete = {
  REDIS_URL: 'redis://127.0.0.1:6379',
  PASSERELLE_KEYS: `2026a:${Buffer.alloc(32, 7).toString('base64')}`,
  TVA_URL: 'https://tva.example/ws',
  TVA_PASSWORD: 'swordfish',
};

const read = (changes: NodeJS.ProcessEnv = {}, known = [tva], store: StoreNeed = 'required'): Config =>
  readConfig(known, store, { ...complete, ...changes });

function problemsWith(changes: NodeJS.ProcessEnv, known = [tva], store: StoreNeed = 'required'): readonly string[] {
  try {
    read(changes, known, store);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}

describe('the configuration', () => {
  it('has defaults for what may be left out', () => {
    expect(read()).toMatchObject({ port: 8080, logLevel: 'info', graceMs: 20_000, maxReplyBytes: 33_554_432 });
  });

  it('names a missing variable and what it should be', () => {
    expect(problemsWith({ REDIS_URL: undefined })).toEqual([
      'REDIS_URL is missing: it should be the Redis that keeps calls and jobs, as redis://127.0.0.1:6379',
    ]);
  });

  it('names everything that is wrong at once', () => {
    const problems = problemsWith({ PORT: 'http', PASSERELLE_KEYS: undefined, TVA_URL: 'nowhere', LOG_LEVEL: 'loud' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'LOG_LEVEL',
      'PASSERELLE_KEYS',
      'TVA_URL',
    ]);
  });

  it('says which adapter a variable is for', () => {
    expect(problemsWith({ TVA_URL: undefined })).toEqual([
      'TVA_URL is missing: it should be a URL, as https://host/path (adapter tva)',
    ]);
  });

  it('never shows the value of a wrong variable', () => {
    expect(
      problemsWith({
        PASSERELLE_KEYS: 'swordfish',
        PASSERELLE_API_KEYS: 'me:swordfish',
        REDIS_URL: 'swordfish',
      }).join(),
    ).not.toContain('swordfish');
  });

  it('counts an empty variable as missing', () => {
    expect(problemsWith({ TVA_PASSWORD: '' })).toEqual(['TVA_PASSWORD is missing: it should be text (adapter tva)']);
  });

  it('gives each adapter what its schema makes of its variables', () => {
    expect(read().adapters[0]?.env).toEqual({ TVA_URL: 'https://tva.example/ws', TVA_PASSWORD: expect.any(Secret) });
  });

  it('asks nothing for an adapter that is not served', () => {
    expect(read({ PASSERELLE_ADAPTERS: 'tva' }, [tva, optique]).adapters.map(({ adapter }) => adapter.name)).toEqual([
      'tva',
    ]);
  });

  it('names an adapter that does not exist', () => {
    expect(problemsWith({ PASSERELLE_ADAPTERS: 'tva,banque' }, [tva, optique])).toEqual([
      'PASSERELLE_ADAPTERS names banque: it should be some of tva, optique',
    ]);
  });
});

describe('the API keys', () => {
  it('are a client, the hash of its key and its scopes', () => {
    expect(
      read({ PASSERELLE_API_KEYS: `sales:${hash}:call:tva call:optique:order; ops:${hash}:ops:read` }).apiKeys,
    ).toEqual([
      { client: 'sales', hash, scopes: ['call:tva', 'call:optique:order'] },
      { client: 'ops', hash, scopes: ['ops:read'] },
    ]);
  });

  it('are named by their place when one is ill-formed', () => {
    expect(problemsWith({ PASSERELLE_API_KEYS: `sales:${hash}:call:tva;ops:abc:ops:read` })[0]).toContain(
      'PASSERELLE_API_KEYS is wrong (entry 2: hash must be the SHA-256 of the key in hex)',
    );
  });

  it('open the gateway to every address', () => {
    expect(read({ PASSERELLE_API_KEYS: `sales:${hash}:call:tva` }).host).toBe('0.0.0.0');
  });

  it('are needed to listen anywhere but on loopback', () => {
    expect(problemsWith({ HOST: '0.0.0.0' })).toEqual([
      'HOST is not loopback, and without PASSERELLE_API_KEYS anyone could call: set the keys, or HOST=127.0.0.1',
    ]);
  });

  it('are not needed on loopback', () => {
    expect(read().host).toBe('127.0.0.1');
  });
});

describe('a secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-config-'));
  const file = join(folder, 'tva-url');
  writeFileSync(file, 'https://from-file.example/ws\n');

  it('is read without its last line end', () => {
    expect(read({ TVA_URL: undefined, TVA_URL_FILE: file }).adapters[0]?.env).toMatchObject({
      TVA_URL: 'https://from-file.example/ws',
    });
  });

  it('may not be given twice', () => {
    expect(problemsWith({ TVA_URL_FILE: file })).toEqual(['TVA_URL and TVA_URL_FILE are both set: keep one']);
  });

  it('is named when the file cannot be read', () => {
    expect(problemsWith({ REDIS_URL: undefined, REDIS_URL_FILE: join(folder, 'none') })).toEqual([
      'REDIS_URL_FILE cannot be read (ENOENT): it should be the path of a file that holds REDIS_URL',
    ]);
  });
});

describe('zero code', () => {
  it('needs neither store nor keys', () => {
    expect(read({ REDIS_URL: undefined, PASSERELLE_KEYS: undefined }, [], 'optional').redisUrl).toBeUndefined();
  });

  it('needs keys beside a store', () => {
    expect(problemsWith({ PASSERELLE_KEYS: undefined }, [], 'optional')[0]).toContain(
      'PASSERELLE_KEYS is missing beside REDIS_URL',
    );
  });
});
