import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { decodeRoot, link, loadXsd, XmlReader } from '../../../src/codec/index.ts';
import { documentOf } from '../mapping/schema.ts';
import { schemaText } from './files.ts';

xmlRegisterFsInputProviders();

/** A schema of the namespace `urn:t` with a root `r`, and documents that it accepts and refuses. */
export interface Opinion {
  readonly title: string;
  readonly schema: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly attributes?: string;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

export interface Verdicts {
  readonly valid: readonly boolean[];
  readonly invalid: readonly boolean[];
}

/** Which documents each takes as valid: strict reading, and libxml2's schema validator. */
export function verdicts(opinion: Opinion): { ours: Verdicts; libxml2: Verdicts } {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-'));
  const file = join(folder, 'schema.xsd');
  try {
    for (const [name, text] of Object.entries(opinion.others ?? {})) writeFileSync(join(folder, name), text);
    writeFileSync(file, schemaText(opinion.schema, opinion.attributes));
    return { ours: judge(opinion, ourValidator(file)), libxml2: judge(opinion, libxml2Validator(file)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function judge({ valid, invalid }: Opinion, isValid: (document: string) => boolean): Verdicts {
  const each = (text: string): boolean => isValid(documentOf(text));
  return { valid: valid.map(each), invalid: invalid.map(each) };
}

function ourValidator(file: string): (document: string) => boolean {
  const contract = link(loadXsd(file));
  const element = contract.element('{urn:t}r');
  if (element === undefined) throw new Error('the schema has no element r');
  return (document) => {
    const reader = new XmlReader(document);
    reader.readRoot();
    try {
      decodeRoot(contract, element, reader, { drift: [], strict: true });
      return true;
    } catch {
      return false;
    }
  };
}

function libxml2Validator(file: string): (document: string) => boolean {
  const schema = XmlDocument.fromBuffer(readFileSync(file), { url: file });
  const validator = XsdValidator.fromDoc(schema);
  return (text) => {
    const document = XmlDocument.fromString(text);
    try {
      validator.validate(document);
      return true;
    } catch {
      return false;
    } finally {
      document.dispose();
    }
  };
}
