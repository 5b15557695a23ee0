import type { MessageModel } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { Compilation } from '../xsd/compilation.ts';
import type { WsdlNode } from './document.ts';
import { childOf, childrenOf, nameOf } from './document.ts';
import { wsdlMimeNamespace } from './vocabulary.ts';

type Attachment = MessageModel['attachments'][number];

/** The parts of a `mime:multipartRelated` (WSDL 1.1 §5.4). */
function mimeParts(concrete: WsdlNode): WsdlNode[] {
  return childrenOf(concrete, 'multipartRelated', wsdlMimeNamespace).flatMap((related) =>
    childrenOf(related, 'part', wsdlMimeNamespace),
  );
}

/** Where soap:body and soap:header stand: the input or output itself, or the root part of its `mime:multipartRelated`. */
export function soapRoot(concrete: WsdlNode, soap: string): WsdlNode {
  return mimeParts(concrete).find((part) => childOf(part, 'body', soap)) ?? concrete;
}

/** The parts that travel as attachments; several `mime:content` of one part are the types it may have. */
export function attachmentsOf(
  compilation: Compilation,
  concrete: WsdlNode,
  parts: readonly WsdlNode[],
): readonly Attachment[] {
  const types = new Map<string, Set<string>>();
  for (const part of mimeParts(concrete)) {
    for (const content of childrenOf(part, 'content', wsdlMimeNamespace)) {
      const key = attributeOf(content.node, 'part')?.trim();
      if (key === undefined || !parts.some((candidate) => nameOf(candidate) === key)) {
        compilation.skip(content, `an attachment: the message has no part ${key ?? 'that it names'}`);
        continue;
      }
      const known = types.get(key) ?? new Set();
      types.set(key, known.add(attributeOf(content.node, 'type')?.trim() ?? '*/*'));
    }
  }
  return [...types].map(([key, contentTypes]) => ({ key, contentTypes: [...contentTypes] }));
}
