import { readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { MalformedError, SchemaError } from '../problem.ts';
import { decodeBytes } from '../xml/decode-bytes.ts';
import { XmlReader } from '../xml/reader.ts';
import type { XmlTree } from '../xml/tree.ts';
import { readTree } from '../xml/tree.ts';
import { schemaError } from './schema-document.ts';

/** Reads an XML file; `document` and `node` are where it is referred to, absent for the entry document. */
export function readDocument(file: string, document?: { readonly file: string }, node?: XmlTree): XmlTree {
  const reader = new XmlReader(decodeFile(file, document, node));
  try {
    reader.readRoot();
    const root = readTree(reader);
    reader.finish();
    return root;
  } catch (cause) {
    if (!(cause instanceof MalformedError)) throw cause;
    throw withCause(new SchemaError(file, reader.line(), `not XML that can be read: ${cause.message}`), cause);
  }
}

function decodeFile(file: string, document?: { readonly file: string }, node?: XmlTree): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
    const message =
      code === 'ENOENT' ? `the file ${file} does not exist` : `the file ${file} cannot be read (${String(code)})`;
    throw withCause(document && node ? schemaError(document, node, message) : new SchemaError(file, 1, message), cause);
  }
  try {
    return decodeBytes(bytes);
  } catch (cause) {
    if (!(cause instanceof MalformedError)) throw cause;
    throw withCause(new SchemaError(file, 1, `not XML that can be read: ${cause.message}`), cause);
  }
}

function withCause(error: SchemaError, cause: unknown): SchemaError {
  error.cause = cause;
  return error;
}

/** Whether a location is an address of its own; those are never fetched. */
export function isAbsolute(location: string): boolean {
  return /^(?:https?|urn):/iu.test(location);
}

/** The file that a relative location means, seen from the document that refers to it. */
export function resolveLocation(document: { readonly file: string }, node: XmlTree, location: string): string {
  const path = location.replaceAll('\\', '/').replace(/[?#].*$/u, '');
  if (/^[a-z][a-z0-9+.-]*:|^\//iu.test(path)) {
    throw schemaError(document, node, `the location "${location}" is neither relative nor an http address`);
  }
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A file name may hold a bare "%".
  }
  return canonical(resolve(dirname(document.file), decoded));
}

/** One file is one file, whatever links lead to it. */
export function canonical(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
