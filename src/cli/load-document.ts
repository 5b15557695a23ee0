import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { loadWsdl, loadXsd } from '../codec/index.ts';
import type { Model } from '../codec/index.ts';
import type { Corrections } from '../adapter/corrections.ts';
import { readCorrections } from '../protocol/corrections-file.ts';
import { DocumentError } from './arguments.ts';

const longestLook = 512;

/** The model of a WSDL or, by its ending, an XSD, with the corrections of a file. Throws DocumentError with file, line and construct. */
export function loadDocument(file: string, corrections?: string): Model {
  const given = corrections === undefined ? undefined : loadCorrections(corrections);
  return readDocument(file, () => (file.endsWith('.xsd') ? loadXsd : loadWsdl)(file, given));
}

/** The corrections that someone named. Throws DocumentError. */
export function loadCorrections(file: string): Corrections {
  try {
    return readCorrections(file);
  } catch (error) {
    throw new DocumentError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Does what reads a WSDL or XSD that someone named. Throws DocumentError: what is wrong with the document, in one line. */
export function readDocument<Read>(file: string, read: () => Read): Read {
  refuseOther(file);
  try {
    return read();
  } catch (error) {
    throw new DocumentError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** What a name leads to by mistake: nothing, a folder, the page of a login or of an error that was saved in place of the WSDL. */
function refuseOther(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) throw new DocumentError(`there is no file ${file}`);
  if (stats.isDirectory()) throw new DocumentError(`${file} is a folder: name the WSDL or XSD in it`);
  if (stats.isFile() && /^\s*<(?:!doctype\s+)?html[\s>]/i.test(beginning(file)))
    throw new DocumentError(
      `${file}:1: an HTML page, neither a WSDL nor an XSD: was it saved from a login or error page?`,
    );
}

function beginning(file: string): string {
  const bytes = Buffer.alloc(longestLook);
  let opened: number | undefined;
  try {
    opened = openSync(file, 'r');
    return bytes.toString('latin1', 0, readSync(opened, bytes, 0, longestLook, 0)).replace(/^ï»¿/, '');
  } catch (cause) {
    throw new DocumentError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'no reason'})`, {
      cause,
    });
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}
