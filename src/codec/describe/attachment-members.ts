import type { MessageModel } from '../model.ts';
import { required } from './complex-members.ts';
import type { Member, Shape } from './shape.ts';

const octets: Shape = { kind: 'leaf', json: 'string', builtin: 'base64Binary', facets: {} };

/** The parts that travel as attachments (WSDL 1.1 §5.4): base64 in JSON, whatever they are. */
export function attachmentMembers({ attachments }: MessageModel): readonly Member[] {
  return attachments.map(({ key, contentTypes }) => ({
    ...required(key, octets),
    documentation: `An attachment: ${contentTypes.join(' or ')}.`,
  }));
}
