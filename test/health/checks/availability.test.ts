import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../../src/adapter/adapter.ts';
import type { AttemptEvent, BreakerState } from '../../../src/call/outcome.ts';
import { availability } from '../../../src/health/checks/availability.ts';
import type { Finding } from '../../../src/health/finding.ts';
import { Signals } from '../../../src/health/signals.ts';
import { defaultThresholds } from '../../../src/health/thresholds.ts';
import { attempt, broken, sampleAdapter } from '../sample.ts';

const minute = 60_000;

function after(
  events: readonly AttemptEvent[],
  options: { now?: number; health?: Partial<Adapter['health']>; breaker?: BreakerState } = {},
): Finding {
  const adapter = sampleAdapter(options.health);
  const signals = new Signals(adapter, defaultThresholds.bucketMs);
  for (const event of events) signals.record(event, 0);
  const breakers = new Map([['http://127.0.0.1:9', options.breaker ?? 'closed']]);
  return availability(adapter, signals, breakers, defaultThresholds, options.now ?? 0);
}

const times = (count: number, event: AttemptEvent): AttemptEvent[] => Array.from({ length: count }, () => event);

describe('availability', () => {
  it('is unknown before anything was seen', () => {
    expect(after([]).status).toBe('unknown');
  });

  it('is unknown when nothing was seen for three times the probe’s interval', () => {
    expect(after([attempt()], { now: 3 * minute + 1 })).toMatchObject({
      status: 'unknown',
      reason: 'Nothing seen of the partner for 3 min.',
    });
  });

  it('says why a silent partner is not probed', () => {
    const probe = { kind: 'none', reason: 'each call is billed' } as const;
    expect(after([], { health: { probe } }).reason).toBe(
      'Nothing seen of the partner yet, and it is not probed: each call is billed.',
    );
  });

  it('is green after a success', () => {
    expect(after([attempt()])).toMatchObject({ status: 'green', reason: '0 of 1 attempts broke in 1 h.' });
  });

  it('is green after one failure at night', () => {
    expect(after([broken()]).status).toBe('green');
  });

  it('is orange after two failures in a row', () => {
    expect(after(times(2, broken())).status).toBe('orange');
  });

  it('is red after three failures in a row', () => {
    expect(after(times(3, broken()))).toMatchObject({ status: 'red', reason: 'The last 3 attempts broke.' });
  });

  it('is red when half of ten attempts broke in five minutes', () => {
    expect(after([...times(5, broken()), ...times(5, attempt())])).toMatchObject({
      status: 'red',
      reason: '5 of 10 attempts broke in 5 min.',
    });
  });

  it('is not red for three in a row among many that were answered', () => {
    expect(after([...times(100, attempt()), ...times(3, broken())]).status).toBe('green');
  });

  it('is orange when one in twenty attempts broke in the hour', () => {
    expect(after([broken(), ...times(19, attempt())], { now: 2 * minute }).status).toBe('orange');
  });

  it('is red while the breaker is open', () => {
    expect(after([attempt()], { breaker: 'open' }).status).toBe('red');
  });

  it('shows the newest failing example', () => {
    expect(after(times(3, broken('timeout'))).example?.kind).toBe('timeout');
  });
});
