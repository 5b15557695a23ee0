import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract, Drift, EncodeProblem } from '../../../src/codec/index.ts';
import { decodeRoot, encodeRoot, link, loadXsd, Namespaces, XmlReader } from '../../../src/codec/index.ts';
import type { XmlTree } from '../../../src/codec/xml/tree.ts';
import { readTree } from '../../../src/codec/xml/tree.ts';

/** A contract from the inside of one `xs:schema` (target namespace `urn:t`, prefix `t`, local elements qualified). */
export function schema(inside: string, others: Readonly<Record<string, string>> = {}): Contract {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-'));
  try {
    const text = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:o="urn:o" targetNamespace="urn:t" elementFormDefault="qualified">${inside}</xs:schema>`;
    writeFileSync(join(folder, 'schema.xsd'), text);
    for (const [name, other] of Object.entries(others)) writeFileSync(join(folder, name), other);
    return link(loadXsd(join(folder, 'schema.xsd')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const declarations =
  'xmlns="urn:t" xmlns:o="urn:o" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** A document from its root's text: the default namespace is `urn:t`, `o`, `xs` and `xsi` are declared. */
export function documentOf(text: string): string {
  return text.replace(/^<([\w:]+)/, `<$1 ${declarations}`);
}

function root(contract: Contract): number {
  const element = contract.element('{urn:t}r');
  if (element === undefined) throw new Error('the schema has no element r');
  return element;
}

export interface Decoded {
  json: unknown;
  drift: Drift[];
}

/** The JSON of a root `r`, and the drift that reading it told. */
export function decode(contract: Contract, text: string, strict = false): Decoded {
  const reader = new XmlReader(documentOf(text));
  reader.readRoot();
  const drift: Drift[] = [];
  const json = decodeRoot(contract, root(contract), reader, { drift, strict });
  reader.finish();
  return { json, drift };
}

/** The document of a root `r`, and what the schema refused. */
export function encode(contract: Contract, json: unknown): { text: string; problems: EncodeProblem[] } {
  const namespaces = new Namespaces();
  const problems: EncodeProblem[] = [];
  const text = encodeRoot(contract, root(contract), json, namespaces, problems);
  return { text: text.replace(/^<([^\s/>]+)/, `<$1${namespaces.declarations()}`), problems };
}

/** A document without its prefixes: what two documents that say the same have in common. */
export function meaning(text: string): unknown {
  const reader = new XmlReader(text);
  reader.readRoot();
  return plain(readTree(reader));
}

const xsi = 'http://www.w3.org/2001/XMLSchema-instance';

function plain(tree: XmlTree): unknown {
  const attributes = tree.attributes
    .map(
      ({ namespace, local, value }) =>
        `{${namespace}}${local}=${namespace === xsi && local === 'type' ? resolved(tree, value) : value}`,
    )
    .toSorted();
  return {
    name: `{${tree.namespace}}${tree.local}`,
    attributes,
    children: tree.children.map((child) => (typeof child === 'string' ? child : plain(child))),
  };
}

function resolved(tree: XmlTree, name: string): string {
  const [local = '', prefix = ''] = name.split(':').toReversed();
  return `{${tree.resolvePrefix(prefix)}}${local}`;
}
