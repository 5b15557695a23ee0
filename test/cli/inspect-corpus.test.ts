import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/inspect.ts';
import { loadWsdl } from '../../src/codec/load.ts';

/** Public WSDLs; test/codec/corpus.test.ts holds the list of those that do not load, with the reason. */
const corpus = '../shared/wsdl-corpus';

function entryFile(name: string): string {
  const { entry } = JSON.parse(readFileSync(join(corpus, name, 'source.json'), 'utf8')) as { entry: string };
  return join(corpus, name, entry);
}

function loads(name: string): boolean {
  try {
    loadWsdl(entryFile(name));
    return true;
  } catch {
    return false;
  }
}

const names = existsSync(corpus)
  ? readdirSync(corpus).filter((name) => existsSync(join(corpus, name, 'source.json')) && loads(name))
  : [];

afterEach(() => {
  vi.restoreAllMocks();
});

describe.skipIf(names.length === 0)('inspect on public WSDLs (skipped where ../shared/wsdl-corpus is missing)', () => {
  it.each(names)('prints every operation of %s, with a sample of what it takes', async (name) => {
    let printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((...args: unknown[]) => {
      printed += String(args[0]);
      const done = args.at(-1);
      if (typeof done === 'function') done();
      return true;
    });
    expect(await run([entryFile(name)])).toBe(0);
    const { operations } = loadWsdl(entryFile(name));
    expect(operations.filter((operation) => !printed.includes(`${operation.name}(`)).map((one) => one.name)).toEqual(
      [],
    );
  });
});
