import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const here = import.meta.dirname;
const root = join(here, '../..');
const directive = '// @ts-expect-error';
const source = readFileSync(join(here, 'mistakes.ts'), 'utf8');
const mistakes = source.split('\n').flatMap((line, index) => (line.includes(directive) ? [index + 1] : []));

// Inside the project, so that `#adapter` resolves; a dot folder, which no tsconfig includes.
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(here, '.mistakes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines that the project's compiler refuses in this text. */
async function refusedLines(name: string, text: string): Promise<number[]> {
  writeFileSync(join(folder, `${name}.ts`), text);
  const config = { extends: '../../../tsconfig.json', include: [], files: [`${name}.ts`] };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(config));
  const tsc = join(root, 'node_modules/.bin/tsc');
  const arguments_ = ['-p', join(folder, `${name}.json`), '--pretty', 'false'];
  const output = await promisify(execFile)(tsc, arguments_, { cwd: root }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
  const pattern = new RegExp(`${name}\\.ts\\((\\d+),\\d+\\): error`, 'g');
  return [...output.matchAll(pattern)].map(([, line]) => Number(line));
}

test('the file of deliberate mistakes compiles, since each is expected', async () => {
  expect(await refusedLines('expected', source)).toEqual([]);
});

test('each mistake is refused once, and nothing else is', async () => {
  const refused = await refusedLines('unexpected', source.replaceAll(directive, '// a mistake'));
  expect(refused).toEqual(mistakes.map((line) => line + 1));
});

test('every mistake that the contract promises to catch is there', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(30);
});
