import { describe, expect, it } from 'vitest';
import type { AttemptEvent } from '../../../src/call/outcome.ts';
import { credentials } from '../../../src/health/checks/credentials.ts';
import { drift } from '../../../src/health/checks/drift.ts';
import { latency } from '../../../src/health/checks/latency.ts';
import { probe } from '../../../src/health/checks/probe.ts';
import { queue } from '../../../src/health/checks/queue.ts';
import { judgeDelay, storeCheck } from '../../../src/health/gateway-checks.ts';
import { Signals } from '../../../src/health/signals.ts';
import { defaultThresholds } from '../../../src/health/thresholds.ts';
import { attempt, breakage, broken, sampleAdapter } from '../sample.ts';

const adapter = sampleAdapter();
const hour = 3_600_000;

function signalsOf(...events: readonly AttemptEvent[]): Signals {
  const signals = new Signals(adapter, defaultThresholds.bucketMs);
  for (const event of events) signals.record(event, 0);
  return signals;
}

const times = (count: number, event: AttemptEvent): AttemptEvent[] => Array.from({ length: count }, () => event);
const slow = attempt({ durationMs: 2_001 });
const renamed = {
  kind: 'unknown_element',
  path: '/checkVatResponse/nom',
  expected: 'name',
  found: 'another element',
} as const;

describe('latency', () => {
  const after = (...events: AttemptEvent[]): unknown => latency(adapter, signalsOf(...events), defaultThresholds, 0);

  it('is unknown without attempts', () => {
    expect(after()).toMatchObject({ status: 'unknown' });
  });

  it('is green when one in twenty was slow', () => {
    expect(after(slow, ...times(19, attempt()))).toMatchObject({ status: 'green' });
  });

  it('is orange when the 95th percentile is above slowAfter', () => {
    expect(after(slow, slow, ...times(18, attempt()))).toMatchObject({
      status: 'orange',
      reason: '2 of 20 attempts took longer than 2s in 5 min.',
    });
  });

  it('is orange after three slow attempts in a row, where there are few', () => {
    expect(after(slow, slow, slow)).toMatchObject({ status: 'orange' });
  });
});

describe('drift', () => {
  it('is unknown before a reply was read', () => {
    expect(drift(signalsOf(broken()), defaultThresholds, 0).status).toBe('unknown');
  });

  it('is green when replies keep the contract', () => {
    expect(drift(signalsOf(attempt()), defaultThresholds, 0).status).toBe('green');
  });

  it('is orange when a reply differs and is passed on', () => {
    expect(drift(signalsOf(attempt({ drift: [renamed] })), defaultThresholds, 0)).toMatchObject({
      status: 'orange',
      reason:
        'Replies differ from the contract; newest: at /checkVatResponse/nom, expected name, found another element.',
    });
  });

  it('is red when a reply had to be refused', () => {
    expect(drift(signalsOf(attempt({ breakage: breakage('drift') })), defaultThresholds, 0).status).toBe('red');
  });

  it('is green again an hour later', () => {
    const signals = signalsOf(attempt({ drift: [renamed] }));
    signals.record(attempt(), hour);
    expect(drift(signals, defaultThresholds, hour + 1).status).toBe('green');
  });
});

describe('credentials', () => {
  it('are unknown before they were used', () => {
    expect(credentials(signalsOf()).status).toBe('unknown');
  });

  it('are red at the first refusal', () => {
    expect(credentials(signalsOf(attempt(), attempt({ breakage: breakage('credentials') }))).status).toBe('red');
  });

  it('are green once they are accepted again', () => {
    expect(credentials(signalsOf(attempt({ breakage: breakage('credentials') }), attempt())).status).toBe('green');
  });
});

describe('the queue', () => {
  const empty = { waiting: 0, oldestMs: 0, failed: 0, inDoubt: 0 };

  it('is unknown while the store is away', () => {
    expect(queue(undefined, defaultThresholds).status).toBe('unknown');
  });

  it('is green when nothing waits', () => {
    expect(queue(empty, defaultThresholds)).toMatchObject({
      status: 'green',
      reason: 'Nothing waits; 0 dead letters, 0 in doubt.',
    });
  });

  it('is orange when a call in doubt waits for a person', () => {
    expect(queue({ ...empty, inDoubt: 1 }, defaultThresholds).status).toBe('orange');
  });

  it('is orange when the oldest job waits long', () => {
    expect(queue({ ...empty, waiting: 2, oldestMs: 20 * 60_000 }, defaultThresholds)).toMatchObject({
      status: 'orange',
      reason: '2 waiting, the oldest for 20 min; 0 dead letters, 0 in doubt.',
    });
  });

  it('is red when the oldest job waits for more than an hour', () => {
    expect(queue({ ...empty, waiting: 1, oldestMs: hour }, defaultThresholds).status).toBe('red');
  });
});

describe('the probe', () => {
  const result = { at: 0, durationMs: 35, failure: 'the partner cannot be reached', failedInARow: 1 };

  it('is unknown before the first one', () => {
    expect(probe(undefined, defaultThresholds).status).toBe('unknown');
  });

  it('is green when it was answered', () => {
    expect(probe({ ...result, failure: undefined }, defaultThresholds).reason).toBe(
      'The last probe was answered in 35 ms.',
    );
  });

  it('is orange after one failure', () => {
    expect(probe(result, defaultThresholds).status).toBe('orange');
  });

  it('is red after three failures in a row', () => {
    expect(probe({ ...result, failedInARow: 3 }, defaultThresholds)).toMatchObject({
      status: 'red',
      reason: 'The last 3 probes failed: the partner cannot be reached.',
    });
  });
});

describe('the gateway', () => {
  it('is red when its store does not answer', async () => {
    expect((await storeCheck(() => Promise.reject(new Error('away')))).status).toBe('red');
  });

  it('is orange when its event loop is held up', () => {
    expect(judgeDelay(150, defaultThresholds)).toMatchObject({
      status: 'orange',
      reason: 'The event loop was held up for 150 ms at the 99th percentile.',
    });
  });
});
