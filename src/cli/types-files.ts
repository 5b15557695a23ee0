import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { typescriptOf } from '../codec/index.ts';
import { loadWsdl, loadXsd } from '../codec/load.ts';
import { correctionsBeside } from '../protocol/corrections-file.ts';

/** A module that stands beside a WSDL or XSD, and whether the one there is as it should be. */
export interface TypesFile {
  /** Paths below `wsdl/`, with `/`. */
  readonly file: string;
  readonly source: string;
  /** `undefined` where the module has no source any more. */
  readonly text: string | undefined;
  /** Corrections that its source does not need. */
  readonly notes: readonly string[];
  readonly state: 'fresh' | 'stale' | 'missing' | 'orphan';
}

const firstLine = /^\/\/ Generated from wsdl\/(.+?)\. Do not edit;/;

/** The module of one document, with the corrections beside it. Throws SchemaError. */
function typesOf(root: string, source: string): { text: string; notes: readonly string[] } {
  const path = join(root, source);
  const model = (source.endsWith('.xsd') ? loadXsd : loadWsdl)(path, correctionsBeside(path));
  const [partner = ''] = source.split('/');
  return {
    text: typescriptOf(model, { file: source, command: `npm run passerelle -- types ${partner}` }),
    notes: model.skipped.filter((line) => line.startsWith('the correction ')),
  };
}

/**
 * The modules of these partners (all without any), each with what it should hold: one for every WSDL, and for every XSD
 * that no other document there imports or includes. Throws SchemaError.
 */
export function typesFiles(root: string, partners: readonly string[]): readonly TypesFile[] {
  const all = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => partners.length === 0 || partners.includes(file.split('/')[0] ?? ''))
    .toSorted();
  const imported = new Set(all.filter(isDocument).flatMap((file) => importsOf(root, file)));
  const sources = all.filter((file) => isDocument(file) && !imported.has(file));
  const written = sources.map((source) => typesFile(root, source, moduleOf(source, sources)));
  return [...written, ...orphans(root, all, new Set(written.map(({ file }) => file)))];
}

function typesFile(root: string, source: string, file: string): TypesFile {
  const { text, notes } = typesOf(root, source);
  const present = contentOf(join(root, file));
  return { file, source, text, notes, state: present === undefined ? 'missing' : present === text ? 'fresh' : 'stale' };
}

function orphans(root: string, all: readonly string[], written: ReadonlySet<string>): TypesFile[] {
  return all
    .filter((file) => file.endsWith('.ts') && !written.has(file))
    .flatMap((file): TypesFile[] => {
      const source = firstLine.exec(contentOf(join(root, file)) ?? '')?.[1];
      return source === undefined ? [] : [{ file, source, text: undefined, notes: [], state: 'orphan' }];
    });
}

/** `checkVat.wsdl` → `checkVat.ts`; an XSD beside a WSDL of the same name keeps its ending. */
function moduleOf(source: string, sources: readonly string[]): string {
  const stem = source.replace(/\.(?:wsdl|xsd)$/, '');
  return source.endsWith('.xsd') && sources.includes(`${stem}.wsdl`) ? `${source}.ts` : `${stem}.ts`;
}

function isDocument(file: string): boolean {
  return /\.(?:wsdl|xsd)$/.test(file);
}

/** The documents beside this one that it names, as paths below the root. */
function importsOf(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'latin1');
  const locations = [
    ...text.matchAll(
      /<(?:[\w.-]+:)?(?:import|include|redefine)\b[^>]*?\b(?:schemaLocation|location)\s*=\s*["']([^"']+)["']/g,
    ),
  ];
  return locations.map(([, location = '']) =>
    relative(resolve(root), resolve(root, dirname(file), location))
      .split(sep)
      .join('/'),
  );
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
