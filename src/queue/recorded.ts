import { randomUUID } from 'node:crypto';
import { BreakageError, isInDoubt } from '../adapter/breakage.ts';
import { framesOf } from '../adapter/error-frames.ts';
import type { CallOutcome } from '../call/outcome.ts';
import type { Created, Held } from '../store/call-records.ts';
import { idempotencyKey } from '../store/idempotency-key.ts';
import type { IdempotencyKey } from '../store/idempotency-key.ts';
import { setSendingMark } from '../store/sending-mark.ts';
import { mayHaveRun } from '../store/store.ts';
import { accepted, handOver, handOverTaken, mayGoOn, takeBack, taken } from './acceptance.ts';
import { decide, settled, timeToGiveUp } from './decision.ts';
import type { Decision } from './decision.ts';
import type { Dispatched, DispatchRequest } from './dispatch.ts';
import { replay } from './replay.ts';
import { goOn } from './room.ts';
import type { Room } from './room.ts';
import { write, writeAtLast } from './writing.ts';

/** A recorded call while its caller may still be waiting. */
interface Run {
  readonly held: Held;
  readonly request: DispatchRequest;
  readonly giveUpAt: number;
  /** The caller was told that it goes on without it. */
  accepted: boolean;
  /** Its first byte may have left. */
  marked: boolean;
  /** Its attempts are over, and what became of it is being written down. */
  concluding: boolean;
}

/** What a caller's wait may run over, so that an attempt stopped in time is still answered for what it was. */
const graceMs = 100;

/** Writes a call down before its first byte, then carries it out while its caller waits, or hands it to the queue. */
export async function dispatchRecorded(room: Room, request: DispatchRequest): Promise<Dispatched> {
  const { bound, client, key: sent } = request;
  const scope = { client, adapter: bound.adapter.name, operation: bound.name };
  const key = sent === undefined ? undefined : idempotencyKey(room.sealer, scope, sent, request.input);
  for (let round = 1; ; round += 1) {
    const run = newRun(request, key);
    let created: Created;
    try {
      created = await create(room, run, key);
    } catch (error) {
      // Nobody else runs a call whose caller waits; one for the queue may stand there now.
      if (request.respondAsync && mayHaveRun(error)) return mayGoOn(run.held, error);
      throw error;
    }
    if (!created.bound) return request.respondAsync ? handOver(room, run.held, Date.now()) : firstRun(room, run);
    const answer = await replay(room, created, request);
    if (answer) return answer;
    // The run that had the key died without sending anything: the key is free again.
    if (round === 3) return { kind: 'refused', refusal: 'in_progress', retryAfterMs: 1_000 };
  }
}

function newRun(request: DispatchRequest, key: IdempotencyKey | undefined): Run {
  const held = { id: randomUUID(), adapter: request.bound.adapter.name, key: key?.name, token: randomUUID() };
  return {
    held,
    request,
    giveUpAt: timeToGiveUp(request.bound),
    accepted: request.respondAsync,
    marked: false,
    concluding: false,
  };
}

function create(room: Room, { held, request, giveUpAt }: Run, key: IdempotencyKey | undefined): Promise<Created> {
  const { bound, client, respondAsync, traceparent, traceId } = request;
  return room.records.create({
    id: held.id,
    adapter: held.adapter,
    operation: bound.name,
    client,
    key,
    token: held.token,
    traceparent,
    traceId,
    giveUpAt,
    input: request.json === undefined ? request.input : request.json,
    state: respondAsync ? 'queued' : 'running',
    dueAt: Date.now(),
    changes: respondAsync ? { accepted: true } : {},
  });
}

/** The first attempt, while the caller waits. It is carried to its end even where the caller does not wait for it. */
async function firstRun(room: Room, run: Run): Promise<Dispatched> {
  const { held, request } = run;
  room.leases.hold(held);
  const ended = carryOut(room, run).finally(() => room.leases.release(held));
  goOn(room, held, ended);
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), request.waitMs + graceMs);
  });
  try {
    const told = await Promise.race([ended, waited]);
    if (told) return told;
    return run.concluding ? await ended : await waitEnded(room, run);
  } finally {
    clearTimeout(timer);
  }
}

