import { readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { MalformedError, SchemaError } from '../problem.ts';
import { otherEncoding } from '../xml/charset.ts';
import { decodeBytes } from '../xml/decode-bytes.ts';
import { XmlReader } from '../xml/reader.ts';
import type { XmlTree } from '../xml/tree.ts';
import { readTree } from '../xml/tree.ts';
import { schemaError } from './schema-document.ts';
import { withoutDoctype } from './without-doctype.ts';

/** Reads an XML file; `document` and `node` are where it is referred to, absent for the entry document. */
export function readDocument(file: string, document?: { readonly file: string }, node?: XmlTree): XmlTree {
  const reader = new XmlReader(withoutDoctype(startingLate(decodeFile(file, document, node))));
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

/** Without the XML declaration where lines stand before it, which scripts print by mistake; the lines stay. */
function startingLate(text: string): string {
  return text.replace(/^(\uFEFF?\s+)<\?xml\s[^?]*\?>/u, '$1');
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
    return textOf(bytes);
  } catch (cause) {
    if (!(cause instanceof MalformedError)) throw cause;
    throw withCause(new SchemaError(file, 1, `not XML that can be read: ${cause.message}`), cause);
  }
}

/** Contracts are also published in encodings that no reply is read in: those that the platform knows. */
function textOf(bytes: Uint8Array): string {
  const encoding = otherEncoding(bytes);
  if (encoding === undefined) return decodeBytes(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new MalformedError(`the encoding ${encoding} is not known, or its bytes are not of it`, { cause });
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

/** Whether a location names a file by its place beside the document: neither an address, nor a path from a root, nor only a query. */
export function isRelative(location: string): boolean {
  const path = pathOf(location);
  return path !== '' && !/^[a-z][a-z0-9+.-]*:|^\//iu.test(path);
}

function pathOf(location: string): string {
  return location.replaceAll('\\', '/').replace(/[?#].*$/u, '');
}

/** The file that a relative location means, seen from the document that refers to it. */
export function resolveLocation(document: { readonly file: string }, node: XmlTree, location: string): string {
  const file = fileBeside(document.file, location);
  if (file !== undefined) return file;
  throw schemaError(document, node, `the location "${location}" is neither that of a file nor an http address`);
}

/** The same for a document by its file; `undefined` where the location is not relative. */
export function fileBeside(file: string, location: string): string | undefined {
  if (!isRelative(location)) return undefined;
  const path = pathOf(location);
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A file name may hold a bare "%".
  }
  return canonical(resolve(dirname(file), decoded));
}

/** One file is one file, whatever links lead to it. */
export function canonical(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
