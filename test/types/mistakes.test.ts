import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compilerErrors } from './compiled.ts';

const directive = '// @ts-expect-error';
const source = readFileSync(join(import.meta.dirname, 'mistakes.ts'), 'utf8');
const mistakes = source.split('\n').flatMap((line, index) => (line.includes(directive) ? [index + 1] : []));

test('the file of deliberate mistakes compiles, since each is expected', async () => {
  expect(await compilerErrors([['mistakes.ts', source]])).toEqual([]);
});

test('each mistake is refused once, and nothing else is', async () => {
  const errors = await compilerErrors([['mistakes.ts', source.replaceAll(directive, '// a mistake')]]);
  const lines = errors.map((error) => Number(/mistakes\.ts\((\d+),/.exec(error)?.[1]));
  expect(lines).toEqual(mistakes.map((line) => line + 1));
});

test('every mistake that the contract promises to catch is there', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(30);
});
