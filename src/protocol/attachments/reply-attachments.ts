import type { Drift, MessageModel } from '../../codec/index.ts';
import { contractError } from '../take-reply.ts';
import { ReceivedAttachments } from './received-attachments.ts';

const envelope = '/Envelope';

/**
 * Adds the parts of a message that travel as attachments (WSDL 1.1 §5.4) to its content, each under its key; what nothing
 * refers to is drift. Throws ContractError where a declared one is not there.
 */
export function takeAttachments(
  declared: MessageModel['attachments'],
  received: ReceivedAttachments | undefined,
  content: unknown,
  drift: Drift[],
): unknown {
  if (declared.length === 0 && received === undefined) return content;
  const attachments = received ?? new ReceivedAttachments([]);
  const named = declared.map(({ key }) => [key, attachments.findNamed(key)] as const);
  const values = named.map(([key, base64]) => [key, base64 ?? attachments.findNext()] as const);
  const missing = values.find(([, base64]) => base64 === undefined);
  if (missing) throw contractError('missing', envelope, `the attachment "${missing[0]}"`, 'no such attachment');
  if (attachments.unread > 0) {
    drift.push({
      kind: 'unknown_attachment',
      path: envelope,
      expected: 'only attachments that the message refers to',
      found: 'another attachment',
    });
  }
  return values.length === 0 ? content : withValues(content, values);
}

/** A part may be called `__proto__`. */
function withValues(content: unknown, values: readonly (readonly [key: string, value: unknown])[]): unknown {
  return Object.fromEntries([...Object.entries(content ?? {}), ...values]);
}
