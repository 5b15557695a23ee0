import type { Model, OperationModel } from './model.ts';
import { readDefinitions } from './wsdl/document.ts';
import { compileOperations } from './wsdl/operation.ts';
import { Compilation } from './xsd/compilation.ts';
import { addAlternatives, addSubstitutes } from './xsd/derivation.ts';
import { canonical, readDocument } from './xsd/read-document.ts';
import { SchemaSet } from './xsd/schema-set.ts';

/**
 * Reads a WSDL 1.1 with all it imports and compiles its operations. Only files are read, relative to the document that
 * names them; an address is never fetched. Throws SchemaError.
 */
export function loadWsdl(file: string): Model {
  const schemas = new SchemaSet();
  const definitions = readDefinitions(canonical(file), schemas);
  const compilation = new Compilation(schemas);
  return finish(compilation, compileOperations(compilation, definitions));
}

/** Reads an XSD 1.0 with all it includes and imports; the model has no operations. Throws SchemaError. */
export function loadXsd(file: string): Model {
  const schemas = new SchemaSet();
  const path = canonical(file);
  schemas.readFile(path, readDocument(path));
  return finish(new Compilation(schemas), []);
}

function finish(compilation: Compilation, operations: readonly OperationModel[]): Model {
  const types = compilation.finish();
  return {
    types: addAlternatives(compilation, types),
    elements: addSubstitutes(compilation),
    globalTypes: Object.fromEntries(compilation.globalTypes),
    globalElements: Object.fromEntries(compilation.globalElements),
    operations,
    skipped: [...compilation.skipped],
  };
}
