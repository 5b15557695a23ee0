import type { FaultModel } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { Compilation } from '../xsd/compilation.ts';
import type { Definitions, WsdlNode } from './document.ts';
import { childOf, childrenOf, nameOf } from './document.ts';
import { encodingOf } from './encoding.ts';
import { hasElement, partElement } from './parts.ts';

/** WSDL 1.1 §3.6: the element in the detail of a fault; `soap` is the extension's namespace. */
export function compileFault(
  compilation: Compilation,
  definitions: Definitions,
  soap: string,
  concrete: WsdlNode,
  fault: WsdlNode,
): FaultModel | undefined {
  const name = nameOf(fault);
  const bound = childrenOf(concrete, 'fault').find((candidate) => attributeOf(candidate.node, 'name')?.trim() === name);
  const encoding = encodingOf(bound && childOf(bound, 'fault', soap));
  const [part, ...others] = childrenOf(definitions.resolve('message', fault, 'message'), 'part');
  if (!part || others.length > 0) {
    compilation.skip(fault, `the detail of the fault ${name}: its message is not one part`);
    return undefined;
  }
  const element = partElement(compilation, part);
  return { name, element, ...(hasElement(part) ? {} : { typed: true }), ...(encoding && { encoding }) };
}
