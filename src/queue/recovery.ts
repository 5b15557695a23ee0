import { BreakageError } from '../adapter/breakage.ts';
import type { CallState } from '../store/call-record.ts';
import { jobProblem } from './job-problem.ts';
import type { Room } from './room.ts';

const problems = {
  lost: jobProblem(new BreakageError('internal', 'The gateway stopped before anything was sent', { delivery: 'none' })),
  inDoubt: jobProblem(
    new BreakageError(
      'internal',
      'The gateway stopped after the message may have been sent, and before its answer was kept',
      { delivery: 'unknown' },
    ),
  ),
};

/**
 * Settles a running call whose run died: in doubt when its sending mark was set, back to the queue when it was
 * accepted, failed otherwise. Gives `busy` while the run lives.
 */
export async function recover(
  room: Room,
  call: { id: string; adapter: string; key: string | undefined },
): Promise<'busy' | 'gone' | CallState> {
  const found = await room.records.recover({ ...call, token: '' }, problems);
  if (found === 'in_doubt')
    room.log.error({ adapter: call.adapter, callId: call.id, state: found }, 'a call is in doubt: its run died');
  return found;
}
