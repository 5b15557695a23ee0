import type { ElementRef, HeaderModel, MessageModel, Model } from '../../../src/codec/model.ts';

/** What a round trip is made of: the body of a message, a header block, or the detail of a fault. */
export type Subject =
  | { readonly kind: 'message'; readonly message: MessageModel }
  | { readonly kind: 'header'; readonly header: HeaderModel }
  | { readonly kind: 'detail'; readonly element: ElementRef };

/** The elements that it is written in. */
export function elementsOf(subject: Subject): readonly ElementRef[] {
  if (subject.kind === 'message') return subject.message.parts.map(({ element }) => element);
  return [subject.kind === 'header' ? subject.header.element : subject.element];
}

/** By SOAP encoding, not as a schema says. */
export function isEncoded(subject: Subject): boolean {
  if (subject.kind === 'message') return subject.message.encoding !== undefined;
  return subject.kind === 'header' && subject.header.encoding !== undefined;
}

/** All that the operations of a model send and receive, each once, with the operation that has it first. */
export function subjectsOf(model: Model): { readonly operation: string; readonly subject: Subject }[] {
  const found = new Map<string, { operation: string; subject: Subject }>();
  for (const { name: operation, input, output, faults, headerFaults } of model.operations) {
    const messages = output === undefined ? [input] : [input, output];
    const subjects: Subject[] = [
      ...messages.map((message) => ({ kind: 'message' as const, message })),
      ...[...messages.flatMap(({ headers }) => headers), ...headerFaults].map((header) => ({
        kind: 'header' as const,
        header,
      })),
      ...faults.map(({ element }) => ({ kind: 'detail' as const, element })),
    ];
    for (const subject of subjects) {
      const key = JSON.stringify(subject);
      if (!found.has(key)) found.set(key, { operation, subject });
    }
  }
  return [...found.values()];
}