async function carryOut(room: Room, run: Run): Promise<Dispatched> {
  const { held, request } = run;
  const { bound, input, client } = request;
  const outcome = await room.caller.call({
    callId: held.id,
    bound,
    input,
    client,
    budgetMs: request.waitMs,
    single: bound.operation.retry.kind === 'queued',
    traceparent: request.traceparent,
    traceId: request.traceId,
    signal: request.signal,
    ...(!bound.operation.idempotent && {
      beforeFirstByte: async () => {
        await setSendingMark(room.records, held);
        run.marked = true;
      },
    }),
  });
  // A caller that hung up before the first byte was accepted for nothing.
  const mayWait = run.accepted || (bound.operation.retry.kind === 'queued' && !request.signal.aborted);
  return conclude(
    room,
    run,
    outcome,
    decide(outcome, { bound, tries: 0, giveUpAt: run.giveUpAt, mayWait, holdMs: room.times.holdMs }),
  );
}

async function conclude(room: Room, run: Run, { attempts }: CallOutcome, decision: Decision): Promise<Dispatched> {
  const { held, request } = run;
  run.concluding = true;
  const waits = decision.state === 'retrying' || decision.state === 'awaiting_partner';
  const job =
    waits || run.accepted || (decision.state === 'in_doubt' && request.bound.operation.retry.kind === 'queued');
  const step = settled(decision, { attempts, ...(job && { accepted: true }) });
  switch (decision.state) {
    case 'succeeded':
      await write(room, held, step, job);
      return { kind: 'output', output: decision.output, jobId: held.id };
    case 'retrying': {
      const { dueAt, breakage } = decision;
      if (await written(room, held, () => room.records.settle(held, step, true)))
        return handOver(room, held, dueAt, breakage.delivery);
      if (!run.accepted) return takeBack(room, held, attempts, breakage);
      // It was accepted when its caller's wait ended: it is written down when the store is back, and the sweep gives it its job.
      goOn(room, held, writeAtLast(room, held, step, true));
      return mayGoOn(held, breakage);
    }
    case 'awaiting_partner':
      return (await write(room, held, step, true))
        ? handOverTaken(room, held, decision.dueAt, request.bound.operation.idempotent)
        : taken(held, request.bound.operation.idempotent, undefined);
    default: {
      const kept = await write(room, held, step, job);
      if (decision.state === 'in_doubt' && job && kept) return accepted(room, held);
      return decision.state === 'in_doubt'
        ? inDoubt(held, request, decision.breakage)
        : { kind: 'breakage', breakage: decision.breakage, jobId: held.id, inDoubt: false };
    }
  }
}

function inDoubt(held: Held, { bound }: DispatchRequest, breakage: BreakageError): Dispatched {
  return {
    kind: 'breakage',
    breakage,
    jobId: held.id,
    inDoubt: isInDoubt(breakage.delivery, bound.operation.idempotent),
  };
}

/** The caller waits no longer, and the attempt goes on: it may have been sent. */
async function waitEnded(room: Room, run: Run): Promise<Dispatched> {
  const { held, request } = run;
  const breakage = new BreakageError('expired', 'The caller’s wait ended before the partner answered', {
    delivery: run.marked ? 'unknown' : 'none',
  });
  if (request.bound.operation.retry.kind !== 'queued' || request.signal.aborted)
    return inDoubt(held, request, breakage);
  run.accepted = true;
  const told = await written(room, held, () => room.records.accept(held));
  return told ? handOver(room, held, Date.now() + 2_000) : mayGoOn(held, breakage);
}

async function written(room: Room, held: Held, step: () => Promise<boolean>): Promise<boolean> {
  try {
    return await step();
  } catch (error) {
    room.log.warn(
      { where: framesOf(error), adapter: held.adapter, callId: held.id },
      'a call could not be handed to the queue',
    );
    return false;
  }
}
