import { isBlank } from './characters.ts';
import type { XmlReader } from './reader.ts';

/** An element and what it holds, for documents that are not on the call path: WSDL, XSD, the detail of a fault. */
export interface XmlTree {
  readonly namespace: string;
  readonly local: string;
  /** Where the start tag ends. */
  readonly line: number;
  readonly attributes: readonly XmlTreeAttribute[];
  /** Text that is only white space is left out where elements stand beside it. */
  readonly children: readonly (XmlTree | string)[];
  /** The namespaces of the prefixes that QNames in this element's attributes and text may use; `''` is the default namespace. */
  resolvePrefix(prefix: string): string | undefined;
}

export interface XmlTreeAttribute {
  readonly namespace: string;
  readonly local: string;
  readonly value: string;
}

/** The reader's current element; consumes its end tag. */
export function readTree(reader: XmlReader): XmlTree {
  const { namespace, local } = reader;
  const line = reader.line();
  const attributes: XmlTreeAttribute[] = [];
  for (let index = 0; index < reader.attributes.count; index++) {
    attributes.push({
      namespace: reader.attributes.name(index).namespace,
      local: reader.attributes.name(index).local,
      value: reader.attributes.value(index),
    });
  }
  const prefixes = new Map<string, string>();
  const defaultNamespace = reader.resolvePrefix('') ?? '';
  if (defaultNamespace !== '') prefixes.set('', defaultNamespace);
  for (const { value } of attributes) capturePrefixes(value, reader, prefixes);

  const children: (XmlTree | string)[] = [];
  for (let piece = reader.nextPiece(); piece !== 'end'; piece = reader.nextPiece()) {
    if (piece === 'element') children.push(readTree(reader));
    else {
      capturePrefixes(reader.piece, reader, prefixes);
      children.push(reader.piece);
    }
  }
  return {
    namespace,
    local,
    line,
    attributes,
    children:
      children.length === 1
        ? children
        : children.filter((child) => typeof child !== 'string' || !isBlank(child, 0, child.length)),
    resolvePrefix: (prefix) => prefixes.get(prefix) ?? (prefix === '' ? '' : undefined),
  };
}

/** The reader moves on and forgets its scopes: what a QName in this text could ask for is resolved now. */
function capturePrefixes(text: string, reader: XmlReader, prefixes: Map<string, string>): void {
  if (!text.includes(':')) return;
  for (const [, prefix = ''] of text.matchAll(/(?:^|\s)([^\s:]+):(?=[^\s:/])/gu)) {
    const namespace = reader.resolvePrefix(prefix);
    if (namespace !== undefined) prefixes.set(prefix, namespace);
  }
}

/** The value of an attribute without a namespace. */
export function attributeOf(tree: XmlTree, local: string, namespace = ''): string | undefined {
  return tree.attributes.find((attribute) => attribute.local === local && attribute.namespace === namespace)?.value;
}

/** The child elements. */
export function elementsOf(tree: XmlTree): XmlTree[] {
  return tree.children.filter((child) => typeof child !== 'string');
}

/** All text inside, in document order. */
export function textOf(tree: XmlTree): string {
  return tree.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
