import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

/** What the project's compiler says of these modules, by their file names: a line per error, nothing where all is well. */
export async function compilerErrors(modules: Iterable<readonly [file: string, text: string]>): Promise<string[]> {
  // Inside the project, so that `#adapter` resolves; a dot folder, which no tsconfig includes.
  const folder = mkdtempSync(join(import.meta.dirname, '.compiled-'));
  try {
    for (const [file, text] of modules) writeFileSync(join(folder, file), text);
    writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "../../../tsconfig.json", "include": ["*.ts"] }');
    const tsc = join(root, 'node_modules/.bin/tsc');
    const output = await promisify(execFile)(tsc, ['-p', folder, '--pretty', 'false'], { cwd: root }).then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
    return output.split('\n').filter((line) => line.includes(': error TS'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
