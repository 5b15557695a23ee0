import type { CallRecord } from '../store/call-record.ts';
import type { Created } from '../store/call-records.ts';
import type { Dispatched, DispatchRequest, JobProblem } from './dispatch.ts';
import { breakageOf } from './job-problem.ts';
import { jobView } from './job-view.ts';
import { recover } from './recovery.ts';
import type { Room } from './room.ts';

const askAgain: Dispatched = { kind: 'refused', refusal: 'in_progress', retryAfterMs: 1_000 };

/** The answer of a call that this idempotency key made before; `undefined` when the key has become free. */
export async function replay(
  room: Room,
  bound: Created & { bound: true },
  request: DispatchRequest,
): Promise<Dispatched | undefined> {
  if (!bound.sameInput) return { kind: 'refused', refusal: 'key_reused' };
  const record = await room.records.load(bound.id);
  if (!record) return undefined;
  if (record.accepted) return { kind: 'accepted', job: jobView(room.records, record) };
  if (record.state !== 'running') return answerOf(room, record, request);
  const now = await recover(room, record);
  if (now === 'busy' || now === 'running') return askAgain;
  const recovered = await room.records.load(bound.id);
  // Failed without having been sent: its key is free again.
  return recovered === undefined || recovered.state === 'failed' ? undefined : answerOf(room, recovered, request);
}

function answerOf(room: Room, record: CallRecord, { bound }: DispatchRequest): Dispatched {
  const { id: jobId, state } = record;
  const { idempotent, retry } = bound.operation;
  if (state === 'in_doubt' && retry.kind === 'queued') return { kind: 'accepted', job: jobView(room.records, record) };
  if (state === 'succeeded') return { kind: 'output', output: room.records.open(record, 'output'), jobId };
  const problem = room.records.open(record, 'problem') as JobProblem | undefined;
  // Retrying or awaiting, on its way to being accepted.
  if (!problem || state === 'retrying' || state === 'queued') return askAgain;
  return {
    kind: 'breakage',
    breakage: breakageOf(problem),
    jobId,
    inDoubt: state === 'in_doubt' && !idempotent,
  };
}
