import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadWsdl, loadXsd } from '../../../src/codec/load.ts';
import type { ComplexType, ElementDeclaration, Model, SimpleType, TypeDefinition } from '../../../src/codec/model.ts';

/** Loads `main` of a few files that stand beside each other; the folder's own name is cut from errors. */
function load<T>(files: Readonly<Record<string, string | Uint8Array>>, read: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return read(folder);
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replaceAll(`${folder}/`, '');
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A schema document; the target namespace is `urn:t`, with the prefix `t`. */
export function schemaText(
  inside: string,
  attributes = 'targetNamespace="urn:t" elementFormDefault="qualified"',
): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:o="urn:o" ${attributes}>\n${inside}\n</xs:schema>`;
}

/** The model of a schema with this inside, and of the files beside it. */
export function xsd(inside: string, others: Readonly<Record<string, string>> = {}): Model {
  return load({ 'main.xsd': schemaText(inside), ...others }, (folder) => loadXsd(join(folder, 'main.xsd')));
}

/** The model of `main.wsdl`, which is the text itself, or its octets. */
export function wsdl(text: string | Uint8Array, others: Readonly<Record<string, string>> = {}): Model {
  return load({ 'main.wsdl': text, ...others }, (folder) => loadWsdl(join(folder, 'main.wsdl')));
}

export function elementOf(model: Model, name: string): ElementDeclaration {
  const element = model.elements[model.globalElements[name] ?? -1];
  if (!element) throw new Error(`no element ${name}`);
  return element;
}

export function typeOf(model: Model, name: string): TypeDefinition {
  const type = model.types[model.globalTypes[name] ?? -1];
  if (!type) throw new Error(`no type ${name}`);
  return type;
}

export function simpleOf(model: Model, name: string): SimpleType {
  const type = typeOf(model, name);
  if (type.kind !== 'simple') throw new Error(`${name} is not simple`);
  return type;
}

export function complexOf(model: Model, name: string): ComplexType {
  const type = typeOf(model, name);
  if (type.kind !== 'complex') throw new Error(`${name} is not complex`);
  return type;
}

/** The names of the types that `xsi:type` may choose. */
export function alternativesOf(model: Model, name: string): unknown {
  const type = typeOf(model, name);
  return type.kind === 'any' || type.kind === 'array'
    ? undefined
    : type.alternatives?.map((ref) => model.types[ref]?.name);
}
