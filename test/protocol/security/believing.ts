import { expect } from 'vitest';
import type { SignedReply } from '../../../src/adapter/ws-security.ts';
import { identity } from './keys.ts';
import { opened } from './open-reply.ts';

/** A partner whose certificate is trusted, and what comes of its replies. */

export const partner = identity('partner.example');
export const pinned: SignedReply = { trusted: [partner.certificate] };

export function open(text: string, declared: Partial<SignedReply> = {}): Promise<string> {
  return opened(text, { signedReply: { ...pinned, ...declared } });
}

/** Matches the envelope that is made of what the partner signed. */
export const believed = expect.stringMatching(/^<passerelle-believed:Envelope .*<Status>MADE<\/Status>/s) as string;

export function refused(why: string): string {
  return `Unbelieved: ${why}`;
}

export function inMinutes(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}
