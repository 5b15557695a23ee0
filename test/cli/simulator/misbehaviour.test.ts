import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Playing } from './playing.ts';
import { envelope, find, play } from './playing.ts';

let playing: Playing;
let send: Playing['send'];

beforeAll(async () => {
  playing = await play();
  ({ send } = playing);
});

afterAll(() => playing[Symbol.asyncDispose]());

describe('the switch', () => {
  const turn = async (to: unknown): Promise<number> =>
    (await fetch(`${playing.url}/_switch`, { method: 'POST', body: JSON.stringify(to) })).status;

  it('makes it misbehave for a number of messages', async () => {
    await turn({ mode: 'error', times: 1 });
    expect([(await send({ body: envelope(find) })).status, (await send({ body: envelope(find) })).status]).toEqual([
      502, 200,
    ]);
  });

  it.each([
    ['fail', 500, 'switched to fail'],
    ['html', 200, '<!DOCTYPE html>'],
    ['empty', 200, ''],
    ['slow', 200, 'FindResponse'],
  ])('has the mode %s', async (mode, status, words) => {
    await turn({ mode, delayMs: 1, times: 1 });
    expect(await send({ body: envelope(find) })).toEqual({ status, text: expect.stringContaining(words) });
  });

  it('has a mode that answers with half of it', async () => {
    const { text } = await send({ body: envelope(find) });
    await turn({ mode: 'truncate', times: 1 });
    expect((await send({ body: envelope(find) })).text).toBe(text.slice(0, text.length / 2));
  });

  it('has a mode that closes the connection', async () => {
    await turn({ mode: 'down', times: 1 });
    await expect(send({ body: envelope(find) })).rejects.toThrow('fetch failed');
  });

  it.each([{}, { mode: 'odd' }, { mode: 'constructor' }, { mode: 'slow', delayMs: -1 }, { mode: 'down', times: 0 }])(
    'refuses %j',
    async (to) => {
      expect(await turn(to)).toBe(400);
    },
  );
});
