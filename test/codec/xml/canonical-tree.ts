import type { XmlNode, XmlTreeNode } from 'libxml2-wasm';
import { ParseOption, XmlCData, XmlDocument, XmlElement, XmlText } from 'libxml2-wasm';
import { decodeBytes } from '../../../src/codec/xml/decode-bytes.ts';
import type { XmlLimits } from '../../../src/codec/xml/limits.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';

/** What a document says: expanded name, attributes where there are any, then text and elements in turn. */
export type Tree = readonly [name: string, ...content: (Readonly<Record<string, string>> | string | Tree)[]];

type Content = Readonly<Record<string, string>> | string | Tree;

function treeOf(name: string, attributes: [string, string][], children: (string | Tree)[]): Tree {
  const sorted = attributes.toSorted(([one], [other]) => (one < other ? -1 : 1));
  const content: Content[] = sorted.length === 0 ? [] : [Object.fromEntries(sorted)];
  return [name, ...content, ...children];
}

/** As our reader reads it, piece by piece. Throws MalformedError. */
export function ourTree(document: string | Uint8Array, limits?: Partial<XmlLimits>): Tree {
  const reader = new XmlReader(typeof document === 'string' ? document : decodeBytes(document), limits);
  reader.readRoot();
  const tree = readTree(reader);
  reader.finish();
  return tree;
}

function readTree(reader: XmlReader): Tree {
  const name = reader.name.expanded;
  const attributes = Array.from({ length: reader.attributes.count }, (_, index): [string, string] => [
    reader.attributes.name(index).expanded,
    reader.attributes.value(index),
  ]);
  const children: (string | Tree)[] = [];
  for (let piece = reader.nextPiece(); piece !== 'end'; piece = reader.nextPiece())
    children.push(piece === 'text' ? reader.piece : readTree(reader));
  return treeOf(name, attributes, children);
}

/** Reads a document as one that is passed over, with every check. Throws MalformedError. */
export function passOver(document: string | Uint8Array, limits?: Partial<XmlLimits>): void {
  const reader = new XmlReader(typeof document === 'string' ? document : decodeBytes(document), limits);
  reader.readRoot();
  reader.skip();
  reader.finish();
}

/** As libxml2 reads it. Throws XmlParseError. */
export function libxml2Tree(document: string | Uint8Array): Tree {
  const bytes = typeof document === 'string' ? Buffer.from(document) : document;
  using parsed = XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NO_XXE });
  return elementTree(parsed.root);
}

function elementTree(element: XmlElement): Tree {
  const children: (string | Tree)[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') children.push(text);
    text = '';
  };
  for (const child of childrenOf(element)) {
    if (child instanceof XmlText || child instanceof XmlCData) text += child.content;
    else if (child instanceof XmlElement) {
      flush();
      children.push(elementTree(child));
    }
  }
  flush();
  const attributes = element.attrs.map((attribute): [string, string] => [nameOf(attribute), attribute.value]);
  return treeOf(nameOf(element), attributes, children);
}

/** A processing instruction does not know what follows it: then XPath, which is slower, does. */
function childrenOf(element: XmlElement): readonly XmlNode[] {
  const children: XmlNode[] = [];
  let child: XmlTreeNode | null | undefined = element.firstChild;
  for (; child; child = child.next) children.push(child);
  return child === null ? children : element.find('node()');
}

function nameOf({ name, namespaceUri }: XmlNode & { name: string; namespaceUri: string }): string {
  return namespaceUri === '' ? name : `{${namespaceUri}}${name}`;
}
