import type { Corrections } from './corrections.ts';
import type { Model, OperationModel } from './model.ts';
import { messageBeginnings } from './wsdl/beginnings.ts';
import { readDefinitions } from './wsdl/document.ts';
import { compileOperations } from './wsdl/operation.ts';
import { Compilation } from './xsd/compilation.ts';
import { Corrected } from './xsd/corrected.ts';
import type { Beginnings } from './xsd/correction-paths.ts';
import { CorrectionPaths } from './xsd/correction-paths.ts';
import { addAlternatives, addSubstitutes, narrowBlocked, noteFinal } from './xsd/derivation.ts';
import { canonical, readDocument } from './xsd/read-document.ts';
import { SchemaSet } from './xsd/schema-set.ts';

/**
 * Reads a WSDL 1.1 with all it imports and compiles its operations. Only files are read, relative to the document that
 * names them; an address is never fetched. Throws SchemaError.
 */
export function loadWsdl(file: string, corrections?: Corrections): Model {
  const schemas = new SchemaSet();
  const definitions = readDefinitions(canonical(file), schemas);
  const compilation = new Compilation(schemas, corrected(file, schemas, corrections, messageBeginnings(definitions)));
  return finish(compilation, compileOperations(compilation, definitions));
}

/** Reads an XSD 1.0 with all it includes and imports; the model has no operations. Throws SchemaError. */
export function loadXsd(file: string, corrections?: Corrections): Model {
  const schemas = new SchemaSet();
  const path = canonical(file);
  schemas.readFile(path, readDocument(path));
  return finish(new Compilation(schemas, corrected(file, schemas, corrections, noBeginnings)), []);
}

const noBeginnings: Beginnings = { operations: [], parts: () => undefined };

function corrected(
  file: string,
  schemas: SchemaSet,
  corrections: Corrections | undefined,
  beginnings: Beginnings,
): Corrected | undefined {
  return corrections && new Corrected(corrections, new CorrectionPaths(schemas, beginnings, file));
}

function finish(compilation: Compilation, operations: readonly OperationModel[]): Model {
  const types = addAlternatives(compilation, compilation.finish(operations.length > 0));
  const elements = narrowBlocked(compilation, addSubstitutes(compilation), types);
  noteFinal(compilation);
  return {
    types,
    elements,
    globalTypes: Object.fromEntries(compilation.globalTypes),
    globalElements: Object.fromEntries(compilation.globalElements),
    operations,
    skipped: [...compilation.schemas.notes, ...(compilation.corrected?.needless ?? [])],
  };
}
