import { MalformedError } from '../../codec/index.ts';
import type { Judgement } from './believed-envelope.ts';
import { believedEnvelope } from './believed-envelope.ts';
import type { DeclaredSecurity } from './declared.ts';
import { misdeclared } from './declared.ts';
import { decryptEnvelope, isMalleable, isSignedEncrypted, undecryptable } from './decrypt-envelope.ts';
import { privateKeyOf } from './own-key.ts';
import type { SecuredEnvelope } from './secured-envelope.ts';
import { readSecured } from './secured-envelope.ts';
import { trustedToday } from './trusted-signer.ts';
import { Unbelieved } from './unbelieved.ts';

/** Whether replies have to be opened at all before they are read. */
export function opensReplies({ signedReply, encryption }: DeclaredSecurity): boolean {
  return signedReply !== undefined || encryption?.key !== undefined;
}

/** What a reply will be opened with is of use today. Throws a BreakageError with delivery `none`: what could not be believed is not asked. */
export function expectOpenable({ signedReply, encryption }: DeclaredSecurity, now: Date): void {
  if (signedReply) trustedToday(signedReply.trusted, now);
  if (!encryption?.key) return;
  if (isMalleable(encryption) && !signedReply)
    throw misdeclared('Replies encrypted with CBC can be altered by anybody: declare signedReply, or GCM');
  privateKeyOf({ ...encryption, key: encryption.key }, 'Our key for encryption');
}

/**
 * The envelope that may be read: decrypted, and made of nothing but what the partner signed, as far as each is declared.
 * The strict reader accepts every text before anything else sees it. Throws MalformedError and {@link Unbelieved}.
 */
export async function openReply(
  text: string,
  { signedReply, encryption }: DeclaredSecurity,
  judgement: Judgement,
): Promise<string> {
  const { limits } = judgement;
  const envelope = readSecured(text, limits);
  const key = encryption?.key;
  if (!encryption || key === undefined || envelope.encrypted.length === 0)
    return signedReply ? believedEnvelope(text, envelope, signedReply, judgement) : text;
  const declared = { ...encryption, key };
  try {
    if (signedReply && isSignedEncrypted(envelope)) {
      const believed = await believedEnvelope(text, envelope, signedReply, judgement);
      const opened = decryptEnvelope(believed, readSecured(believed, limits).encrypted, envelope.security, declared);
      expectClear(opened, limits);
      return opened;
    }
    const opened = decryptEnvelope(text, envelope.encrypted, envelope.security, declared);
    const inside = expectClear(opened, limits);
    return signedReply ? await believedEnvelope(opened, inside, signedReply, judgement) : opened;
  } catch (error) {
    const tells = error instanceof MalformedError || isMalleable(encryption);
    if (tells && (error instanceof MalformedError || error instanceof Unbelieved)) throw new Unbelieved(undecryptable);
    throw error;
  }
}

/** What was decrypted is read as strictly as what came, and hides nothing more. */
function expectClear(opened: string, limits: Judgement['limits']): SecuredEnvelope {
  const envelope = readSecured(opened, limits);
  if (envelope.encrypted.length > 0) throw new Unbelieved(undecryptable);
  return envelope;
}
