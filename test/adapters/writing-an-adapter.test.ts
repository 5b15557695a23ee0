import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const guide = readFileSync('docs/writing-an-adapter.md', 'utf8');
/** Every block of the guide that is a whole file: its path, and its text. */
const files = [...guide.matchAll(/^`([^`\n]+)`\n\n```\w*\n(.*?)^```$/gms)].map(([, path = '', text = '']) => ({
  path,
  text,
}));
/** The block that makes the spoilt replies out of the first one. */
const spoiling = /^```sh\n(cd adapters\/banque\/cases\n.*?)^```$/ms.exec(guide)?.[1] ?? '';
const line = /^export \{ default as banque \}.*$/m.exec(guide)?.[0] ?? '';

let project: string;

async function run(command: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...args], { cwd: project });
  return stdout;
}

/** A project with the core alone, and then what the guide says. */
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'passerelle-guide-'));
  for (const path of [
    'src',
    'adapters/switchboard.ts',
    'package.json',
    'vitest.config.ts',
    'test/support',
    'test/adapters.test.ts',
    'test/adapters/declarations.test.ts',
  ]) {
    cpSync(path, join(project, path), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { compilerOptions: object };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['adapters', 'wsdl'] }));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  writeFileSync(join(project, 'adapters/index.ts'), `${line}\n`);
  execFileSync('sh', ['-euc', spoiling], { cwd: project });
  await run('src/main.ts', 'types', 'banque');
});
afterAll(() => rmSync(project, { recursive: true }));

test('the guide’s adapter compiles against the types of its WSDL', async () => {
  expect(
    await run('node_modules/typescript/bin/tsc', '-p', '.').catch((error: { stdout?: string }) => error.stdout),
  ).toBe('');
});

test.each(['test/adapters.test.ts', 'test/adapters/declarations.test.ts'])(
  'the guide’s adapter passes %s',
  async (tests) => {
    const report = await run('node_modules/vitest/vitest.mjs', 'run', tests, '--reporter=tap-flat').catch(
      (error: { stdout?: string }) => error.stdout,
    );

    expect(report).toMatch(/^ok \d+ .*banque/m);
    expect(report).not.toMatch(/^not ok/m);
  },
);

test('the guide’s simulator answers the example of the guide’s adapter', async () => {
  const script = `
    import { startSimulator } from './test/support/simulator.ts';
    import { bindAdapter } from './src/protocol/bind.ts';
    import banque from './adapters/banque/adapter.ts';
    const simulator = await startSimulator('banque');
    const bound = bindAdapter(banque, banque.env.parse(simulator.env), { wsdlRoot: 'wsdl' });
    const account = bound.operations.get('account');
    const { input, output } = account.operation.example;
    const attempt = { callId: 'a', attemptId: 'b', client: 'c', now: new Date(), timeoutMs: 10_000, signal: new AbortController().signal };
    const answer = await account.attempt(account.checkInput(input), attempt);
    process.stdout.write(JSON.stringify([answer.output, output, answer.drift]));
    await bound.close();
    await simulator.stop();`;
  writeFileSync(join(project, 'try.ts'), script);
  const [answered, promised, drift] = JSON.parse(await run('try.ts')) as unknown[];

  expect(answered).toEqual(promised);
  expect(drift).toEqual([]);
});
