import type { XmlTree } from '../xml/tree.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';

/** Whether two definitions say the same, annotations and order of attributes apart: one component met on two ways. */
export function isSameTree(one: XmlTree, other: XmlTree): boolean {
  if (one === other) return true;
  if (
    one.local !== other.local ||
    one.namespace !== other.namespace ||
    one.attributes.length !== other.attributes.length
  )
    return false;
  for (const { namespace, local, value } of one.attributes) {
    const twin = other.attributes.find((attribute) => attribute.local === local && attribute.namespace === namespace);
    if (twin === undefined || resolved(one, value) !== resolved(other, twin.value)) return false;
  }
  const ours = one.children.filter(isDefinition);
  const theirs = other.children.filter(isDefinition);
  return ours.length === theirs.length && ours.every((child, index) => isSame(child, theirs[index]));
}

function isSame(one: XmlTree | string, other: XmlTree | string | undefined): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return other !== undefined && isSameTree(one, other);
}

function isDefinition(child: XmlTree | string): boolean {
  return typeof child === 'string' || child.namespace !== xsdNamespace || child.local !== 'annotation';
}

/** The prefixes of two documents may differ, and mean the same. */
function resolved(tree: XmlTree, value: string): string {
  const text = value.trim();
  const colon = text.indexOf(':');
  if (colon <= 0) return text;
  const namespace = tree.resolvePrefix(text.slice(0, colon));
  return namespace === undefined ? text : `{${namespace}}${text.slice(colon + 1)}`;
}
