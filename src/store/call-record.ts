import type { BreakageKind, Delivery } from '../adapter/breakage.ts';

export const settledStates = ['succeeded', 'failed', 'expired', 'cancelled'] as const;
export type CallState =
  | 'queued'
  | 'running'
  | 'retrying'
  | 'awaiting_partner'
  | 'in_doubt'
  | (typeof settledStates)[number];

/** One attempt as it is kept: nothing that the partner wrote but a code. */
export interface KeptAttempt {
  readonly at: string;
  readonly durationMs: number;
  readonly kind: BreakageKind | 'success';
  readonly delivery: Delivery;
  readonly code?: string;
}

/** What was written down of a call before its first byte, and what became of it. Times are milliseconds since the epoch. */
export interface CallRecord {
  readonly id: string;
  readonly adapter: string;
  readonly operation: string;
  readonly client: string;
  readonly state: CallState;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Its caller was told that the call goes on without it: a job. */
  readonly accepted: boolean;
  readonly attempts: readonly KeptAttempt[];
  /** Attempts that count against the operation's limit. */
  readonly tries: number;
  readonly nextAttemptAt: number | undefined;
  readonly giveUpAt: number | undefined;
  /** A message of it may have been sent by a run that has not said how it ended. */
  readonly marked: boolean;
  /** The look-up key of its idempotency key. */
  readonly key: string | undefined;
  readonly traceparent: string | undefined;
  readonly traceId: string | undefined;
  readonly sealed: { readonly [Field in SealedField]: string | undefined };
}

/** What is kept encrypted. */
export type SealedField = 'input' | 'output' | 'problem';

/** The fields of a Redis hash as a record; `undefined` for a hash that is none. */
export function readRecord(id: string, hash: Readonly<Record<string, string>>): CallRecord | undefined {
  const { adapter, operation, client, state } = hash;
  if (!adapter || !operation || client === undefined || !state) return undefined;
  return {
    id,
    adapter,
    operation,
    client,
    state: state as CallState,
    createdAt: Number(hash['createdAt']),
    updatedAt: Number(hash['updatedAt']),
    accepted: hash['accepted'] === '1',
    attempts: JSON.parse(hash['attempts'] ?? '[]') as KeptAttempt[],
    tries: Number(hash['tries'] ?? 0),
    nextAttemptAt: optionalNumber(hash['nextAttemptAt']),
    giveUpAt: optionalNumber(hash['giveUpAt']),
    marked: hash['mark'] !== undefined,
    key: hash['key'],
    traceparent: hash['traceparent'],
    traceId: hash['traceId'],
    sealed: { input: hash['input'], output: hash['output'], problem: hash['problem'] },
  };
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** What may be written of a record besides its state; `undefined` removes a field. */
export interface RecordChanges {
  readonly attempts?: readonly KeptAttempt[];
  readonly tries?: number;
  readonly accepted?: true;
  readonly nextAttemptAt?: number | undefined;
  readonly giveUpAt?: number;
  readonly output?: unknown;
  readonly problem?: unknown;
}

/** Attempts beyond these are forgotten, the oldest first: a job that waits for days must not grow. */
const mostAttempts = 50;

/** The changes as fields and values for a script; an empty value removes its field. */
export function writeFields(changes: RecordChanges, seal: (field: SealedField, value: unknown) => string): string[] {
  const fields: string[] = [];
  if (changes.attempts) fields.push('attempts', JSON.stringify(changes.attempts.slice(-mostAttempts)));
  if (changes.tries !== undefined) fields.push('tries', String(changes.tries));
  if (changes.accepted) fields.push('accepted', '1');
  if ('nextAttemptAt' in changes)
    fields.push('nextAttemptAt', changes.nextAttemptAt === undefined ? '' : String(changes.nextAttemptAt));
  if (changes.giveUpAt !== undefined) fields.push('giveUpAt', String(changes.giveUpAt));
  for (const field of ['output', 'problem'] as const) {
    if (field in changes) fields.push(field, changes[field] === undefined ? '' : seal(field, changes[field]));
  }
  return fields;
}
