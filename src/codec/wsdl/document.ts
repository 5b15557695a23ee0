import { expandedName } from '../model.ts';
import type { ExpandedName } from '../model.ts';
import { SchemaError } from '../problem.ts';
import { attributeOf, elementsOf, textOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';
import type { Compilation } from '../xsd/compilation.ts';
import { currentName, isDraft } from '../xsd/draft.ts';
import { isAbsolute, readDocument, resolveLocation } from '../xsd/read-document.ts';
import { isSameTree } from '../xsd/same-tree.ts';
import type { SchemaSet } from '../xsd/schema-set.ts';
import { namespaceOf, neverFetched } from '../xsd/schema-set.ts';
import { wsdl20Namespace, wsdlNamespace } from './vocabulary.ts';

/** A `definitions` document (WSDL 1.1 §2.1). */
export interface WsdlDocument {
  readonly file: string;
  readonly root: XmlTree;
  readonly targetNamespace: string;
}

/** An element of a WSDL, and the document it stands in. */
export interface WsdlNode {
  readonly document: WsdlDocument;
  readonly node: XmlTree;
}

/** A message, port type or binding with its expanded name. */
export interface NamedDefinition extends WsdlNode {
  readonly name: ExpandedName;
}

export type DefinitionKind = 'message' | 'portType' | 'binding';

const kinds: readonly string[] = ['message', 'portType', 'binding'] satisfies DefinitionKind[];

/** How many documents may import one another in a row: far above any service, far below the stack. */
const deepest = 300;

/** A WSDL and all it imports: its definitions by expanded name, its services and bindings in document order. */
export class Definitions {
  readonly services: WsdlNode[] = [];
  readonly documents: WsdlDocument[] = [];
  readonly #definitions: Readonly<Record<DefinitionKind, Map<ExpandedName, WsdlNode>>> = {
    message: new Map(),
    portType: new Map(),
    binding: new Map(),
  };
  readonly #unfetched = new Map<string, string>();
  #depth = 0;
  readonly #schemas: SchemaSet;

  constructor(schemas: SchemaSet) {
    this.#schemas = schemas;
  }

  get portTypes(): readonly WsdlNode[] {
    return [...this.#definitions.portType.values()];
  }

  get bindings(): readonly WsdlNode[] {
    return [...this.#definitions.binding.values()];
  }

  /** Reads a document and what it imports. */
  add(file: string, root: XmlTree): void {
    if (root.namespace === wsdl20Namespace) throw new SchemaError(file, root.line, 'WSDL 2.0 is not supported');
    if (root.namespace !== wsdlNamespace || root.local !== 'definitions') {
      throw new SchemaError(
        file,
        root.line,
        `${expandedName(root.namespace, root.local)} is not the definitions element of WSDL 1.1`,
      );
    }
    const document: WsdlDocument = { file, root, targetNamespace: attributeOf(root, 'targetNamespace')?.trim() ?? '' };
    this.documents.push(document);
    if (++this.#depth > deepest)
      throw new SchemaError(file, root.line, `more than ${deepest} documents that import one another in a row`);
    for (const node of elementsOf(root)) {
      if (node.namespace === wsdlNamespace) this.#addTopLevel({ document, node });
    }
    this.#depth--;
  }

  #addTopLevel(definition: WsdlNode): void {
    const { document, node } = definition;
    if (node.local === 'import') this.#import(definition);
    else if (node.local === 'types') this.#types(definition);
    else if (node.local === 'service') this.services.push(definition);
    else if (isKind(node.local)) {
      const name = expandedName(document.targetNamespace, nameOf(definition));
      const known = this.#definitions[node.local].get(name);
      if (known && !isSameTree(known.node, node)) {
        const where = `${known.document.file}:${known.node.line}`;
        throw wsdlError(definition, `the ${node.local} ${name} is defined differently in ${where}`);
      }
      if (!known) this.#definitions[node.local].set(name, definition);
    }
  }

  /** WSDL 1.1 §2.1.1; documents in use import schemas this way too. */
  #import(from: WsdlNode): void {
    const { document, node } = from;
    const location = attributeOf(node, 'location')?.trim();
    // Without a location it only names a namespace, whose definitions are found anyway.
    if (location === undefined || location === '') return;
    if (isAbsolute(location)) {
      this.#unfetched.set(attributeOf(node, 'namespace')?.trim() ?? '', location);
      return;
    }
    const file = resolveLocation(document, node, location);
    if (this.documents.some((known) => known.file === file)) return;
    const root = readDocument(file, document, node);
    if (root.namespace === xsdNamespace || isDraft(root.namespace)) this.#schemas.readFile(file, root);
    else this.add(file, root);
  }

  #types({ document, node }: WsdlNode): void {
    for (const root of elementsOf(node)) {
      if (root.namespace === xsdNamespace && root.local === 'import') {
        // Not allowed outside a schema, but written, and its meaning is plain.
        this.#schemas.importAt({ file: document.file, root, targetNamespace: '', chameleon: false }, root);
      }
      if (root.local !== 'schema') continue;
      if (root.namespace !== xsdNamespace && !isDraft(root.namespace)) {
        const name = expandedName(root.namespace, root.local);
        this.#schemas.note({ document, node: root }, `the types in ${name}: it is no schema of XSD`);
        continue;
      }
      const targetNamespace = attributeOf(root, 'targetNamespace')?.trim() ?? '';
      this.#schemas.embed({ file: document.file, root, targetNamespace, chameleon: false }, document.targetNamespace);
    }
  }

  /** The message, port type or binding that an attribute names. */
  resolve(kind: DefinitionKind, from: WsdlNode, attribute: string): NamedDefinition {
    const definitions = this.#definitions[kind];
    const qname = qnameOf(from, attribute);
    const name = expanded(from, qname);
    const definition = name !== undefined && definitions.get(name);
    if (definition) return { ...definition, name };
    const likely = this.#onlyNamed(kind, qname.slice(qname.indexOf(':') + 1));
    if (!likely && name === undefined) throw undeclared(from, qname);
    const location = this.#unfetched.get(namespaceOf(name ?? ''));
    if (likely && location === undefined) {
      this.#schemas.note(from, `the ${kind} "${qname}" is not defined: ${likely.name} is taken`);
      return likely;
    }
    throw wsdlError(
      from,
      `the ${kind} ${name} is not defined${location === undefined ? '' : `; ${neverFetched(location)}`}`,
    );
  }

  /** The one definition of this local name, whatever its namespace: references without a prefix, or with a wrong one, are common. */
  #onlyNamed(kind: DefinitionKind, local: string): NamedDefinition | undefined {
    const named = [...this.#definitions[kind]].filter(([, definition]) => nameOf(definition) === local);
    const [only, another] = named;
    return only && !another ? { ...only[1], name: only[0] } : undefined;
  }
}

