import { BreakageError } from '../../src/adapter/breakage.ts';
import type { Store } from '../../src/store/store.ts';

/** A store that fails at the next thing asked of it, when it is told to. */
export interface LosingStore extends Store {
  /** It is carried out, and its answer is lost on the way. */
  lose(): void;
  /** It is not carried out, nor what is asked after it, so many times. */
  refuse(times?: number): void;
}

export function losing(store: Store): LosingStore {
  let isLost = false;
  let refusals = 0;
  return {
    ...store,
    lose() {
      isLost = true;
    },
    refuse(times = 1) {
      refusals = times;
    },
    async run(work) {
      if (refusals > 0) {
        refusals -= 1;
        throw new BreakageError('store_unavailable', 'away');
      }
      const lost = isLost;
      isLost = false;
      return store.run(async (connection) => {
        const result = await work(connection);
        if (lost) throw new Error('Command timed out');
        return result;
      });
    },
  };
}
