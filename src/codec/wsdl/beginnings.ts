import type { Beginnings } from '../xsd/correction-paths.ts';
import type { Definitions } from './document.ts';
import { childOf, childrenOf, nameOf } from './document.ts';
import { asSource, hasElement } from './parts.ts';

/** Where paths of corrections may begin in a WSDL: the messages of its operations. */
export function messageBeginnings(definitions: Definitions): Beginnings {
  const operations = definitions.portTypes.flatMap((portType) => childrenOf(portType, 'operation'));
  return {
    operations: [...new Set(operations.map(nameOf))],
    parts(name, direction) {
      const messages = operations.flatMap((operation) =>
        nameOf(operation) === name ? (childOf(operation, direction) ?? []) : [],
      );
      if (messages.length === 0) return undefined;
      return messages
        .flatMap((message) => childrenOf(definitions.resolve('message', message, 'message'), 'part'))
        .map((part) => ({ kind: hasElement(part) ? 'element' : 'part', name: nameOf(part), source: asSource(part) }));
    },
  };
}