function isKind(local: string): local is DefinitionKind {
  return kinds.includes(local);
}

/** Reads a WSDL from its file; its schemas go to `schemas`. */
export function readDefinitions(file: string, schemas: SchemaSet): Definitions {
  const definitions = new Definitions(schemas);
  definitions.add(file, readDocument(file));
  return definitions;
}

export function wsdlError({ document, node }: WsdlNode, message: string): SchemaError {
  return new SchemaError(document.file, node.line, message);
}

/** What can be compiled; `undefined` where it cannot, which is noted: it is not needed to make a call. */
export function unlessRefused<Compiled>(
  compilation: Compilation,
  at: WsdlNode,
  what: string,
  compile: () => Compiled | undefined,
): Compiled | undefined {
  return compilation.attempt(compile, (error) => {
    compilation.skip(at, `${what}: ${error.message}`);
  });
}

/** The required `name` attribute. */
export function nameOf(definition: WsdlNode): string {
  const name = attributeOf(definition.node, 'name')?.trim();
  if (name === undefined || name === '') throw wsdlError(definition, `wsdl:${definition.node.local} without a name`);
  return name;
}

/** The required QName in an attribute, expanded. */
export function expandQName(from: WsdlNode, attribute: string): ExpandedName {
  const qname = qnameOf(from, attribute);
  const name = expanded(from, qname);
  if (name === undefined) throw undeclared(from, qname);
  return name;
}

function qnameOf(from: WsdlNode, attribute: string): string {
  const qname = attributeOf(from.node, attribute)?.trim();
  if (qname !== undefined && qname !== '') return qname;
  throw wsdlError(from, `${from.node.local} without the attribute ${attribute}`);
}

/** `undefined` where the prefix is not declared. */
function expanded({ node }: WsdlNode, qname: string): ExpandedName | undefined {
  const colon = qname.indexOf(':');
  const namespace = node.resolvePrefix(colon === -1 ? '' : qname.slice(0, colon));
  return namespace === undefined ? undefined : currentName(namespace, qname.slice(colon + 1));
}

function undeclared(from: WsdlNode, qname: string): SchemaError {
  return wsdlError(from, `the prefix of "${qname}" is not declared`);
}

/** The children with this local name in a namespace; WSDL's own where none is given. */
export function childrenOf({ document, node }: WsdlNode, local: string, namespace: string = wsdlNamespace): WsdlNode[] {
  const found = elementsOf(node).filter((child) => child.local === local && child.namespace === namespace);
  return found.map((child) => ({ document, node: child }));
}

/** The first such child. */
export function childOf(from: WsdlNode, local: string, namespace: string = wsdlNamespace): WsdlNode | undefined {
  return childrenOf(from, local, namespace)[0];
}

/** The text of `wsdl:documentation`, as a property to spread. */
export function documentationOf(from: WsdlNode): { documentation?: string } {
  const documentation = childrenOf(from, 'documentation')
    .map(({ node }) => textOf(node).trim())
    .filter((text) => text !== '')
    .join('\n');
  return documentation === '' ? {} : { documentation };
}
