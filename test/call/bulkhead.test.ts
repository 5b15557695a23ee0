import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answers, waitsFor } from '../support/bound-operation.ts';
import { never, one } from '../support/calling.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('Above its places and its line a call is overloaded.', async () => {
  const { call } = one({ script: [waitsFor(never)] }, { inFlight: 1, waiting: 1 });
  const [, , third] = [call(), call(), call()];
  expect(await third).toMatchObject({ breakage: { kind: 'overloaded', delivery: 'none' } });
});

test('A call in line is sent when a place is free.', async () => {
  const gate = Promise.withResolvers<unknown>();
  const { call } = one({ script: [waitsFor(gate.promise), answers(2)] }, { inFlight: 1, waiting: 1 });
  const [first, second] = [call(), call()];
  gate.resolve(1);
  expect([(await first).ok, (await second).ok]).toEqual([true, true]);
});

test('A call in line waits no longer than its deadline.', async () => {
  const { call, attempts } = one({ script: [waitsFor(never)] }, { inFlight: 1, waiting: 1 });
  void call();
  const second = call({ budgetMs: 100 });
  await vi.advanceTimersByTimeAsync(100);
  expect(await second).toMatchObject({ breakage: { kind: 'expired', delivery: 'none' } });
  expect(attempts.length).toBe(1);
});
