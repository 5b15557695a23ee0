import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Monitor, MonitorOptions } from '../../src/health/monitor.ts';
import { createMonitor } from '../../src/health/monitor.ts';
import { attempt, breakage, broken, sampleBound } from './sample.ts';

const empty = { waiting: 0, oldestMs: 0, failed: 0, inDoubt: 0 };

function monitorOf(options: Partial<MonitorOptions> = {}): Monitor {
  return createMonitor({
    adapters: [sampleBound({ probe: { kind: 'none', reason: 'billed' } })],
    breakers: () => new Map(),
    depth: () => Promise.resolve(empty),
    probe: () => Promise.resolve({}),
    ping: () => Promise.resolve(),
    log: pino({ level: 'silent' }),
    ...options,
  });
}

const statusOf = async (monitor: Monitor): Promise<string | undefined> => (await monitor.adapter('tva'))?.status;

describe('the monitor', () => {
  it('shows an adapter that nothing was seen of as unknown', async () => {
    expect(await statusOf(monitorOf())).toBe('unknown');
  });

  it('shows an adapter that answers as green', async () => {
    const monitor = monitorOf();
    monitor.observe(attempt());
    expect(await statusOf(monitor)).toBe('green');
  });

  it('shows the worst of the checks', async () => {
    const monitor = monitorOf();
    monitor.observe(attempt({ breakage: breakage('credentials') }));
    expect(await statusOf(monitor)).toBe('red');
  });

  it('is red, then orange, then green again', async () => {
    let now = 0;
    const monitor = monitorOf({ clock: () => now });
    const seen: unknown[] = [];
    const look = async (minutes: number): Promise<void> => {
      now = minutes * 60_000;
      seen.push(await statusOf(monitor));
    };
    for (let count = 0; count < 3; count += 1) monitor.observe(broken());
    await look(0);
    now = 60_000;
    monitor.observe(attempt());
    await look(4);
    monitor.observe(attempt());
    await look(6);
    now = 8 * 60_000;
    monitor.observe(attempt());
    now = 11 * 60_000;
    monitor.observe(attempt());
    await look(12);
    expect(seen).toEqual(['red', 'red', 'orange', 'green']);
  });

  it('knows no adapter of another name', async () => {
    expect(await monitorOf().adapter('other')).toBeUndefined();
  });

  it('shows what waits', async () => {
    const monitor = monitorOf({ depth: () => Promise.resolve({ ...empty, waiting: 3, oldestMs: 9_000 }) });
    expect((await monitor.adapter('tva'))?.backlog).toEqual({ ...empty, waiting: 3, oldestMs: 9_000 });
  });

  it('shows the queue as unknown while the store is away', async () => {
    const monitor = monitorOf({ depth: () => Promise.reject(breakage('store_unavailable')) });
    const checks = (await monitor.adapter('tva'))?.checks;
    expect(checks?.find((check) => check.name === 'queue')?.status).toBe('unknown');
  });

  it('shows its own store as red while it is away', async () => {
    const { gateway, status } = await monitorOf({ ping: () => Promise.reject(new Error('away')) }).all();
    expect([gateway.find((check) => check.name === 'store')?.status, status]).toEqual(['red', 'red']);
  });

  it('has neither store nor queue to show without a store', async () => {
    const { adapters, gateway } = await monitorOf({ ping: undefined }).all();
    const names = [...gateway, ...(adapters[0]?.checks ?? [])].map((check) => check.name);
    expect(names).toEqual(['event_loop', 'availability', 'latency', 'drift', 'credentials']);
  });

  it('counts attempts for Prometheus by what became of them', async () => {
    const monitor = monitorOf();
    monitor.observe(attempt());
    monitor.observe(broken('timeout'));
    expect((await monitor.metrics()).body).toContain(
      'passerelle_attempts_total{adapter="tva",operation="company",kind="timeout"} 1',
    );
  });

  it('shows each check’s status to Prometheus', async () => {
    const monitor = monitorOf();
    monitor.observe(attempt());
    expect((await monitor.metrics()).body).toContain('passerelle_adapter_status{adapter="tva",check="availability"} 0');
  });

  it('takes the queue’s numbers off while the store is away', async () => {
    const monitor = monitorOf({ depth: () => Promise.reject(breakage('store_unavailable')) });
    expect((await monitor.metrics()).body).not.toContain('passerelle_queue_waiting{');
  });
});
