import { z } from 'zod';
import type { Adapter } from '../../src/adapter/adapter.ts';
import { BreakageError } from '../../src/adapter/breakage.ts';
import type { BreakageFacts, BreakageKind } from '../../src/adapter/breakage.ts';
import type { Operation } from '../../src/adapter/operation.ts';
import type { Attempt, BoundAdapter, BoundOperation, OperationSchemas } from '../../src/protocol/bound.ts';

/** What a scripted partner does with one message. The last step of a script repeats. */
export type Step = (input: unknown, attempt: Attempt) => Promise<unknown>;

/** The partner answers. */
export const answers =
  (output: unknown): Step =>
  async (_input, attempt) => {
    await attempt.beforeFirstByte?.();
    return output;
  };

/** The message is sent, and comes to nothing. */
export const breaks =
  (kind: BreakageKind, facts: BreakageFacts = {}): Step =>
  async (_input, attempt) => {
    await attempt.beforeFirstByte?.();
    throw new BreakageError(kind, `scripted ${kind}`, facts);
  };

/** Nothing is ever sent. */
export const unreachable: Step = async () => {
  throw new BreakageError('unreachable', 'scripted unreachable');
};

/** The message is sent, and the partner answers when told to; given up where the attempt is. */
export const waitsFor =
  (gate: Promise<unknown>): Step =>
  async (_input, attempt) => {
    await attempt.beforeFirstByte?.();
    const limits = [
      new Promise((_resolve, reject) => {
        attempt.signal.addEventListener('abort', () => reject(new BreakageError('interrupted', 'scripted abort')), {
          once: true,
        });
      }),
      new Promise((_resolve, reject) => {
        setTimeout(() => reject(new BreakageError('timeout', 'scripted timeout')), attempt.timeoutMs).unref();
      }),
    ];
    for (const limit of limits) limit.catch(() => undefined);
    return Promise.race([gate, ...limits]);
  };

export interface ScriptedOperation extends Partial<
  Pick<Operation, 'idempotent' | 'retry' | 'deadline' | 'attemptTimeout' | 'pending' | 'input'>
> {
  readonly script: readonly Step[];
  readonly address?: (input: unknown, client: string | undefined) => string;
}

export interface Scripted {
  readonly adapter: BoundAdapter;
  readonly of: (operation: string) => BoundOperation;
  /** The attempts made of an operation, those that never left included. */
  readonly attempts: (operation: string) => readonly Attempt[];
}

const get = <Value>(map: Map<string, Value>, key: string): Value => {
  const value = map.get(key);
  if (value === undefined) throw new Error(`no operation ${key}`);
  return value;
};

/** An adapter whose operations follow a script instead of talking to a partner. */
export function scripted(
  name: string,
  operations: Readonly<Record<string, ScriptedOperation>>,
  faults: Adapter['faults'] = {},
): Scripted {
  const declared: Record<string, Operation> = {};
  const bound = new Map<string, BoundOperation>();
  const made = new Map<string, Attempt[]>();
  const adapter = {
    name,
    title: name,
    env: z.object({}),
    endpoint: () => {
      throw new Error('not used');
    },
    headers: undefined,
    faults,
    operations: declared,
    health: { every: '1m', slowAfter: '2s', probe: { kind: 'tcp' } },
  } as unknown as Adapter;
  for (const [key, { script, address, ...rest }] of Object.entries(operations)) {
    const operation = {
      route: `POST /${key}`,
      title: key,
      input: z.unknown(),
      output: z.unknown(),
      example: { input: {}, output: {} },
      idempotent: false,
      retry: { kind: 'never' },
      deadline: '5s',
      attemptTimeout: '2s',
      pending: undefined,
      encode: undefined,
      decode: (reply: unknown) => reply,
      verdict: undefined,
      bare: false,
      ...rest,
    } as unknown as Operation;
    const attempts: Attempt[] = [];
    made.set(key, attempts);
    declared[key] = operation;
    bound.set(key, {
      adapter,
      name: key,
      operation,
      inputSchema: {},
      outputSchema: {},
      schemas: {} as OperationSchemas,
      checkInput(json) {
        const checked = operation.input.safeParse(json);
        if (!checked.success) throw new BreakageError('invalid', 'The input does not fit');
        return checked.data;
      },
      address: address ?? (() => `http://${name}.test`),
      async attempt(input, attempt) {
        attempts.push(attempt);
        const step = script[Math.min(attempts.length, script.length) - 1];
        return { output: await step?.(input, attempt), drift: [], replyBytes: 0 };
      },
    });
  }
  return {
    adapter: { adapter, operations: bound, connect: async () => undefined, close: async () => undefined },
    of: (key) => get(bound, key),
    attempts: (key) => get(made, key),
  };
}
