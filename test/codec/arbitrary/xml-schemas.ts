import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { XmlElement } from 'libxml2-wasm';
import { XmlDocument, XmlElement as ElementNode } from 'libxml2-wasm';

export const xsd = 'http://www.w3.org/2001/XMLSchema';
const wsdl = 'http://schemas.xmlsoap.org/wsdl/';

/** Where schemas of a public address are kept: address to file. */
export type Catalog = ReadonlyMap<string, string>;

interface SchemaSource {
  readonly namespace: string;
  readonly root: XmlElement;
}

/**
 * The schemas of a WSDL or XSD with all they include and import, gathered by libxml2's reader and not by ours, and laid out so that
 * libxml2 takes them: one document for each namespace that includes all of its own, since only the first import of a
 * namespace counts there.
 */
export class XmlSchemas implements Disposable {
  readonly #catalog: Catalog;
  readonly #sources: SchemaSource[] = [];
  readonly #documents: XmlDocument[] = [];
  readonly #seen = new Set<string>();
  readonly #wanted = new Set<string>();
  readonly #components = new Set<string>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  get namespaces(): ReadonlySet<string> {
    return new Set(this.#sources.map(({ namespace }) => namespace));
  }

  /** Reads a WSDL or XSD and what it refers to; what stands at an address comes from the catalog, if it is there. */
  read(file: string): void {
    if (this.#seen.has(file)) return;
    this.#seen.add(file);
    const { root } = this.#parse(file);
    if (root.namespaceUri === xsd) {
      this.#schema(root, file, undefined);
      return;
    }
    for (const child of childElements(root)) {
      if (child.namespaceUri !== wsdl) continue;
      if (child.name === 'import') this.#follow(child.attr('location')?.value, file, undefined);
      if (child.name !== 'types') continue;
      for (const schema of childElements(child)) {
        if (schema.name === 'schema') this.#schema(schema, file, undefined);
        else if (schema.name === 'import') this.#follow(schema.attr('schemaLocation')?.value, file, undefined);
      }
    }
  }

  /** The schema that stands for what a namespace needs and nobody read: the catalog's. */
  complete(): void {
    const byNamespace = new Map(
      [...new Set(this.#catalog.values())].map((file) => [targetNamespace(this.#parse(file).root), file]),
    );
    for (const namespace of this.#wanted) {
      const file = byNamespace.get(namespace);
      if (file !== undefined && !this.namespaces.has(namespace)) this.read(file);
    }
  }

  /** The documents by their addresses, the first of which imports all namespaces; `others` are schemas made up beside them. */
  documents(others: readonly { readonly namespace: string; readonly text: string }[]): Map<string, string> {
    const namespaces = [...new Set([...this.namespaces, ...others.map(({ namespace }) => namespace)])];
    const places = new Map(namespaces.map((namespace, index) => [namespace, `mem:///namespace${index}.xsd`]));
    const imports = (but: string | undefined): string =>
      [...places]
        .filter(([namespace]) => namespace !== but)
        .map(([namespace, place]) => `<xs:import${named('namespace', namespace)} schemaLocation="${place}"/>`)
        .join('');
    const texts = new Map([
      ['mem:///all.xsd', `<xs:schema xmlns:xs="${xsd}" targetNamespace="urn:all">${imports(undefined)}</xs:schema>`],
    ]);
    const parts = new Map<string, string[]>(namespaces.map((namespace) => [namespace, []]));
    const include = (namespace: string, text: string): void => {
      const place = `mem:///document${texts.size}.xsd`;
      texts.set(
        place,
        text.replace(/^(<\?xml[^>]*>\s*)?(<[^>]*[^/])(\/?)>/u, (_, _head, open: string, empty: string) => {
          const name = /^<([^\s>]+)/u.exec(open)?.[1] ?? '';
          const start = `${open} xmlns:xs="${xsd}">${imports(namespace)}`.replace(/( xmlns:xs="[^"]*")(.*)\1/u, '$1$2');
          return empty === '' ? start : `${start}</${name}>`;
        }),
      );
      parts.get(namespace)?.push(`<xs:include schemaLocation="${place}"/>`);
    };
    for (const { namespace, root } of this.#sources) include(namespace, root.toString({ format: false }));
    for (const { namespace, text } of others) include(namespace, text);
    for (const [namespace, place] of places) {
      texts.set(
        place,
        `<xs:schema xmlns:xs="${xsd}"${named('targetNamespace', namespace)}>${parts.get(namespace)?.join('')}</xs:schema>`,
      );
    }
    return texts;
  }

  #parse(file: string): XmlDocument {
    const document = XmlDocument.fromBuffer(readFileSync(file));
    this.#documents.push(document);
    return document;
  }

  #schema(root: XmlElement, file: string, includer: string | undefined): void {
    const own = targetNamespace(root);
    const namespace = own === '' && includer !== undefined ? includer : own;
    for (const [prefix, uri] of Object.entries(root.namespaces)) {
      this.#wanted.add(uri);
      if (!(prefix in root.nsDeclarations)) root.addNsDeclaration(uri, prefix === '' ? undefined : prefix);
    }
    const source = { namespace, root };
    this.#sources.push(source);
    for (const child of childElements(root)) this.#component(child, file, namespace);
    removeIdentityConstraints(root);
  }

  #component(node: XmlElement, file: string, namespace: string): void {
    const location = node.attr('schemaLocation')?.value;
    if (node.name === 'import') {
      this.#wanted.add(node.attr('namespace')?.value ?? '');
      this.#follow(location, file, undefined);
      node.remove();
    } else if (node.name === 'include' || node.name === 'redefine') {
      this.#follow(location, file, namespace);
      node.remove();
    } else {
      // Written twice alike is once.
      const key = `${namespace} ${node.name.replace(/^(?:simple|complex)Type$/u, 'type')} ${node.attr('name')?.value}`;
      if (node.attr('name') !== null && this.#components.has(key)) node.remove();
      this.#components.add(key);
    }
  }

  #follow(location: string | undefined, from: string, includer: string | undefined): void {
    const file = this.#fileOf(location?.trim() ?? '', from);
    if (file === undefined) return;
    const key = includer === undefined ? file : `${file} ${includer}`;
    if (this.#seen.has(key) || this.#seen.has(file)) return;
    if (includer === undefined) {
      this.read(file);
      return;
    }
    this.#seen.add(key);
    this.#schema(this.#parse(file).root, file, includer);
  }

  #fileOf(location: string, from: string): string | undefined {
    if (location === '') return undefined;
    const known = this.#catalog.get(location);
    if (known !== undefined) return known;
    const file = resolve(dirname(from), decodeURIComponent(location.replace(/[?#].*$/u, '')));
    return existsSync(file) ? file : undefined;
  }

  [Symbol.dispose](): void {
    for (const document of this.#documents) document.dispose();
  }
}

/** The catalog of the corpus. */
export function readCatalog(folder: string): Catalog {
  const entries = JSON.parse(readFileSync(join(folder, 'catalog.json'), 'utf8')) as Record<string, { file: string }>;
  return new Map(Object.entries(entries).map(([address, { file }]) => [address, resolve(folder, file)]));
}

function targetNamespace(root: XmlElement): string {
  return root.attr('targetNamespace')?.value.trim() ?? '';
}

function named(name: string, value: string): string {
  return value === '' ? '' : ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
}

function childElements(node: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let child = node.firstChild; child !== null; child = child.next)
    if (child instanceof ElementNode) found.push(child);
  return found;
}

/** Neither the codec nor the proof looks at them. */
function removeIdentityConstraints(root: XmlElement): void {
  for (const node of root.find('.//x:key | .//x:keyref | .//x:unique', { x: xsd })) node.remove();
}
