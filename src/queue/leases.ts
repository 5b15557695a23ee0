import type { Logger } from 'pino';
import type { CallRecords, Held } from '../store/call-records.ts';

/** The calls that this process runs: their leases are renewed until they end. */
export interface Leases {
  hold(held: Held): void;
  release(held: Held): void;
  close(): void;
}

export function createLeases(records: CallRecords, leaseMs: number, log: Logger): Leases {
  const running = new Map<string, Held>();
  const renewAll = (): void => {
    for (const held of running.values()) {
      records
        .renew(held)
        .catch((error: unknown) => log.debug({ err: error, callId: held.id }, 'a lease was not renewed'));
    }
  };
  const timer = setInterval(renewAll, leaseMs / 3);
  timer.unref();
  return {
    hold: (held) => void running.set(held.token, held),
    release: (held) => void running.delete(held.token),
    close: () => clearInterval(timer),
  };
}
