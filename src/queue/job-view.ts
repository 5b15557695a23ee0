import type { CallRecord } from '../store/call-record.ts';
import type { CallRecords } from '../store/call-records.ts';
import { KeyMissingError, SealBrokenError } from '../store/seal.ts';
import type { JobProblem, JobView } from './dispatch.ts';

/** A call record as `/jobs/<id>` shows it to its own client. */
export function jobView(records: CallRecords, record: CallRecord): JobView {
  const view = {
    id: record.id,
    adapter: record.adapter,
    operation: record.operation,
    client: record.client,
    state: record.state,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    attempts: record.attempts,
    ...(record.nextAttemptAt !== undefined && { nextAttemptAt: new Date(record.nextAttemptAt).toISOString() }),
  };
  try {
    const problem = records.open(record, 'problem') as JobProblem | undefined;
    return {
      ...view,
      ...(record.state === 'succeeded' && { output: records.open(record, 'output') }),
      ...(record.state !== 'succeeded' && problem && { problem }),
    };
  } catch (error) {
    if (!(error instanceof KeyMissingError || error instanceof SealBrokenError)) throw error;
    // The state is still true; what was sealed cannot be read until its key is back.
    return {
      ...view,
      problem: {
        kind: 'internal',
        delivery: 'done',
        detail: 'What is kept of this job cannot be read: ops must restore the key it was sealed with',
      },
    };
  }
}
