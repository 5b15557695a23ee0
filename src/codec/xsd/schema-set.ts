import { existsSync } from 'node:fs';
import type { ExpandedName } from '../model.ts';
import { expandedName } from '../model.ts';
import type { SchemaError } from '../problem.ts';
import { attributeOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import { wsdlNamespace } from '../wsdl/vocabulary.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';
import { currentSchema, isDraft } from './draft.ts';
import { isSameTree } from './same-tree.ts';
import { inOwnNamespace } from './misplaced.ts';
import { knownSchemaFile } from './known-schemas.ts';
import { isAbsolute, isRelative, readDocument, resolveLocation } from './read-document.ts';
import { checkRedefinition, isRedefinable } from './redefine.ts';
import type { SchemaDocument, Source, SymbolSpace } from './schema-document.ts';
import { childOf, componentsOf, isXsd11Type, nameOf, schemaError, unexpected } from './schema-document.ts';

const symbolSpaces: ReadonlyMap<string, SymbolSpace> = new Map([
  ['simpleType', 'type'],
  ['complexType', 'type'],
  ['element', 'element'],
  ['attribute', 'attribute'],
  ['group', 'group'],
  ['attributeGroup', 'attributeGroup'],
]);

/** How many documents may include one another in a row: far above any schema, far below the stack. */
const deepest = 300;

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
  /** What each file includes or redefines. */
  readonly #includes = new Map<string, string[]>();
  #depth = 0;
  /** What became of namespaces whose schema was not read: it stands at an address, or nowhere. */
  readonly #unread = new Map<string, string>();
  /** The documents embedded without a target namespace, with that of the WSDL around each. */
  readonly #embedded = new Map<SchemaDocument, string>();
  /** What was passed over or taken otherwise than written, knowingly. */
  readonly notes = new Set<string>();
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

  /** Adds a schema that is embedded in a WSDL of a target namespace. */
  embed(given: SchemaDocument, around: string): void {
    const root = inOwnNamespace(given.root);
    if (root !== given.root)
      this.note({ document: given, node: root }, "what is in WSDL's namespace is taken as XSD's");
    const document = this.add({ ...given, root });
    if (document.targetNamespace === '') this.#embedded.set(document, around);
  }

  /** Adds a document that is already read. */
  add(given: SchemaDocument): SchemaDocument {
    const { root } = given;
    const document = isDraft(root.namespace) ? { ...given, root: currentSchema(root) } : given;
    if (document.root.namespace !== xsdNamespace || document.root.local !== 'schema') {
      throw schemaError(
        document,
        document.root,
        `${expandedName(document.root.namespace, document.root.local)} is not a schema of XSD 1.0, which is {${xsdNamespace}}schema`,
      );
    }
    this.documents.push(document);
    this.#namespaces.add(document.targetNamespace);
    if (++this.#depth > deepest)
      throw schemaError(document, document.root, `more than ${deepest} documents that include one another in a row`);
    for (const node of componentsOf(document, document.root)) this.#addTopLevel(document, node);
    this.#depth--;
    return document;
  }

  #addTopLevel(document: SchemaDocument, node: XmlTree): void {
    const space = symbolSpaces.get(node.local);
    if (space !== undefined) this.#addComponent(space, { document, node });
    else if (node.local === 'include') this.#include(document, node);
    else if (node.local === 'import') this.importAt(document, node);
    else if (node.local === 'redefine') this.#redefine(document, node);
    else if (node.local !== 'notation') throw unexpected(document, node, 'xs:schema');
  }

  #addComponent(space: SymbolSpace, source: Source): void {
    const { document, node } = source;
    const name = expandedName(document.targetNamespace, nameOf(document, node));
    const known = this.#components[space].get(name);
    if (known === undefined) this.#components[space].set(name, source);
    else if (!isKnown(known, node)) {
      const where = `${known.document.file}:${known.node.line}`;
      throw schemaError(document, node, `the ${space} ${name} is defined differently in ${where}`);
    }
  }

  /** The file that was included; `undefined` for an address. */
  #include(document: SchemaDocument, node: XmlTree): string | undefined {
    const location = attributeOf(node, 'schemaLocation')?.trim();
    if (location === undefined) throw schemaError(document, node, `xs:${node.local} without a schemaLocation`);
    if (isAbsolute(location)) {
      this.#unread.set(document.targetNamespace, neverFetched(location));
      return undefined;
    }
    const file = resolveLocation(document, node, location);
    const files = this.#includes.get(document.file);
    if (files) files.push(file);
    else this.#includes.set(document.file, [file]);
    if (this.#read.has(`${file}\n${document.targetNamespace}`)) return file;
    const included = this.readFile(file, readDocument(file, document, node), document);
    if (included && included.targetNamespace !== document.targetNamespace) {
      throw schemaError(
        document,
        node,
        `"${location}" cannot be included: its target namespace is ${included.targetNamespace}`,
      );
    }
    return file;
  }

  /** XSD 1.0 part 1 §4.2.2: an include whose components are replaced, for everyone who refers to them. */
  #redefine(document: SchemaDocument, node: XmlTree): void {
    const file = this.#include(document, node);
    for (const component of componentsOf(document, node)) {
      const space = symbolSpaces.get(component.local);
      if (space === undefined || !isRedefinable(space)) throw unexpected(document, component, 'xs:redefine');
      const name = expandedName(document.targetNamespace, nameOf(document, component));
      const at: Source = { document, node: component };
      const original = this.#components[space].get(name);
      if (original !== undefined && isSameTree(original.node, component)) continue;
      if (original === undefined || file === undefined) throw this.#undefined(space, name, at);
      if (!this.#reachable(file).has(original.document.file)) {
        const where = `${original.document.file}:${original.node.line}`;
        throw schemaError(document, component, `the ${space} ${name} is defined or redefined elsewhere, in ${where}`);
      }
      checkRedefinition(at, space, name);
      const redefining: SchemaDocument = { ...document, redefines: { space, name, component, original } };
      this.#components[space].set(name, { document: redefining, node: component });
    }
  }

  /** A file with all that it includes or redefines. */
  #reachable(file: string): ReadonlySet<string> {
    const files = new Set([file]);
    for (const each of files) for (const next of this.#includes.get(each) ?? []) files.add(next);
    return files;
  }

  /** Follows an `xs:import` (XSD 1.0 part 1 §4.2.3). Without a location it only names a namespace, which is found anyway. */
  importAt(document: SchemaDocument, node: XmlTree): void {
    const namespace = attributeOf(node, 'namespace')?.trim() ?? '';
    const location = attributeOf(node, 'schemaLocation')?.trim();
    if (location === undefined || location === '') return;
    if (isAbsolute(location)) {
      this.#unread.set(namespace, neverFetched(location));
      return;
    }
    // A hint, no more (§4.2.3): toolkits that gather the schemas of a service in its WSDL leave the old locations behind.
    const file = isRelative(location) ? resolveLocation(document, node, location) : location;
    if (!isRelative(location) || !existsSync(file)) {
      this.#unread.set(namespace, `the file ${file}, which is imported for it, does not exist`);
      this.note({ document, node }, `an import: the file ${file} does not exist`);
      return;
    }
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

  /** A global component that a reference at `from` names; within the redefinition of a group, its original. */
  resolve(space: SymbolSpace, name: ExpandedName, from: Source): Source {
    const { redefines } = from.document;
    if (redefines?.space === space && redefines.name === name && space !== 'type') return redefines.original;
    const source = this.lookUp(space, name, from);
    if (source) return source;
    throw this.#undefined(space, name, from);
  }

  /** What has the name, or what a name that nothing has can only mean. */
  lookUp(space: SymbolSpace, name: ExpandedName, from: Source): Source | undefined {
    return this.find(space, name) ?? this.#meant(space, name, from);
  }

  #meant(space: SymbolSpace, name: ExpandedName, from: Source): Source | undefined {
    const meant = isBare(name) ? expandedName(from.document.targetNamespace, localOf(name)) : name;
    const own = meant === name ? undefined : this.find(space, meant);
    const found = own ?? this.#adopted(space, meant) ?? (space === 'type' ? this.#typeOfElement(name) : undefined);
    if (found)
      this.note(from, `the ${space} ${name} is not defined: taken from ${found.document.file}:${found.node.line}`);
    return found;
  }

  /** A component of an embedded schema without a target namespace, as if that were the WSDL's: Axis 1 writes and reads them so. */
  #adopted(space: SymbolSpace, name: ExpandedName): Source | undefined {
    const namespace = namespaceOf(name);
    const source = this.#components[space].get(localOf(name));
    if (source === undefined || namespace === '' || this.#embedded.get(source.document) !== namespace) return undefined;
    const document: SchemaDocument = { ...source.document, targetNamespace: namespace, chameleon: true };
    return { document, node: source.node };
  }

  /** The type inside an element that is named in place of a type. */
  #typeOfElement(name: ExpandedName): Source | undefined {
    const element = this.find('element', name);
    const node = element && childOf(element.node, 'simpleType', 'complexType');
    return element && node && { document: element.document, node };
  }

  /** Notes what is passed over, or taken otherwise than it is written. */
  note(
    { document, node }: { readonly document: { readonly file: string }; readonly node: XmlTree },
    what: string,
  ): void {
    this.notes.add(`${document.file}:${node.line}: ${what}`);
  }

  #undefined(space: SymbolSpace, name: ExpandedName, { document, node }: Source): SchemaError {
    if (isXsd11Type(name))
      return schemaError(document, node, `the ${space} ${name} is of XSD 1.1, which is not supported`);
    const reason = this.#unread.get(namespaceOf(name));
    return schemaError(
      document,
      node,
      `the ${space} ${name} is not defined${reason === undefined ? '' : `; ${reason}`}`,
    );
  }

  /** All global components of a kind, in the order in which they were read. */
  all(space: SymbolSpace): readonly (readonly [ExpandedName, Source])[] {
    return [...this.#components[space]];
  }
}

/** Whether a definition is the one known, or what that redefines: another copy of the file. */
function isKnown(known: Source, node: XmlTree): boolean {
  for (let at: Source | undefined = known; at; at = at.document.redefines?.original)
    if (isSameTree(at.node, node)) return true;
  return false;
}

/** What is said of an address that something refers to. */
export function neverFetched(location: string): string {
  return `"${location}" is never fetched: keep a copy beside the file and refer to that`;
}

/** A name without a prefix, where the default namespace is WSDL's or none: nothing there has one. */
export function isBare(name: ExpandedName): boolean {
  const namespace = namespaceOf(name);
  return namespace === '' || namespace === wsdlNamespace;
}

/** The local part of an expanded name. */
export function localOf(name: ExpandedName): string {
  return name.slice(name.lastIndexOf('}') + 1);
}

/** The namespace of an expanded name. */
export function namespaceOf(name: ExpandedName): string {
  return name.startsWith('{') ? name.slice(1, name.lastIndexOf('}')) : '';
}
