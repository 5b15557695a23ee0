import { expandedName } from '../model.ts';
import { attributeOf, elementsOf } from '../xml/tree.ts';
import type { Compilation } from '../xsd/compilation.ts';
import type { WsdlNode } from './document.ts';
import { childrenOf } from './document.ts';
import {
  wsamNamespace,
  wsawNamespaces,
  wsdlMimeNamespace,
  wsdlNamespace,
  wsdlSoap11Namespace,
  wsdlSoap12Namespace,
} from './vocabulary.ts';

const known: ReadonlySet<string> = new Set([
  wsdlNamespace,
  wsdlSoap11Namespace,
  wsdlSoap12Namespace,
  wsdlMimeNamespace,
  wsamNamespace,
  ...wsawNamespaces,
]);

/** Notes what a binding requires (`wsdl:required`, WSDL 1.1 §2.1.3) and nobody here knows. Calls may do without all the same. */
export function noteRequired(compilation: Compilation, binding: WsdlNode): void {
  const operations = childrenOf(binding, 'operation');
  const messages = operations.flatMap((each) => [...childrenOf(each, 'input'), ...childrenOf(each, 'output')]);
  for (const { document, node } of [binding, ...operations, ...messages]) {
    for (const child of elementsOf(node)) {
      const { namespace, local } = child;
      const required = attributeOf(child, 'required', wsdlNamespace)?.trim() === 'true';
      if (required && !known.has(namespace) && !/^Policy(?:Reference)?$/u.test(local))
        compilation.skip({ document, node: child }, `${expandedName(namespace, local)}, which is required`);
    }
  }
}
