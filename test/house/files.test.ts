import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { partners, root, sourceFiles } from './source-files.ts';

const MAX_LINES = 300;

const files = ['src', 'adapters', 'test', 'bench', 'scripts']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => sourceFiles(folder));

describe('the files', () => {
  it('are shorter than 300 lines', () => {
    expect(files.filter((file) => file.lines >= MAX_LINES).map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
  });

  it('are named for one concept, never for a drawer', () => {
    const drawers = /(^|-)(utils?|helpers?|manager|service|processor|misc|common)(-|\.ts$)/;
    expect(files.map((file) => file.path).filter((path) => drawers.test(basename(path)))).toEqual([]);
  });

  it('have no index.ts but the faces', () => {
    const faces = ['src/adapter/index.ts', 'src/codec/index.ts', 'adapters/index.ts'];
    expect(
      files.map((file) => file.path).filter((path) => basename(path) === 'index.ts' && !faces.includes(path)),
    ).toEqual([]);
  });
});

describe('the tests', () => {
  const tests = files.filter(({ path }) => path.endsWith('.test.ts'));

  it('draw random cases from a seed that is the same in every run', () => {
    const drawing = tests.filter(
      ({ imports, text }) => imports.includes('fast-check') && /\b(assert|check)\(/.test(text),
    );
    expect(drawing.filter(({ text }) => !text.includes('cases(')).map(({ path }) => path)).toEqual([]);
  });
});

describe.each(partners())('the folder of %s', (name) => {
  const folder = join(root, 'adapters', name);

  it('has its adapter, README and simulator', () => {
    const needed = ['adapter.ts', 'README.md', 'simulator.ts'];
    expect(needed.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  });

  it('has at least one case for each operation', () => {
    const cases = readdirSync(join(folder, 'cases'));
    const covered = new Set(cases.map((one) => operationOf(join(folder, 'cases', one, 'case.json'))));
    const declared = readFileSync(join(folder, 'adapter.ts'), 'utf8').matchAll(/^ {4}(\w+): (?:soap|xml)\(/gm);
    expect([...declared].map((match) => match[1]).filter((operation) => !covered.has(operation))).toEqual([]);
  });

  it('has a pinned contract beside the generated types', () => {
    const pinned = readdirSync(join(root, 'wsdl', name));
    expect(pinned.filter((file) => /\.(wsdl|xsd)$/.test(file))).not.toEqual([]);
    expect(pinned.filter((file) => file.endsWith('.ts'))).not.toEqual([]);
  });

  it('stands in the list of adapters', () => {
    const list = readFileSync(join(dirname(folder), 'index.ts'), 'utf8');
    expect(list).toContain(`./${name}/adapter.ts`);
  });
});

function operationOf(file: string): string | undefined {
  return (JSON.parse(readFileSync(file, 'utf8')) as { operation?: string }).operation;
}
