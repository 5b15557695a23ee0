import { describe, expect, it } from 'vitest';
import type { SignedReply } from '../../../src/adapter/ws-security.ts';
import { identity } from './keys.ts';
import { opened } from './open-reply.ts';
import { envelope, sign, us } from './outgoing.ts';
import { reply, signedReply } from './signing-partner.ts';

const partner = identity('partner.example');
const pinned: SignedReply = { trusted: [partner.certificate] };
const long = signedReply(partner, { body: reply.repeat(300) });

/** How many turns others had until the reply was verified. */
async function turnsBesides(text: string): Promise<{ turns: number; answer: string }> {
  let turns = 0;
  let waiting = true;
  const turn = (): void => {
    turns++;
    if (waiting) setImmediate(turn);
  };
  setImmediate(turn);
  const answer = await opened(text, { signedReply: pinned });
  waiting = false;
  return { turns, answer };
}

describe('a long reply', () => {
  it('is verified besides, while others have their turns', async () => {
    const { turns, answer } = await turnsBesides(long);
    expect(answer).toContain('<Status>MADE</Status>');
    expect(turns).toBeGreaterThan(1);
  });

  it('is verified with the same care', async () => {
    expect(await opened(long.replace('MADE', 'LOST'), { signedReply: pinned })).toBe(
      'Unbelieved: its signature is not right, or not of a trusted certificate',
    );
  });

  it('waits for the one before, and each gets its own answer', async () => {
    const other = signedReply(partner, { body: reply.repeat(300).replaceAll('MADE', 'SENT') });
    const answers = await Promise.all([long, other, long].map((text) => opened(text, { signedReply: pinned })));
    expect(answers.map((answer) => /MADE|SENT/.exec(answer)?.[0])).toEqual(['MADE', 'SENT', 'MADE']);
  });
});

describe('a long message', () => {
  it('is signed besides as a short one is at once', async () => {
    const text = await envelope({ signature: sign() }, { body: 'x'.repeat(50_000) });
    const trusted: SignedReply = { trusted: [us.certificate], parts: ['Body'] };
    const answers = [
      await opened(text, { signedReply: trusted }),
      await opened(text.replace('xxx', 'yyy'), { signedReply: trusted }),
    ];
    expect(answers.map((answer) => answer.slice(0, 20))).toEqual(['<passerelle-believed', 'Unbelieved: its sign']);
  });
});
