import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Public WSDLs, one folder per service; not part of the project. */
export const corpus = resolve('../shared/wsdl-corpus');

/** The services, none where the corpus is missing. */
export function services(): string[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus).filter((name) => existsSync(join(corpus, name, 'source.json')));
}

/** The WSDL of a service. */
export function entryFile(name: string): string {
  const { entry } = JSON.parse(readFileSync(join(corpus, name, 'source.json'), 'utf8')) as { entry: string };
  return join(corpus, name, entry);
}
