import { join } from 'node:path';
import { loadWsdl } from '../../../src/codec/load.ts';
import type { Model } from '../../../src/codec/model.ts';
import { Libxml2 } from '../arbitrary/libxml2.ts';
import { wrapperSchemas } from '../arbitrary/wrapper-schemas.ts';
import { readCatalog, XmlSchemas } from '../arbitrary/xml-schemas.ts';
import { corpus, entryFile, loadable } from '../../support/wsdl-corpus.ts';

/** The models of all services that load. */
export function loaded(): Map<string, Model> {
  return new Map(loadable().map((name) => [name, loadWsdl(entryFile(name))]));
}

/** The schemas of a service in libxml2. Throws what it says against them. */
export function validatorOf(name: string, model: Model): Libxml2 {
  using schemas = new XmlSchemas(readCatalog(join(corpus, '_catalog')));
  schemas.read(entryFile(name));
  schemas.complete();
  return new Libxml2(schemas.documents(wrapperSchemas(model)));
}
