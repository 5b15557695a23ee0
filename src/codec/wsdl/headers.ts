import type { HeaderModel, MessageModel } from '../model.ts';
import { expandedName } from '../model.ts';
import { isOwnNamespace } from '../own-namespace.ts';
import { attributeOf } from '../xml/tree.ts';
import type { Compilation } from '../xsd/compilation.ts';
import type { Definitions, NamedDefinition, WsdlNode } from './document.ts';
import { childrenOf, nameOf, unlessRefused, wsdlError } from './document.ts';
import { encodingOf } from './encoding.ts';
import { partElement } from './parts.ts';
import { addressingNamespace, wsdlNamespace } from './vocabulary.ts';

type Header = MessageModel['headers'][number];

/** Parts of the same message that are bound to headers are not in the body. */
export function partsInHeaders(
  definitions: Definitions,
  headers: readonly WsdlNode[],
  message: NamedDefinition,
): readonly string[] {
  const own = headers.filter((header) => messageOf(definitions, header, message).name === message.name);
  return own.map((header) => attributeOf(header.node, 'part')?.trim() ?? '');
}

/** WSDL 1.1 §3.7: the headers that are not the gateway's own. `addressing`: one of WS-Addressing is among them. */
export function declaredHeaders(
  compilation: Compilation,
  definitions: Definitions,
  headers: readonly WsdlNode[],
  message: NamedDefinition,
): { readonly headers: readonly Header[]; readonly addressing: boolean } {
  const namespaces: string[] = [];
  const keys = new Set<string>();
  const known = new Set<number>();
  const declared = headers.flatMap((header): Header[] => {
    const { namespace, model } = headerModel(compilation, header, messageOf(definitions, header, message), keys);
    namespaces.push(namespace);
    // Partners do bind one block twice.
    if (isOwnNamespace(namespace) || known.has(model.element)) return [];
    known.add(model.element);
    const required = attributeOf(header.node, 'required', wsdlNamespace)?.trim() === 'true';
    return [{ ...model, required }];
  });
  return { headers: declared, addressing: namespaces.includes(addressingNamespace) };
}

/** The blocks that a fault may carry for the headers of these messages (§3.7), each once. */
export function headerFaultsOf(
  compilation: Compilation,
  definitions: Definitions,
  headers: readonly WsdlNode[],
): readonly HeaderModel[] {
  const keys = new Set<string>();
  const found = new Map<number, HeaderModel>();
  for (const header of headers) {
    for (const fault of childrenOf(header, 'headerfault', header.node.namespace)) {
      const declared = unlessRefused(compilation, fault, 'the headerfault', () =>
        headerModel(compilation, fault, definitions.resolve('message', fault, 'message'), keys),
      );
      if (declared === undefined || isOwnNamespace(declared.namespace)) continue;
      if (!found.has(declared.model.element)) found.set(declared.model.element, declared.model);
    }
  }
  return [...found.values()];
}

/** The message that a header names; without the required attribute, as it is published too, that of the operation. */
function messageOf(definitions: Definitions, header: WsdlNode, own: NamedDefinition): NamedDefinition {
  return attributeOf(header.node, 'message') === undefined ? own : definitions.resolve('message', header, 'message');
}

function headerModel(
  compilation: Compilation,
  header: WsdlNode,
  message: WsdlNode,
  keys: Set<string>,
): { readonly namespace: string; readonly model: HeaderModel } {
  const name = attributeOf(header.node, 'part')?.trim();
  const part = childrenOf(message, 'part').find((candidate) => nameOf(candidate) === name);
  if (!part) throw wsdlError(header, `the part ${name ?? ''} is not defined`);
  const element = partElement(compilation, part, attributeOf(header.node, 'namespace')?.trim());
  const declaration = compilation.element(element);
  const key = keys.has(declaration.name) ? expandedName(declaration.namespace, declaration.name) : declaration.name;
  keys.add(declaration.name);
  const encoding = encodingOf(header);
  return { namespace: declaration.namespace, model: { key, element, ...(encoding && { encoding }) } };
}
