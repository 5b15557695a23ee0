import type { Signing } from './sign-envelope.ts';
import { signatureOver } from './sign-envelope.ts';
import type { Verification } from './verify-signature.ts';
import { verifySignature } from './verify-signature.ts';

/** What the library is asked: the signature of an envelope of ours, or the octets of a partner's. */
export type SignatureTask =
  | ({ readonly kind: 'sign'; readonly text: string } & Signing)
  | ({ readonly kind: 'verify' } & Verification);

/** The result of each kind of task. */
export interface SignatureResult {
  readonly sign: string;
  readonly verify: ReadonlyMap<string, string> | undefined;
}

export function performed(task: SignatureTask): SignatureResult[SignatureTask['kind']] {
  return task.kind === 'sign' ? signatureOver(task.text, task) : verifySignature(task);
}
