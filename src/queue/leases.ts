import type { Logger } from 'pino';
import { framesOf } from '../adapter/error-frames.ts';
import type { CallRecords, Held } from '../store/call-records.ts';

/** The calls that this process runs: their leases are renewed until they end. */
export interface Leases {
  hold(held: Held): void;
  release(held: Held): void;
  /** Whether this process runs the call, whatever became of its lease. */
  holds(id: string): boolean;
  /** Renews all of them now. */
  renew(): Promise<void>;
  close(): void;
}

export function createLeases(records: CallRecords, leaseMs: number, log: Logger): Leases {
  const running = new Map<string, Held>();
  const renewOne = async (held: Held): Promise<void> => {
    try {
      await records.renew(held);
    } catch (error) {
      log.debug({ where: framesOf(error), callId: held.id }, 'a lease was not renewed');
    }
  };
  const renew = async (): Promise<void> => {
    await Promise.all([...running.values()].map(renewOne));
  };
  const timer = setInterval(() => void renew(), leaseMs / 3);
  timer.unref();
  return {
    hold: (held) => void running.set(held.token, held),
    release: (held) => void running.delete(held.token),
    holds: (id) => [...running.values()].some((held) => held.id === id),
    renew,
    close: () => clearInterval(timer),
  };
}
