import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BreakageError } from '../../src/adapter/breakage.ts';
import { createCaller } from '../../src/call/caller.ts';
import type { AttemptObserver } from '../../src/call/outcome.ts';
import { answers, breaks, scripted, unreachable, waitsFor } from '../support/bound-operation.ts';
import type { ScriptedOperation } from '../support/bound-operation.ts';
import { ended, kindOf, never, one } from '../support/calling.ts';

const slowMark = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
/** A call, and what is logged besides its attempts. */
function logged(operation: ScriptedOperation, observers: readonly AttemptObserver[] = []) {
  const lines: unknown[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const partner = scripted('optique', { op: operation });
  const caller = createCaller({ observers, log });
  const call = () => caller.call({ callId: 'c', bound: partner.of('op'), input: {}, client: 'a', budgetMs: 1_000 });
  return { call, lines };
}

const inline = { kind: 'inline', attempts: 3, backoff: '100ms' } as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('A success is the output and one attempt.', async () => {
  const { call } = one({ script: [answers({ status: 'shipped' })] });
  expect(await call()).toMatchObject({
    ok: true,
    output: { status: 'shipped' },
    attempts: [{ kind: 'success', delivery: 'done' }],
  });
});

test('Observers are told of each attempt, counted over the whole call.', async () => {
  const { call, events } = one({ retry: inline, script: [breaks('timeout'), answers(1)] });
  await ended(call({ attemptsBefore: 2, traceId: 't' }));
  expect(events.map(({ attempt, breakage, traceId }) => [attempt, breakage?.kind, traceId])).toEqual([
    [3, 'timeout', 't'],
    [4, undefined, 't'],
  ]);
});

test('An observer that throws does not break the call, and its message is not logged.', async () => {
  const observers = [
    () => {
      throw new Error('observer of Jeanne');
    },
  ];
  const { call, lines } = logged({ script: [answers(1)] }, observers);
  expect((await call()).ok).toBe(true);
  expect(lines).toMatchObject([
    { msg: 'an observer of attempts failed', where: expect.stringMatching(/^Error \| at /) },
  ]);
  expect(JSON.stringify(lines)).not.toContain('Jeanne');
});

test('A call without an endpoint has a line of its own, since it makes no attempt.', async () => {
  const address = (): string => {
    throw new Error('no endpoint for Jeanne');
  };
  const { call, lines } = logged({ script: [answers(1)], address });
  await call();
  expect(lines).toMatchObject([{ kind: 'internal', adapter: 'optique', operation: 'op', callId: 'c' }]);
  expect(JSON.stringify(lines)).not.toContain('Jeanne');
});

test('An attempt shows a mapped code and never free text.', async () => {
  const { call } = one({
    script: [breaks('rejected', { fault: { code: 'Assuré Jean Dupont inconnu', message: 'Jean' } })],
  });
  expect((await call()).attempts[0]).toEqual({
    at: expect.any(String),
    durationMs: 0,
    kind: 'rejected',
    delivery: 'refused',
  });
});

describe('inline retry', () => {
  test('An idempotent call is tried again after a timeout.', async () => {
    const { call, attempts } = one({ retry: inline, script: [breaks('timeout'), answers(1)] });
    expect([kindOf(await ended(call())), attempts.length]).toEqual(['success', 2]);
  });

  test('A non-idempotent call is not tried again after a timeout.', async () => {
    const { call, attempts } = one({ idempotent: false, retry: inline, script: [breaks('timeout'), answers(1)] });
    expect([kindOf(await ended(call())), attempts.length]).toEqual(['timeout', 1]);
  });

  test('A non-idempotent call is tried again when nothing was sent.', async () => {
    const { call, attempts } = one({ idempotent: false, retry: inline, script: [unreachable, answers(1)] });
    expect([kindOf(await ended(call())), attempts.length]).toEqual(['success', 2]);
  });

  test('It stops after the declared attempts.', async () => {
    const { call, attempts } = one({ retry: inline, script: [unreachable] });
    expect([kindOf(await ended(call())), attempts.length]).toEqual(['unreachable', 3]);
  });

  test('The queue asks for a single attempt.', async () => {
    const { call, attempts } = one({ retry: inline, script: [unreachable] });
    await ended(call({ single: true }));
    expect(attempts.length).toBe(1);
  });

  test('The partner’s Retry-After is honoured.', async () => {
    const { call, attempts } = one({
      retry: inline,
      script: [breaks('throttled', { retryAfterMs: 2_000 }), answers(1)],
    });
    const outcome = call();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(attempts.length).toBe(1);
    expect(kindOf(await ended(outcome))).toBe('success');
  });

  test('A Retry-After past the deadline is passed on at once.', async () => {
    const { call } = one({ retry: inline, script: [breaks('throttled', { retryAfterMs: 60_000 })] });
    expect(await call()).toMatchObject({ ok: false, breakage: { kind: 'throttled', retryAfterMs: 60_000 } });
  });

  test('The delivery is the worst of the attempts.', async () => {
    const { call } = one({ retry: { ...inline, attempts: 2 }, script: [breaks('timeout'), unreachable] });
    expect(await ended(call())).toMatchObject({ breakage: { kind: 'unreachable', delivery: 'unknown' } });
  });
});

describe('the deadline', () => {
  test('An attempt gets the operation’s limit, or what is left of the deadline.', async () => {
    const { call, attempts } = one({ retry: inline, script: [waitsFor(never)] });
    await ended(call({ budgetMs: 3_000 }));
    expect(attempts.map(({ timeoutMs }) => timeoutMs <= 2_000)).toEqual([true, true]);
    expect(attempts[0]?.timeoutMs).toBe(2_000);
    expect(attempts[1]?.timeoutMs).toBeLessThan(1_001);
  });

  test('What the caller cuts short is expired, and carries the breakage before it.', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.9);
    const { call } = one({ retry: inline, script: [breaks('failing'), waitsFor(never)] });
    expect(await ended(call({ budgetMs: 500 }))).toMatchObject({
      breakage: { kind: 'expired', last: 'failing', delivery: 'unknown' },
    });
  });

  test('A caller in haste does not open the breaker.', async () => {
    const { call, caller } = one({ script: [waitsFor(never)] });
    for (let index = 0; index < 20; index += 1) await ended(call({ budgetMs: 1 }));
    expect(caller.breakers('optique').get('http://optique.test')).toBe('closed');
  });

  test('A caller who waits less than one whole attempt takes does not open it either.', async () => {
    const { call, caller } = one({ script: [waitsFor(never)] });
    for (let index = 0; index < 20; index += 1) await ended(call({ budgetMs: 1_900 }));
    expect(caller.breakers('optique').get('http://optique.test')).toBe('closed');
  });

  test('A non-idempotent attempt keeps its own limit after its first byte.', async () => {
    const { call, attempts } = one({ idempotent: false, script: [waitsFor(never)] });
    expect(kindOf(await ended(call({ budgetMs: 10 })))).toBe('timeout');
    expect(attempts[0]?.timeoutMs).toBe(2_000);
  });

  test('A non-idempotent call whose deadline passes before its first byte is not sent.', async () => {
    const { call } = one({ idempotent: false, script: [answers(1)] });
    expect(await ended(call({ budgetMs: 10, beforeFirstByte: slowMark }))).toMatchObject({
      breakage: { kind: 'expired', delivery: 'none' },
    });
  });
});

