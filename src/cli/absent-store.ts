import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { BreakageError } from '../adapter/breakage.ts';
import { parseKeyring } from '../store/keyring.ts';
import { createSealer } from '../store/seal.ts';
import type { Store } from '../store/store.ts';

const unavailable = (): Promise<never> =>
  Promise.reject(new BreakageError('store_unavailable', 'The gateway runs without a store: set REDIS_URL'));

/** A store that is never there, for zero code without Redis: what needs one gets `store_unavailable`. */
export function absentStore(): Store {
  return {
    sealer: createSealer(parseKeyring(`none:${randomBytes(32).toString('base64')}`)),
    run: unavailable,
    ping: unavailable,
    onReady: () => undefined,
    waitingConnection: () => new Redis({ lazyConnect: true }),
    close: () => Promise.resolve(),
  };
}
