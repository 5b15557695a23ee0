import { attributeOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import type { Definitions, WsdlNode } from './document.ts';
import { asserts } from './policy.ts';
import { wsamNamespace, wsawNamespaces } from './vocabulary.ts';

/** Whether a service, port, binding or operation asks for WS-Addressing: `wsaw:UsingAddressing`, or a policy with `wsam:Addressing`. */
export function asksForAddressing(definitions: Definitions, places: readonly (WsdlNode | undefined)[]): boolean {
  return asserts(definitions, places, isAddressing, 'some');
}

/** WS-Addressing WSDL Binding §3.1; WS-Addressing Metadata §3.1. */
function isAddressing({ namespace, local }: XmlTree): boolean {
  return (
    (local === 'UsingAddressing' && wsawNamespaces.includes(namespace)) ||
    (local === 'Addressing' && namespace === wsamNamespace)
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
