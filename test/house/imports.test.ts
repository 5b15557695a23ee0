import { describe, expect, it } from 'vitest';
import type { SourceFile } from './source-files.ts';
import { partners, sourceFiles } from './source-files.ts';

/** Who may import whom (design §2). A folder may always import itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  adapter: [],
  codec: [],
  protocol: ['adapter', 'codec'],
  store: ['adapter'],
  call: ['adapter', 'protocol', 'store'],
  queue: ['adapter', 'codec', 'protocol', 'store', 'call'],
  health: ['adapter', 'codec', 'protocol', 'store', 'call', 'queue'],
  http: ['adapter', 'codec', 'protocol', 'store', 'call', 'queue', 'health'],
  tower: ['adapter', 'codec', 'protocol', 'store', 'call', 'queue', 'health', 'http'],
  cli: ['adapter', 'codec', 'protocol', 'store', 'call', 'queue', 'health', 'http', 'tower', ''],
};

const sources = sourceFiles('src');

/** `src/call/caller.ts` lives in `call`; `src/main.ts` in ``. */
function room(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? '';
}

function trespasses(file: SourceFile, allowed: readonly string[]): string[] {
  return file.imports
    .filter(
      (target) => target.startsWith('src/') && room(target) !== room(file.path) && !allowed.includes(room(target)),
    )
    .map((target) => `${file.path} imports ${target}`);
}

describe('the rooms of the house', () => {
  it.each(Object.entries(mayImport))('%s imports only the rooms before it', (name, allowed) => {
    const found = sources.filter((file) => room(file.path) === name).flatMap((file) => trespasses(file, allowed));
    expect(found).toEqual([]);
  });

  it('have no other folder than those named', () => {
    const rooms = new Set(sources.map((file) => room(file.path)).filter((name) => name !== ''));
    expect([...rooms].filter((name) => !(name in mayImport))).toEqual([]);
  });

  it('know no partner: only the commands and the composition load adapters', () => {
    const strays = sources
      .filter((file) => room(file.path) !== 'cli' && room(file.path) !== '')
      .flatMap((file) =>
        file.imports
          .filter((target) => target.startsWith('adapters/'))
          .map((target) => `${file.path} imports ${target}`),
      );
    expect(strays).toEqual([]);
  });

  it('reveal secrets only in protocol and store', () => {
    const revealing = sources
      .filter((file) => /\breveal\s*[(,}]|Secret\.reveal/.test(file.text))
      .map((file) => file.path);
    expect(revealing.filter((path) => !/^src\/(protocol|store)\//.test(path))).toEqual(['src/adapter/secret.ts']);
  });

  it('read the environment only in config.ts', () => {
    const reading = sources.filter((file) => /process\s*(\.|\[\s*['"])env\b/.test(file.text)).map((file) => file.path);
    expect(reading).toEqual(['src/config.ts']);
  });
});

describe('the partners’ folders', () => {
  it.each(partners())('%s imports only #adapter, its own contract, its own files and zod', (name) => {
    const own = (target: string): boolean =>
      target === '#adapter' ||
      target === 'zod' ||
      target.startsWith(`#wsdl/${name}/`) ||
      target.startsWith(`adapters/${name}/`);
    const files = sourceFiles(`adapters/${name}`).filter((file) => !file.path.endsWith('/simulator.ts'));
    expect(files.flatMap((file) => file.imports.filter((target) => !own(target)))).toEqual([]);
  });

  it.each(partners())('%s is played by a simulator that shares nothing with the gateway', (name) => {
    const foreign = (target: string): boolean =>
      target.startsWith('node:') ||
      target === 'soap' ||
      target === 'fast-xml-parser' ||
      target === 'adapters/switchboard.ts' ||
      target.startsWith(`adapters/${name}/simulator`);
    const files = sourceFiles(`adapters/${name}`).filter((file) => file.path.includes('/simulator'));
    expect(files.flatMap((file) => file.imports.filter((target) => !foreign(target)))).toEqual([]);
  });
});
