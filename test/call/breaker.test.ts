import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallOutcome } from '../../src/call/outcome.ts';
import { answers, breaks, unreachable, waitsFor } from '../support/bound-operation.ts';
import { ended, kindOf, never, one } from '../support/calling.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const state = (caller: ReturnType<typeof one>['caller']): string | undefined =>
  caller.breakers('optique').get('http://optique.test');
const open = async (call: () => Promise<CallOutcome>): Promise<void> => {
  for (let index = 0; index < 5; index += 1) await ended(call());
};

test.each(['malformed', 'failing', 'timeout', 'interrupted', 'unreachable'] as const)(
  'Five %s in a row open it.',
  async (kind) => {
    const { call, caller } = one({ script: [breaks(kind)] });
    for (let index = 0; index < 5; index += 1) await call();
    expect(state(caller)).toBe('open');
  },
);

test.each(['rejected', 'not_found', 'throttled', 'credentials', 'drift'] as const)(
  '%s does not open it.',
  async (kind) => {
    const { call, caller } = one({ script: [breaks(kind)] });
    for (let index = 0; index < 20; index += 1) await call();
    expect(state(caller)).toBe('closed');
  },
);

test.each(['rejected', 'not_found', 'throttled', 'credentials', 'drift'] as const)(
  'Failures among answers of %s are not in a row, and not most of what was seen.',
  async (kind) => {
    const round = [breaks('failing'), breaks(kind), breaks(kind), breaks(kind)];
    const { call, caller } = one({ script: Array.from({ length: 10 }, () => round).flat() });
    for (let index = 0; index < 40; index += 1) await call();
    expect(state(caller)).toBe('closed');
  },
);

test('More than half of ten attempts within the window open it.', async () => {
  const { call, caller } = one({
    script: [
      answers(1),
      ...[1, 2, 3].flatMap(() => [breaks('failing'), breaks('failing'), answers(1)]),
      breaks('failing'),
    ],
  });
  for (let index = 0; index < 12; index += 1) await call();
  expect(state(caller)).toBe('open');
});

test('An open breaker answers circuit_open with a Retry-After, and nothing is sent.', async () => {
  const { call, attempts } = one({ script: [breaks('failing')] });
  for (let index = 0; index < 5; index += 1) await call();
  expect(await call()).toMatchObject({ breakage: { kind: 'circuit_open', delivery: 'none', retryAfterMs: 10_000 } });
  expect(attempts.length).toBe(5);
});

test('After ten seconds one trial goes through and closes it.', async () => {
  const { call, caller } = one({ script: [...Array.from({ length: 5 }, () => breaks('failing')), answers(1)] });
  await open(call);
  expect([kindOf(await call()), state(caller)]).toEqual(['success', 'closed']);
});

test('A trial that fails opens it again.', async () => {
  const { call, caller } = one({ script: [breaks('failing')] });
  await open(call);
  expect([kindOf(await call()), state(caller)]).toEqual(['failing', 'open']);
});

test('While a trial runs, others are stopped at once.', async () => {
  const { call } = one({ script: [...Array.from({ length: 5 }, () => breaks('failing')), waitsFor(never)] });
  await open(call);
  void call();
  expect(kindOf(await call())).toBe('circuit_open');
});

test('A trial whose caller hangs up leaves it open.', async () => {
  const hangUp = new AbortController();
  const { call, caller } = one({ script: [...Array.from({ length: 5 }, () => breaks('failing')), waitsFor(never)] });
  await open(call);
  const trial = call({ signal: hangUp.signal });
  await vi.advanceTimersByTimeAsync(1);
  hangUp.abort();
  await trial;
  expect(state(caller)).toBe('open');
});

test('A non-idempotent call is never the trial while a probe may be.', async () => {
  const { call, attempts } = one({ idempotent: false, script: [unreachable] });
  for (let index = 0; index < 5; index += 1) await call();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([kindOf(await call()), attempts.length]).toEqual(['circuit_open', 5]);
});

test('A non-idempotent call is the trial when no probe came in two rounds.', async () => {
  const { call, attempts } = one({ idempotent: false, script: [unreachable] });
  for (let index = 0; index < 5; index += 1) await call();
  await vi.advanceTimersByTimeAsync(131_000);
  expect([kindOf(await call()), attempts.length]).toEqual(['unreachable', 6]);
});

test('Each address has its own.', async () => {
  const { call, caller } = one({ script: [breaks('failing')], address: (input) => String(input) });
  for (let index = 0; index < 5; index += 1) await call({ input: 'nord' });
  await call({ input: 'sud' });
  expect([...caller.breakers('optique')]).toEqual([
    ['nord', 'open'],
    ['sud', 'closed'],
  ]);
});
