import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Public WSDLs, one folder per service; not part of the project. Tests are skipped where it is missing. */
export const corpus = join(import.meta.dirname, '../../../shared/wsdl-corpus');

/** The services that do not load, each with the reason: incomplete or wrong as published. */
export const refused: Readonly<Record<string, string>> = {
  'cxf-wssec-policy': 'src/test/resources/DoubleItLogical.wsdl does not exist',
  'radixx-farequote':
    'childxs0.wsdl:15: the type {http://tempuri.org/Service/Pricing.Response}ViewFareQuote is not defined',
};

/** The services, none where the corpus is missing. */
export function services(): string[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus)
    .filter((name) => existsSync(join(corpus, name, 'source.json')))
    .toSorted();
}

/** Those that load. */
export function loadable(): string[] {
  return services().filter((name) => !(name in refused));
}

/** The WSDL of a service. */
export function entryFile(name: string): string {
  const { entry } = JSON.parse(readFileSync(join(corpus, name, 'source.json'), 'utf8')) as { entry: string };
  return join(corpus, name, entry);
}
