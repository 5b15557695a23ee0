import { describe, expect, it } from 'vitest';
import type { AttemptEvent } from '../../src/call/outcome.ts';
import type { ProbeCall } from '../../src/health/prober.ts';
import { Prober } from '../../src/health/prober.ts';
import { breakage, sampleBound } from './sample.ts';

function proberOf(
  bound = sampleBound(),
  call: ProbeCall = () => Promise.resolve({}),
): { prober: Prober; events: AttemptEvent[] } {
  const events: AttemptEvent[] = [];
  return { prober: new Prober(bound, { call, observe: (event) => events.push(event), clock: () => 0 }), events };
}

describe('a probe', () => {
  it('asks the declared question', async () => {
    const asked: unknown[] = [];
    const probe = (calls: Readonly<Record<string, (input: unknown) => Promise<unknown>>>): Promise<unknown> =>
      calls['company']?.({ vatNumber: 'FR1' }) ?? Promise.resolve();
    const { prober } = proberOf(sampleBound({ probe }), (bound, input) => {
      asked.push([bound.name, input]);
      return Promise.resolve({});
    });
    await prober.run();
    expect(asked).toEqual([['company', { vatNumber: 'FR1' }]]);
  });

  it('is fine when the partner knows no such record', async () => {
    const { prober } = proberOf(sampleBound(), () => Promise.reject(breakage('not_found')));
    await prober.run();
    expect(prober.newest?.failure).toBeUndefined();
  });

  it('fails when the partner does not answer', async () => {
    const { prober } = proberOf(sampleBound(), () => Promise.reject(breakage('timeout')));
    await prober.run();
    expect(prober.newest).toMatchObject({ failure: 'the partner did not answer in time', failedInARow: 1 });
  });

  it('says nothing new while calls are stopped', async () => {
    const { prober } = proberOf(sampleBound(), () => Promise.reject(breakage('circuit_open')));
    await prober.run();
    expect(prober.newest).toBeUndefined();
  });

  it('never runs twice at a time', () => {
    const { prober } = proberOf();
    expect(prober.run()).toBe(prober.run());
  });

  it('only connects, where tcp() is declared', async () => {
    const { prober, events } = proberOf(sampleBound({ probe: { kind: 'tcp' } }));
    await prober.run();
    expect(events).toMatchObject([{ operation: 'tcp', probe: true }]);
  });

  it('announces a connection that failed', async () => {
    const connect = (): Promise<void> => Promise.reject(breakage('unreachable'));
    const { prober, events } = proberOf(sampleBound({ probe: { kind: 'tcp' } }, connect));
    await prober.run();
    expect(events[0]?.breakage?.kind).toBe('unreachable');
  });

  it('is not made where none is declared', () => {
    expect(proberOf(sampleBound({ probe: { kind: 'none', reason: 'billed' } })).prober.probes).toBe(false);
  });
});
