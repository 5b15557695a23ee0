import type { XmlTree } from '../xml/tree.ts';
import type { Definitions, WsdlNode } from './document.ts';
import { asserts } from './policy.ts';
import { mtomAssertions } from './vocabulary.ts';

/** Whether a service, port, binding or operation asks for MTOM. One that only takes it is not asked of. */
export function asksForMtom(definitions: Definitions, places: readonly (WsdlNode | undefined)[]): boolean {
  return asserts(definitions, places, isMtom, 'every');
}

function isMtom(node: XmlTree): boolean {
  const asked = mtomAssertions.some(({ namespace, local }) => node.local === local && node.namespace === namespace);
  return asked && !isOptional(node);
}

/** `wsp:Optional` (WS-Policy §4.3.1), in the namespace of any version. */
function isOptional({ attributes }: XmlTree): boolean {
  const optional = attributes.find(({ local }) => local === 'Optional')?.value.trim();
  return optional === 'true' || optional === '1';
}
