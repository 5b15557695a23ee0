import type { SignedReply, Encryption } from '../../../src/adapter/ws-security.ts';
import { SeenReplies } from '../../../src/protocol/security/freshness.ts';
import { openReply } from '../../../src/protocol/security/open-reply.ts';

interface Asked {
  readonly signedReply?: SignedReply;
  readonly encryption?: Encryption;
  readonly now?: Date;
  readonly seen?: SeenReplies;
}

/** What may be read of a reply, or why nothing may. */
export async function opened(
  text: string,
  { signedReply, encryption, now = new Date(), seen = new SeenReplies() }: Asked,
): Promise<string> {
  const declared = {
    ...(signedReply ? { signedReply: { kind: 'signedReply' as const, ...signedReply } } : {}),
    ...(encryption ? { encryption: { kind: 'encryption' as const, ...encryption } } : {}),
  };
  try {
    return await openReply(text, declared, { now, limits: {}, seen });
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
