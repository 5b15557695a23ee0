import { BreakageError } from '../adapter/breakage.ts';
import { markValidMs } from '../adapter/sending-mark.ts';
import type { CallRecords, Held } from './call-records.ts';

/**
 * Sets the sending mark of a non-idempotent call: to be awaited right before its first byte. When it throws, the byte
 * may not leave: the mark is another's, or was not acknowledged in time.
 */
export async function setSendingMark(records: CallRecords, held: Held): Promise<void> {
  const asked = performance.now();
  if (!(await records.mark(held))) {
    throw new BreakageError('store_unavailable', 'Another run of this call may have sent it', { delivery: 'none' });
  }
  if (performance.now() - asked >= markValidMs) {
    throw new BreakageError('store_unavailable', 'The store took too long to write the call down', {
      delivery: 'none',
    });
  }
}
