import { vi } from 'vitest';
import { createCaller } from '../../src/call/caller.ts';
import type { AttemptEvent, CallOutcome, CallRequest } from '../../src/call/outcome.ts';
import { scripted } from './bound-operation.ts';
import type { ScriptedOperation } from './bound-operation.ts';

export const never = new Promise<never>(() => undefined);

export const kindOf = (outcome: CallOutcome): string => (outcome.ok ? 'success' : outcome.breakage.kind);

/** A caller over one operation with a script. */
export function one(operation: ScriptedOperation, limits = {}) {
  const events: AttemptEvent[] = [];
  const partner = scripted('optique', { op: { idempotent: true, ...operation } });
  const caller = createCaller({ observers: [(event) => events.push(event)], limits });
  const call = (more: Partial<CallRequest> = {}): Promise<CallOutcome> =>
    caller.call({ callId: 'c1', bound: partner.of('op'), input: {}, client: 'shop', budgetMs: 5_000, ...more });
  return { call, caller, events, attempts: partner.attempts('op') };
}

/** Lets a call run to its end whatever it waits for. */
export async function ended<Value>(promise: Promise<Value>): Promise<Value> {
  await vi.advanceTimersByTimeAsync(60_000);
  return promise;
}
