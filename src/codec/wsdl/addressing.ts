import { attributeOf, elementsOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import type { Definitions, WsdlNode } from './document.ts';
import { wsamNamespace, wsawNamespaces } from './vocabulary.ts';

/** Whether a service, port, binding or operation asks for WS-Addressing: `wsaw:UsingAddressing`, or a policy with `wsam:Addressing`. */
export function asksForAddressing(definitions: Definitions, places: readonly (WsdlNode | undefined)[]): boolean {
  return places.some(
    (place) => place !== undefined && elementsOf(place.node).some((child) => holdsAssertion(definitions, child, 0)),
  );
}

/** WS-Addressing WSDL Binding §3.1; WS-Addressing Metadata §3.1, by WS-Policy in any of its versions. */
function holdsAssertion(definitions: Definitions, node: XmlTree, depth: number): boolean {
  if (node.local === 'UsingAddressing' && wsawNamespaces.includes(node.namespace)) return true;
  if (node.local === 'Addressing' && node.namespace === wsamNamespace) return true;
  if (depth > 20) return false;
  if (node.local === 'PolicyReference') {
    const policy = policyOf(definitions, attributeOf(node, 'URI') ?? '');
    return policy !== undefined && holdsAssertion(definitions, policy, depth + 1);
  }
  if (!['Policy', 'All', 'ExactlyOne'].includes(node.local)) return false;
  return elementsOf(node).some((child) => holdsAssertion(definitions, child, depth + 1));
}

/** The policy that a reference within the documents names by its `wsu:Id`. */
function policyOf(definitions: Definitions, uri: string): XmlTree | undefined {
  if (!uri.startsWith('#')) return undefined;
  const id = uri.slice(1);
  return definitions.documents
    .flatMap(({ root }) => elementsOf(root))
    .find(
      (node) => node.local === 'Policy' && node.attributes.some(({ local, value }) => local === 'Id' && value === id),
    );
}

/** `wsam:Action` or `wsaw:Action` on the input of a port type (WS-Addressing Metadata §4.4.1). */
export function explicitAction(input: XmlTree): string | undefined {
  for (const namespace of [wsamNamespace, ...wsawNamespaces]) {
    const action = attributeOf(input, 'Action', namespace)?.trim();
    if (action !== undefined && action !== '') return action;
  }
  return undefined;
}

/** The default action pattern for an input (WS-Addressing Metadata §4.4.4). */
export function defaultAction(targetNamespace: string, portType: string, inputName: string): string {
  const delimiter = targetNamespace.startsWith('urn:') ? ':' : '/';
  const start = targetNamespace.endsWith(delimiter) ? targetNamespace : `${targetNamespace}${delimiter}`;
  return `${start}${portType}${delimiter}${inputName}`;
}
