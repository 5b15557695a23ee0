import { describe, expect, it } from 'vitest';
import type { BreakageKind } from '../../src/adapter/breakage.ts';
import { judge, Signals } from '../../src/health/signals.ts';
import { attempt, breakage, broken, sampleAdapter } from './sample.ts';

describe('what an attempt says of the partner', () => {
  it('is that it answered, when the call succeeded', () => {
    expect(judge(undefined)).toBe('answered');
  });

  it.each<BreakageKind>(['unreachable', 'failing', 'timeout', 'interrupted', 'malformed', 'throttled'])(
    'is that it broke, for %s',
    (kind) => {
      expect(judge(breakage(kind))).toBe('broken');
    },
  );

  it.each<BreakageKind>(['not_found', 'rejected', 'credentials', 'drift'])('is that it answered, for %s', (kind) => {
    expect(judge(breakage(kind))).toBe('answered');
  });

  it.each<BreakageKind>(['invalid', 'circuit_open', 'overloaded', 'store_unavailable', 'internal', 'expired'])(
    'is nothing, for %s',
    (kind) => {
      expect(judge(breakage(kind))).toBe('not_asked');
    },
  );
});

describe('signals', () => {
  it('count failures in a row until an answer', () => {
    const signals = new Signals(sampleAdapter(), 60_000);
    signals.record(broken(), 1);
    signals.record(broken(), 2);
    signals.record(attempt({ breakage: breakage('not_found') }), 3);
    expect(signals.brokenInARow).toBe(0);
  });

  it('pass over attempts that never reached the partner', () => {
    const signals = new Signals(sampleAdapter(), 60_000);
    signals.record(broken('circuit_open'), 1);
    expect(signals.seenAt).toBeUndefined();
  });

  it('keep a refusal of credentials until the same address accepts them', () => {
    const signals = new Signals(sampleAdapter(), 60_000);
    signals.record(attempt({ address: 'a', breakage: breakage('credentials') }), 1);
    signals.record(attempt({ address: 'b' }), 2);
    expect([...signals.refusedCredentials.keys()]).toEqual(['a']);
  });

  it('keep the drift of a breakage too', () => {
    const drift = [
      { kind: 'fault', path: '/Envelope/Body/Fault', expected: 'a fault that the adapter maps', found: 'another' },
    ] as const;
    const signals = new Signals(sampleAdapter(), 60_000);
    signals.record(attempt({ breakage: breakage('failing'), drift }), 1);
    expect(signals.newestDrift).toMatchObject({ at: 1, refused: false, drift: drift[0] });
  });

  it('know what stands where an element is missing', () => {
    const unknown = {
      kind: 'unknown_element',
      path: '/r/State',
      expected: 'no such element',
      found: '{urn:s}State',
    } as const;
    const elsewhere = { ...unknown, path: '/r/a/b' };
    const missing = { kind: 'missing', path: '/r/Status', expected: 'a required element', found: 'nothing' } as const;
    const signals = new Signals(sampleAdapter(), 60_000);
    signals.record(attempt({ breakage: breakage('drift'), drift: [unknown, elsewhere, missing] }), 1);
    expect(signals.newestDrift).toMatchObject({ refused: true, drift: missing, instead: unknown });
    signals.record(attempt({ breakage: breakage('drift'), drift: [elsewhere, missing] }), 2);
    expect(signals.newestDrift?.instead).toBeUndefined();
  });

  it('take nothing of replies and credentials from a mere connection', () => {
    const signals = new Signals(sampleAdapter(), 60_000);
    signals.record(attempt({ operation: 'tcp', probe: true }), 1);
    expect([signals.answeredAt, signals.acceptedAt, signals.cleanAt]).toEqual([1, undefined, undefined]);
  });

  it('keep an example without anything of the message', () => {
    const signals = new Signals(sampleAdapter(), 60_000);
    signals.record(broken('timeout'), 1);
    expect(signals.newestBroken).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      operation: 'company',
      kind: 'timeout',
      callId: 'call-1',
    });
  });
});
