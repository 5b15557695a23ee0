import type { Redis } from 'ioredis';
import { readRecord, settledStates, writeFields } from './call-record.ts';
import type { CallRecord, CallState, RecordChanges, SealedField } from './call-record.ts';
import * as scripts from './call-scripts.ts';
import type { IdempotencyKey, KeyScope } from './idempotency-key.ts';
import { callKeys, listKey, recordKey } from './keys.ts';
import type { CallList } from './keys.ts';
import type { Place } from './seal.ts';
import type { Store } from './store.ts';

/** A call that this run holds: nobody else moves it while its lease lives. */
export interface Held {
  readonly id: string;
  readonly adapter: string;
  readonly key: string | undefined;
  readonly token: string;
}

export interface NewCall extends KeyScope {
  readonly id: string;
  readonly input: unknown;
  readonly key: IdempotencyKey | undefined;
  readonly giveUpAt: number | undefined;
  readonly traceparent: string | undefined;
  readonly traceId: string | undefined;
  /** `running` is held under `token`; the others wait until `dueAt`. */
  readonly state: 'running' | 'queued' | 'retrying' | 'awaiting_partner';
  readonly token: string;
  readonly dueAt: number;
  readonly changes: RecordChanges;
}

/** Nothing, or what the idempotency key is bound to already. */
export type Created =
  | { readonly bound: false }
  | { readonly bound: true; readonly id: string; readonly sameInput: boolean };

/** `keep` where the call is unsettled, `free` where it may be sent again, `settle` where its answer is to be replayed. */
export type KeyFate = 'keep' | 'free' | 'settle';

export interface Settled {
  readonly state: CallState;
  readonly dueAt: number;
  readonly key: KeyFate;
  readonly changes: RecordChanges;
}

/** The call records. Every function throws a BreakageError `store_unavailable` when the store is away. */
export type CallRecords = ReturnType<typeof callRecords>;

const day = 86_400_000;
const commands = new WeakSet<Redis>();
type Command = (...argumentsOf: (string | number)[]) => Promise<unknown>;

const place = (id: string, field: SealedField): Place => ({ kind: 'call', id, field });

/** Results are kept 7 days, dead letters 30, what is unsettled until it is settled. */
function keepMs(state: CallState, job: boolean): number {
  if (!(settledStates as readonly string[]).includes(state)) return 0;
  return state === 'succeeded' || !job ? 7 * day : 30 * day;
}

