import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { root } from './source-files.ts';

const tools = ['sh', 'dirname', 'find', 'env', 'mktemp', 'cat', 'rm', 'chmod'];

/** A machine without Redis: a folder that holds what a bare system has, and an apt-get that only pretends. */
let bin: string;

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'passerelle-setup-'));
  for (const tool of tools) symlinkSync(whereIs(tool), join(bin, tool));
  symlinkSync(process.execPath, join(bin, 'node'));
});

function whereIs(tool: string): string {
  const folder = (process.env['PATH'] ?? '').split(':').find((one) => existsSync(join(one, tool)));
  return join(folder ?? '/usr/bin', tool);
}

function script(name: string, text: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(bin, name), 0o755);
}

function setup(purpose: string, env: NodeJS.ProcessEnv = {}): Promise<{ code: number; words: string }> {
  return new Promise((tell) => {
    const options = { cwd: dirname(root), env: { PATH: bin, ...env } };
    execFile('/bin/sh', [join(root, 'scripts', 'setup.sh'), purpose], options, (error, _out, words) => {
      tell({ code: typeof error?.code === 'number' ? error.code : 0, words });
    });
  });
}

describe('the setup', () => {
  it('installs redis-server from the system’s packages where there is none', async () => {
    script('id', 'echo 0');
    script(
      'apt-get',
      `case "$*" in *redis-server*) echo '#!/bin/sh' > ${bin}/redis-server; chmod +x ${bin}/redis-server;; esac`,
    );
    expect(await setup('start')).toEqual({
      code: 0,
      words:
        'passerelle: redis-server is missing: jobs are kept in it.\n' +
        'passerelle: installing redis-server (apt-get; the first time, a minute or so)…\n',
    });
    expect(existsSync(join(bin, 'redis-server'))).toBe(true);
  });

  it('says how where it may not install', async () => {
    script('id', 'echo 1000');
    script('apt-get', 'exit 1');
    const { code, words } = await setup('start');
    expect(code).toBe(1);
    expect(words).toContain('sudo apt-get install redis-server');
    expect(words).toContain('or set REDIS_URL');
  });

  it('shows what apt-get says when it fails', async () => {
    script('id', 'echo 0');
    script('apt-get', 'echo "no network" >&2; exit 100');
    expect(await setup('start')).toEqual({
      code: 1,
      words: expect.stringContaining('no network\npasserelle: apt-get could not install that'),
    });
  });

  it('installs nothing where REDIS_URL names a Redis', async () => {
    expect(await setup('start', { REDIS_URL: 'redis://127.0.0.1:6379' })).toEqual({ code: 0, words: '' });
  });

  it('says nothing where nothing is missing', async () => {
    script('redis-server', '');
    expect(await setup('start')).toEqual({ code: 0, words: '' });
  });

  it('goes on to test without the foreign SOAP stacks where they cannot be had', async () => {
    script('id', 'echo 1000');
    script('redis-server', '');
    const { code, words } = await setup('test');
    expect(code).toBe(0);
    expect(words).toContain('the tests that need it are skipped');
  });

  it('does not go on to test without Redis', async () => {
    script('id', 'echo 1000');
    expect((await setup('test')).code).toBe(1);
  });

  it('refuses a purpose it does not know', async () => {
    expect((await setup('restart')).code).toBe(2);
  });
});
