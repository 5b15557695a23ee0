import { attributeOf, elementsOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import type { Definitions, WsdlNode } from './document.ts';

/** How deep policies may refer to one another. */
const deepest = 20;

/** How the alternatives of a policy (WS-Policy §4.3.3) are weighed: an assertion in one of them, or in each. */
export type Alternatives = 'some' | 'every';

/**
 * Whether an assertion stands at one of these places: as a child, in a policy there, or in one that is referred to by
 * `PolicyReference` or `PolicyURIs` (WS-PolicyAttachment §4), in any version of WS-Policy.
 */
export function asserts(
  definitions: Definitions,
  places: readonly (WsdlNode | undefined)[],
  assertion: (node: XmlTree) => boolean,
  alternatives: Alternatives,
): boolean {
  const holds = (node: XmlTree, depth: number): boolean => {
    if (assertion(node)) return true;
    if (depth > deepest) return false;
    if (node.local === 'PolicyReference') return refers(attributeOf(node, 'URI') ?? '', depth);
    if (!['Policy', 'All', 'ExactlyOne'].includes(node.local)) return false;
    const children = elementsOf(node);
    const every = alternatives === 'every' && node.local === 'ExactlyOne' && children.length > 0;
    return every
      ? children.every((child) => holds(child, depth + 1))
      : children.some((child) => holds(child, depth + 1));
  };
  // Each is weighed once: policies that refer to one another again and again would take for ever.
  const weighed = new Map<XmlTree, boolean>();
  const refers = (uri: string, depth: number): boolean => {
    const policy = policyOf(definitions, uri.trim());
    if (policy === undefined) return false;
    if (!weighed.has(policy)) {
      weighed.set(policy, false);
      weighed.set(policy, holds(policy, depth + 1));
    }
    return weighed.get(policy) === true;
  };
  return places.some((place) => {
    if (place === undefined) return false;
    const uris = place.node.attributes.find(({ local }) => local === 'PolicyURIs')?.value.split(/\s+/u) ?? [];
    return uris.some((uri) => refers(uri, 0)) || elementsOf(place.node).some((child) => holds(child, 0));
  });
}

/** The policy within the documents that a reference names: by its `wsu:Id` or `xml:id`. */
function policyOf(definitions: Definitions, uri: string): XmlTree | undefined {
  if (!uri.startsWith('#')) return undefined;
  const id = uri.slice(1);
  return definitions.documents
    .flatMap(({ root }) => elementsOf(root))
    .find(
      (node) =>
        node.local === 'Policy' &&
        node.attributes.some(({ local, value }) => local.toLowerCase() === 'id' && value.trim() === id),
    );
}
