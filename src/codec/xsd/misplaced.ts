import { wsdlNamespace } from '../wsdl/vocabulary.ts';
import type { XmlTree } from '../xml/tree.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';

/**
 * An embedded schema, with what stands in WSDL's namespace in it as XSD's: where WSDL is the default namespace, prefixes are
 * forgotten, and nothing of WSDL has a meaning there. The tree itself where nothing is so.
 */
export function inOwnNamespace(tree: XmlTree): XmlTree {
  const children = tree.children.map((child) => (typeof child === 'string' ? child : inOwnNamespace(child)));
  if (tree.namespace === wsdlNamespace) return { ...tree, namespace: xsdNamespace, children };
  return children.every((child, index) => child === tree.children[index]) ? tree : { ...tree, children };
}