export function callRecords(store: Store, leaseMs: number) {
  const { sealer } = store;
  const run = (script: keyof typeof scripts, held: Held, ...rest: (string | number)[]): Promise<unknown> =>
    store.run((redis) =>
      command(redis, script)(...callKeys(held.id, held.adapter, held.key), held.id, Date.now(), held.token, ...rest),
    );
  const fields = (id: string, changes: RecordChanges): string[] =>
    writeFields(changes, (field, value) => sealer.seal(place(id, field), value));
  const load = async (id: string): Promise<CallRecord | undefined> => {
    const hash = await store.run((redis) => redis.hgetall(recordKey(id)));
    return readRecord(id, hash);
  };

  return {
    load,

    async create(call: NewCall): Promise<Created> {
      const { id, adapter, key, token } = call;
      const known = [
        'adapter',
        adapter,
        'operation',
        call.operation,
        'client',
        call.client,
        'input',
        sealer.seal(place(id, 'input'), call.input),
        ...(key ? ['key', key.name] : []),
        ...(call.giveUpAt === undefined ? [] : ['giveUpAt', String(call.giveUpAt)]),
        ...(call.traceparent ? ['traceparent', call.traceparent] : []),
        ...(call.traceId ? ['traceId', call.traceId] : []),
      ];
      const bound = await run(
        'create',
        { id, adapter, key: key?.name, token },
        call.state === 'running' ? leaseMs : '',
        call.state,
        call.dueAt,
        key?.input ?? '',
        ...known,
        ...fields(id, call.changes),
      );
      if (!Array.isArray(bound)) return { bound: false };
      const [other, input] = bound as string[];
      return { bound: true, id: other ?? '', sameInput: input === key?.input };
    },

    /** `taken`: this run holds it now. `busy`: another does. Otherwise the state that forbids it, or `gone`. */
    async take(held: Held): Promise<'taken' | 'busy' | 'gone' | CallState> {
      return (await run('take', held, leaseMs)) as 'taken' | 'busy' | 'gone' | CallState;
    },

    /** Whether this run may send. */
    async mark(held: Held): Promise<boolean> {
      return (await run('mark', held)) === 1;
    },

    /** Moves a held call on and lets go of it. False when it was no longer held. */
    async settle(held: Held, { state, dueAt, key, changes }: Settled, job: boolean): Promise<boolean> {
      return (await run('settle', held, state, dueAt, keepMs(state, job), key, ...fields(held.id, changes))) === 1;
    },

    /** Settles a call whose run died: in doubt when it was marked, on to the queue when it was accepted, failed otherwise. */
    async recover(held: Held, problems: { lost: unknown; inDoubt: unknown }): Promise<'busy' | 'gone' | CallState> {
      const sealed = [problems.lost, problems.inDoubt].map((problem) =>
        sealer.seal(place(held.id, 'problem'), problem),
      );
      return (await run('recover', held, keepMs('failed', false), ...sealed)) as 'busy' | 'gone' | CallState;
    },

    /** Takes back a call that could not be accepted. False when the queue already has it. */
    async withdraw(held: Held, problem: unknown): Promise<boolean> {
      return (
        (await run('withdraw', held, keepMs('failed', false), sealer.seal(place(held.id, 'problem'), problem))) === 1
      );
    },

    async accept(held: Held): Promise<boolean> {
      return (await run('accept', held)) === 1;
    },

    async renew(held: Held): Promise<boolean> {
      return (await run('renew', held, leaseMs)) === 1;
    },

    /** Throws a KeyMissingError or a SealBrokenError. `undefined` when the record has no such field. */
    open(record: CallRecord, field: SealedField): unknown {
      const sealed = record.sealed[field];
      return sealed === undefined ? undefined : sealer.open(place(record.id, field), sealed);
    },

    /** Up to 1,000 calls of a list whose score lies below a time, the oldest first. */
    list(list: CallList, adapter: string, below: number): Promise<string[]> {
      return store.run((redis) => redis.zrangebyscore(listKey(list, adapter), '-inf', below, 'LIMIT', 0, 1_000));
    },

    /** Dead letters whose record is gone leave their list. */
    async forgetDead(adapter: string): Promise<void> {
      await store.run((redis) =>
        redis.zremrangebyscore(listKey('dead', adapter), '-inf', String(Date.now() - 30 * day)),
      );
    },

    async depth(adapter: string): Promise<{ waiting: number; oldestMs: number; failed: number; inDoubt: number }> {
      const [waiting, oldest, failed, inDoubt] = await store.run((redis) =>
        Promise.all([
          redis.zcard(listKey('since', adapter)),
          redis.zrange(listKey('since', adapter), '0', '0', 'WITHSCORES'),
          redis.zcard(listKey('dead', adapter)),
          redis.zcard(listKey('in_doubt', adapter)),
        ]),
      );
      return {
        waiting,
        oldestMs: oldest[1] === undefined ? 0 : Math.max(0, Date.now() - Number(oldest[1])),
        failed,
        inDoubt,
      };
    },
  };
}

/** The script as a command of this connection, sent by its hash. */
function command(redis: Redis, script: keyof typeof scripts): Command {
  if (!commands.has(redis)) {
    for (const [name, lua] of Object.entries(scripts))
      redis.defineCommand(`passerelle_${name}`, { numberOfKeys: 8, lua });
    commands.add(redis);
  }
  return (...argumentsOf) =>
    (redis as unknown as Record<string, Command>)[`passerelle_${script}`]?.apply(redis, argumentsOf) ??
    unknownScript(script);
}

function unknownScript(script: string): Promise<never> {
  throw new Error(`the script ${script} is not defined`);
}
