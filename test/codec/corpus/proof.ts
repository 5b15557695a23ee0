import { join } from 'node:path';
import { loadWsdl } from '../../../src/codec/load.ts';
import type { Model } from '../../../src/codec/model.ts';
import { Libxml2 } from '../arbitrary/libxml2.ts';
import { wrapperSchemas } from '../arbitrary/wrapper-schemas.ts';
import { readCatalog, XmlSchemas } from '../arbitrary/xml-schemas.ts';
import { corpus, entryFile, services } from './documents.ts';

/** The models of all that loads; what does not is listed in corpus.test.ts. */
export function loaded(): Map<string, Model> {
  return new Map(
    services().flatMap((name): [string, Model][] => {
      try {
        return [[name, loadWsdl(entryFile(name))]];
      } catch {
        return [];
      }
    }),
  );
}

/** The schemas of a service in libxml2. Throws what it says against them. */
export function validatorOf(name: string, model: Model): Libxml2 {
  using schemas = new XmlSchemas(readCatalog(join(corpus, '_catalog')));
  schemas.read(entryFile(name));
  schemas.complete();
  return new Libxml2(schemas.documents(wrapperSchemas(model)));
}
