import type { ExpandedName } from '../model.ts';
import { expandedName } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';
import { isSameTree } from './same-tree.ts';
import { knownSchemaFile } from './known-schemas.ts';
import { isAbsolute, readDocument, resolveLocation } from './read-document.ts';
import type { SchemaDocument, Source } from './schema-document.ts';
import { componentsOf, nameOf, schemaError, unexpected } from './schema-document.ts';

/** The symbol spaces of global components (XSD 1.0 part 1 §2.5). */
export type SymbolSpace = 'type' | 'element' | 'attribute' | 'group' | 'attributeGroup';

const symbolSpaces: Readonly<Record<string, SymbolSpace>> = {
  simpleType: 'type',
  complexType: 'type',
  element: 'element',
  attribute: 'attribute',
  group: 'group',
  attributeGroup: 'attributeGroup',
};

/** All schema documents of a WSDL or XSD, and their global components by expanded name (XSD 1.0 part 1 §4.2). */
export class SchemaSet {
  readonly #components: Readonly<Record<SymbolSpace, Map<ExpandedName, Source>>> = {
    type: new Map(),
    element: new Map(),
    attribute: new Map(),
    group: new Map(),
    attributeGroup: new Map(),
  };
  /** File and target namespace: a chameleon is a document of its own in each namespace that includes it. */
  readonly #read = new Set<string>();
  readonly #namespaces = new Set<string>();
  /** Namespaces imported from an address, which is never fetched. */
  readonly #unfetched = new Map<string, string>();
  /** The documents compiled in, in the order in which they were read. */
  readonly documents: SchemaDocument[] = [];

  /** Reads a file whose root is `schema`, and all it includes and imports. `includer` is absent for an import. */
  readFile(file: string, root: XmlTree, includer?: SchemaDocument): SchemaDocument | undefined {
    const own = attributeOf(root, 'targetNamespace') ?? '';
    const chameleon = includer !== undefined && own === '' && includer.targetNamespace !== '';
    const targetNamespace = chameleon ? includer.targetNamespace : own;
    const key = `${file}\n${targetNamespace}`;
    if (this.#read.has(key)) return undefined;
    this.#read.add(key);
    return this.add({ file, root, targetNamespace, chameleon });
  }

  /** Adds a document that is already read: the root of a file, or embedded in a WSDL. */
  add(document: SchemaDocument): SchemaDocument {
    if (document.root.namespace !== xsdNamespace || document.root.local !== 'schema') {
      throw schemaError(
        document,
        document.root,
        `${expandedName(document.root.namespace, document.root.local)} is not a schema of XSD 1.0`,
      );
    }
    this.documents.push(document);
    this.#namespaces.add(document.targetNamespace);
    for (const node of componentsOf(document, document.root)) this.#addTopLevel(document, node);
    return document;
  }

  #addTopLevel(document: SchemaDocument, node: XmlTree): void {
    const space = symbolSpaces[node.local];
    if (space !== undefined) this.#addComponent(space, { document, node });
    else if (node.local === 'include') this.#include(document, node);
    else if (node.local === 'import') this.importAt(document, node);
    else if (node.local === 'redefine') throw schemaError(document, node, 'xs:redefine is not supported');
    else if (node.local !== 'notation') throw unexpected(document, node, 'xs:schema');
  }

  #addComponent(space: SymbolSpace, source: Source): void {
    const { document, node } = source;
    const name = expandedName(document.targetNamespace, nameOf(document, node));
    const known = this.#components[space].get(name);
    if (known === undefined) this.#components[space].set(name, source);
    else if (!isSameTree(known.node, node)) {
      const where = `${known.document.file}:${known.node.line}`;
      throw schemaError(document, node, `the ${space} ${name} is defined differently in ${where}`);
    }
  }

  #include(document: SchemaDocument, node: XmlTree): void {
    const location = attributeOf(node, 'schemaLocation')?.trim();
    if (location === undefined) throw schemaError(document, node, 'xs:include without a schemaLocation');
    if (isAbsolute(location)) {
      this.#unfetched.set(document.targetNamespace, location);
      return;
    }
    const file = resolveLocation(document, node, location);
    if (this.#read.has(`${file}\n${document.targetNamespace}`)) return;
    const included = this.readFile(file, readDocument(file, document, node), document);
    if (included && included.targetNamespace !== document.targetNamespace) {
      throw schemaError(
        document,
        node,
        `"${location}" cannot be included: its target namespace is ${included.targetNamespace}`,
      );
    }
  }

  /** Follows an `xs:import` (XSD 1.0 part 1 §4.2.3). Without a location it only names a namespace, which is found anyway. */
  importAt(document: SchemaDocument, node: XmlTree): void {
    const namespace = attributeOf(node, 'namespace')?.trim() ?? '';
    const location = attributeOf(node, 'schemaLocation')?.trim();
    if (location === undefined || location === '') return;
    if (isAbsolute(location)) {
      this.#unfetched.set(namespace, location);
      return;
    }
    const file = resolveLocation(document, node, location);
    if (this.#read.has(`${file}\n${namespace}`)) return;
    this.readFile(file, readDocument(file, document, node));
  }

  /** A global component; the standard schemas that come with the code are read when first asked for. */
  find(space: SymbolSpace, name: ExpandedName): Source | undefined {
    const found = this.#components[space].get(name);
    if (found) return found;
    const namespace = namespaceOf(name);
    if (this.#namespaces.has(namespace)) return undefined;
    const file = knownSchemaFile(namespace);
    if (file === undefined) return undefined;
    this.readFile(file, readDocument(file));
    return this.#components[space].get(name);
  }

  /** A global component that a reference at `from` names. */
  resolve(space: SymbolSpace, name: ExpandedName, from: Source): Source {
    const source = this.find(space, name);
    if (source) return source;
    const location = this.#unfetched.get(namespaceOf(name));
    const hint =
      location === undefined ? '' : `; "${location}" is never fetched: keep a copy beside the file and refer to that`;
    throw schemaError(from.document, from.node, `the ${space} ${name} is not defined${hint}`);
  }

  /** All global components of a kind, in the order in which they were read. */
  all(space: SymbolSpace): readonly (readonly [ExpandedName, Source])[] {
    return [...this.#components[space]];
  }
}

/** The namespace of an expanded name. */
export function namespaceOf(name: ExpandedName): string {
  return name.startsWith('{') ? name.slice(1, name.lastIndexOf('}')) : '';
}
