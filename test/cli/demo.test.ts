import { execFile } from 'node:child_process';
import { mkdtempSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandProcess } from './command-process.ts';

const shell = promisify(execFile);

let home: string;
let demo: CommandProcess;
let url: string;

/** The lines that are printed to be pasted. */
const lines = (): string[] => demo.out.split('\n').filter((line) => /^ {2}(curl|job=)/.test(line));

async function paste(line: string): Promise<Record<string, unknown>> {
  const { stdout } = await shell('sh', ['-c', line]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'passerelle-demo-'));
  demo = new CommandProcess(['demo', '--port', '0', '--home', home]);
  [, url = ''] = await demo.says(/gateway at (\S+),/);
  await demo.says(/other ways to break it/);
});

afterAll(async () => {
  await demo.stop('SIGINT');
});

describe('npm start', () => {
  it('says what it starts', () => {
    expect(demo.out).toMatch(/✓ Redis at 127\.0\.0\.1:\d+[^]*✓ partner tva[^]*✓ gateway at/);
  });

  it.each(['/docs', '/openapi.json', '/tower', '/health', '/metrics'])('serves %s', async (path) => {
    expect((await fetch(url + path)).status).toBe(200);
  });

  it('prints lines that each give an answer when pasted', async () => {
    const plain = lines().slice(
      0,
      lines().findIndex((line) => line.includes('_switch')),
    );
    const answers = await Promise.all(plain.map(paste));
    expect(answers.map((answer) => answer['kind'])).toEqual(plain.map(() => undefined));
  });

  it('shows a call that waits while its partner is away, and succeeds when it is back', async () => {
    const [refuse = '', place = '', look = '', , mend = ''] = lines().filter(
      (line) => lines().indexOf(line) >= lines().findIndex((one) => one.includes('_switch')),
    );
    await paste(refuse);
    const { stdout: job } = await shell('sh', ['-c', place]);
    const follow = `job=${job.trim()}; ${look}`;
    const away = await paste(follow);
    await paste(mend);
    await expect.poll(async () => (await paste(follow))['state'], { timeout: 25_000, interval: 200 }).toBe('succeeded');
    expect(away['state']).toBe('retrying');
  });

  it('keeps its key to itself', () => {
    expect(statSync(join(home, 'key')).mode & 0o777).toBe(0o600);
  });

  it('says that a port is taken, and starts nothing', async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const second = new CommandProcess(['demo', '--port', String(port), '--home', home]);
    expect([await second.ended, second.out, second.err]).toEqual([
      1,
      '',
      expect.stringContaining(`port ${port} is taken`),
    ]);
    server.close();
  });

  it('stops everything it started on Ctrl-C', async () => {
    const second = new CommandProcess(['demo', '--port', '0', '--home', home]);
    const [, redis = ''] = await second.says(/Redis at (\S+);/);
    await second.says(/gateway at/);
    expect(await second.stop('SIGINT')).toBe(0);
    expect(second.out).toMatch(/the gateway stopped[^]*partner \w+ stopped[^]*Redis stopped/);
    await expect(fetch(`http://${redis}/`)).rejects.toThrow('fetch failed');
  });
});
