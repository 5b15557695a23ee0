import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const look = `
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
await import('./src/fast-strings.ts');

await import('ioredis');
setFlagsFromString('--allow-natives-syntax');
process.stdout.write(String(runInThisContext('() => %HasFastProperties(String.prototype)')()));
`;

it('the methods of strings stay fast when ioredis is loaded', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', look]);
  expect(stdout).toBe('true');
});
