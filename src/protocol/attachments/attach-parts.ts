import type { EncodeProblem, MessageModel, Namespaces } from '../../codec/index.ts';
import { pointerTo } from '../../codec/json-pointer.ts';
import { compileBuiltin } from '../../codec/simple/simple-codec.ts';
import type { OutgoingAttachments } from './outgoing-attachments.ts';

/** Puts the parts of a message that travel as attachments (WSDL 1.1 §5.4) beside it; what is no base64 is a problem. */
export function attachParts(
  { attachments: declared }: MessageModel,
  content: unknown,
  attachments: OutgoingAttachments,
  namespaces: Namespaces,
  problems: EncodeProblem[],
): void {
  if (declared.length === 0 || typeof content !== 'object' || content === null) return;
  const values = new Map<string, unknown>(Object.entries(content));
  for (const { key, contentTypes } of declared) {
    const pointer = pointerTo([key]);
    const value = values.get(key);
    if (value === undefined) {
      problems.push({ pointer, message: 'is required' });
      continue;
    }
    let refused = false;
    const base64 = compileBuiltin('base64Binary')?.encode(value, namespaces, (message) => {
      refused = true;
      problems.push({ pointer, message });
    });
    if (base64 !== undefined && !refused) attachments.attachPart(key, contentTypes, base64);
  }
}
