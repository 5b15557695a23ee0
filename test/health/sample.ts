import { z } from 'zod';
import type { Adapter } from '../../src/adapter/adapter.ts';
import type { BreakageFacts, BreakageKind } from '../../src/adapter/breakage.ts';
import { BreakageError } from '../../src/adapter/breakage.ts';
import type { AttemptEvent } from '../../src/call/outcome.ts';
import type { BoundAdapter, BoundOperation } from '../../src/protocol/bound.ts';

/** An adapter that is only watched, never called. */
export function sampleAdapter(health: Partial<Adapter['health']> = {}): Adapter {
  return {
    name: 'tva',
    title: 'TVA',
    env: z.object({}),
    endpoint: () => ({ url: 'http://127.0.0.1:9', auth: { kind: 'none' } }),
    headers: undefined,
    faults: {},
    operations: {},
    health: { every: '1m', slowAfter: '2s', probe: ({ company }) => company?.({}) ?? Promise.resolve(), ...health },
  };
}

export function sampleBound(
  health: Partial<Adapter['health']> = {},
  connect: () => Promise<void> = () => Promise.resolve(),
): BoundAdapter {
  const adapter = sampleAdapter(health);
  const company = { adapter, name: 'company', checkInput: (json: unknown) => json } as unknown as BoundOperation;
  return { adapter, operations: new Map([['company', company]]), connect, close: () => Promise.resolve() };
}

export function breakage(kind: BreakageKind, facts: BreakageFacts = {}): BreakageError {
  return new BreakageError(kind, 'In words.', facts);
}

/** One attempt; a success of 100 ms where nothing else is said. */
export function attempt(facts: Partial<AttemptEvent> = {}): AttemptEvent {
  return {
    adapter: 'tva',
    operation: 'company',
    address: 'http://127.0.0.1:9',
    callId: 'call-1',
    attemptId: 'attempt-1',
    attempt: 1,
    client: 'local',
    probe: false,
    startedAt: new Date(0),
    durationMs: 100,
    drift: [],
    traceId: undefined,
    ...facts,
  };
}

export const broken = (kind: BreakageKind = 'failing'): AttemptEvent => attempt({ breakage: breakage(kind) });
