import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SchemaError, typescriptOf } from '../codec/index.ts';
import { CommandError, DocumentError, print, runCommand, UsageError } from './arguments.ts';
import { loadDocument } from './load-document.ts';
import type { TypesFile } from './types-files.ts';
import { typesFiles } from './types-files.ts';

export const help = `
passerelle types [PARTNER…] [--check]
passerelle types FILE [--corrections FILE]

Writes the TypeScript modules beside the pinned WSDLs and XSDs of wsdl/<partner>/: a typed token per operation or
element, and the types of what is sent and what comes back.

  PARTNER  only this partner's
  --check  writes nothing; names what is stale and gives exit code 1
  FILE     a .wsdl or .xsd elsewhere: its module is printed
  --corrections FILE   where the partner's messages disagree with that FILE for good: a module or JSON

The corrections of a pinned document stand beside it: wsdl/<partner>/corrections.ts.
`;

const options = {
  check: { type: 'boolean', default: false },
  corrections: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
const pinned = fileURLToPath(new URL('../../wsdl', import.meta.url));

/** Writes, checks or prints the modules of WSDLs and XSDs. Gives the exit code. */
export async function run(args: string[]): Promise<number> {
  return runCommand(
    {
      name: 'types',
      help,
      options,
      work: ({ check, corrections }, positionals) => writeTypes(pinned, positionals, check, corrections),
    },
    args,
  );
}

/** The same below another root than the project's `wsdl/`. */
export async function writeTypes(
  root: string,
  positionals: readonly string[],
  check: boolean,
  corrections?: string,
): Promise<number> {
  const [file] = positionals;
  if (file !== undefined && /\.(?:wsdl|xsd)$/.test(file)) return printTypes(positionals, check, corrections);
  if (corrections !== undefined)
    throw new UsageError('--corrections goes with a FILE: a pinned document has them beside it');
  for (const partner of positionals) {
    if (!isFolder(join(root, partner))) throw new UsageError(`there is no folder wsdl/${partner}`);
  }
  const files = modulesBelow(root, positionals);
  if (files.length === 0) throw new CommandError('there is no .wsdl or .xsd below wsdl/');
  const changed = files.filter(({ state }) => state !== 'fresh');
  for (const each of changed) await print(`wsdl/${each.file}: ${check ? complaint(each) : write(root, each)}\n`);
  for (const { source, notes } of files) for (const note of notes) await print(`wsdl/${source}: ${note}\n`);
  const fresh = files.length - changed.length;
  const modules = `${files.length} ${files.length === 1 ? 'module' : 'modules'}`;
  await print(
    check
      ? `${fresh} of ${modules} as the WSDL or XSD says\n`
      : `${modules}: ${changed.length} written, ${fresh} unchanged\n`,
  );
  return check && changed.length > 0 ? 1 : 0;
}

async function printTypes(files: readonly string[], check: boolean, corrections: string | undefined): Promise<number> {
  const [file = '', another] = files;
  if (check || another !== undefined) throw new UsageError('a FILE stands alone: its module is printed');
  await print(
    typescriptOf(loadDocument(file, corrections), {
      file: basename(file),
      command: `npm run passerelle -- types ${file}`,
    }),
  );
  return 0;
}

function modulesBelow(root: string, partners: readonly string[]): readonly TypesFile[] {
  try {
    return typesFiles(root, partners);
  } catch (error) {
    if (error instanceof SchemaError) throw new DocumentError(error.message, { cause: error });
    throw error;
  }
}

function complaint({ state, source }: TypesFile): string {
  if (state === 'orphan') return `wsdl/${source} is gone or imported by another; delete it`;
  return `is ${state}; write it with: npm run passerelle -- types ${source.split('/')[0]}`;
}

function write(root: string, { file, text }: TypesFile): string {
  if (text === undefined) rmSync(join(root, file));
  else writeFileSync(join(root, file), text);
  return text === undefined ? 'deleted' : 'written';
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