describe('the caller hangs up', () => {
  test('An idempotent call is given up.', async () => {
    const hangUp = new AbortController();
    const { call } = one({ retry: inline, script: [waitsFor(never)] });
    const outcome = call({ signal: hangUp.signal });
    await vi.advanceTimersByTimeAsync(10);
    hangUp.abort();
    expect(kindOf(await outcome)).toBe('expired');
  });

  test('A non-idempotent call is carried to its end after its first byte.', async () => {
    const hangUp = new AbortController();
    const gate = Promise.withResolvers<unknown>();
    const { call } = one({ idempotent: false, script: [waitsFor(gate.promise)] });
    const outcome = call({ signal: hangUp.signal });
    await vi.advanceTimersByTimeAsync(10);
    hangUp.abort();
    gate.resolve('ordered');
    expect(await outcome).toMatchObject({ ok: true, output: 'ordered' });
  });

  test('A non-idempotent call is not sent when the caller has already gone.', async () => {
    const { call } = one({ idempotent: false, script: [answers(1)] });
    expect(await call({ signal: AbortSignal.abort() })).toMatchObject({
      breakage: { kind: 'expired', delivery: 'none' },
    });
  });
});

describe('what should not happen', () => {
  test('An error that is no breakage is internal with an unknown delivery.', async () => {
    const { call } = one({
      script: [
        async () => {
          throw new TypeError('bug');
        },
      ],
    });
    expect(await call()).toMatchObject({ breakage: { kind: 'internal', delivery: 'unknown' } });
  });

  test('Before the first byte of a non-idempotent call it has delivery none.', async () => {
    const { call } = one({
      idempotent: false,
      script: [
        async () => {
          throw new TypeError('bug');
        },
      ],
    });
    expect(await call()).toMatchObject({ breakage: { kind: 'internal', delivery: 'none' } });
  });

  test('An endpoint that cannot be made is internal with delivery none.', async () => {
    const { call } = one({
      script: [answers(1)],
      address: () => {
        throw new Error('endpoint');
      },
    });
    expect(await call()).toMatchObject({ breakage: { kind: 'internal', delivery: 'none' }, attempts: [] });
  });

  test('The mark’s refusal is the outcome.', async () => {
    const refusal = new BreakageError('store_unavailable', 'no mark');
    const { call } = one({ idempotent: false, script: [answers(1)] });
    expect(await call({ beforeFirstByte: () => Promise.reject(refusal) })).toMatchObject({ breakage: refusal });
  });
});
