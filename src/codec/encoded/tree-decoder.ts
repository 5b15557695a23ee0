import type { GenericElement } from '../decode/any.ts';
import { expandedName } from '../model.ts';
import type { XmlTree } from '../xml/tree.ts';
import { foreignAttributes } from './attributes.ts';
import type { EncodedDecoder } from './decoder.ts';

/** One item of `$any`: `{ name, value }` for an element that the schemas know, else its tree. */
export function decodeWild(decoder: EncodedDecoder, node: XmlTree, skip: boolean): unknown {
  const name = expandedName(node.namespace, node.local);
  const ref = skip ? undefined : decoder.contract.element(name);
  const declaration = ref === undefined ? undefined : decoder.contract.model.elements[ref];
  if (declaration === undefined) return decodeTree(decoder, node);
  return { name, value: decoder.element(declaration, node) ?? null };
}

/** An element as a generic tree, its references followed: an id means nothing outside its message. */
export function decodeTree(decoder: EncodedDecoder, node: XmlTree): GenericElement {
  return decoder.references.within(node, decoder.here, (content) => ({
    name: expandedName(node.namespace, node.local),
    attributes: foreignAttributes(content),
    children: childTrees(decoder, content),
  }));
}

export function childTrees(decoder: EncodedDecoder, { children }: XmlTree): (string | GenericElement)[] {
  return children.map((child) => (typeof child === 'string' ? child : decodeTree(decoder, child)));
}
