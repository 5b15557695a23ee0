import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import droits from '../../adapters/droits/adapter.ts';
import optique from '../../adapters/optique/adapter.ts';
import tva from '../../adapters/tva/adapter.ts';
import type { Adapter } from '../../src/adapter/adapter.ts';
import { BreakageError } from '../../src/adapter/breakage.ts';
import { bindAdapter } from '../../src/protocol/bind.ts';
import type { BoundAdapter } from '../../src/protocol/bound.ts';
import { startSimulator } from '../support/simulator.ts';
import type { Simulator } from '../support/simulator.ts';

interface Outcome {
  readonly kind: string;
  readonly delivery: string;
  readonly drift: readonly string[];
}

function bind(adapter: Adapter, env: Readonly<Record<string, string>>): BoundAdapter {
  return bindAdapter(adapter, adapter.env.parse(env), { wsdlRoot: 'wsdl' });
}

async function call(
  bound: BoundAdapter,
  name: string,
  input?: unknown,
  timeoutMs = 10_000,
  callId: string = crypto.randomUUID(),
): Promise<unknown> {
  const operation = bound.operations.get(name);
  if (!operation) throw new Error(`no operation ${name}`);
  const attempt = {
    callId,
    attemptId: crypto.randomUUID(),
    client: 'test',
    now: new Date(),
    timeoutMs,
    traceparent: undefined,
  };
  const given = operation.checkInput(input ?? operation.operation.example.input);
  return operation.attempt(given, { ...attempt, signal: new AbortController().signal });
}

async function outcomeOf(calling: Promise<unknown>): Promise<Outcome> {
  try {
    const { drift } = (await calling) as { drift: readonly { kind: string }[] };
    return { kind: 'success', delivery: 'done', drift: drift.map(({ kind }) => kind) };
  } catch (error) {
    if (!(error instanceof BreakageError)) throw error;
    return { kind: error.kind, delivery: error.delivery, drift: [] };
  }
}

const partners = [
  { adapter: tva, read: 'company', newvalue: { kind: 'success', delivery: 'done', drift: ['enumeration'] } },
  { adapter: droits, read: 'rights', newvalue: { kind: 'success', delivery: 'done', drift: ['enumeration'] } },
  { adapter: optique, read: 'order', newvalue: { kind: 'drift', delivery: 'done', drift: [] } },
];

describe.each(partners)('the simulator of $adapter.name', ({ adapter, read, newvalue }) => {
  let simulator: Simulator;
  let bound: BoundAdapter;

  beforeAll(async () => {
    simulator = await startSimulator(adapter.name);
    bound = bind(adapter, simulator.env);
  });
  afterAll(async () => {
    await bound.close();
    await simulator.stop();
  });

  test.each(Object.keys(adapter.operations))('answers the example of %s without drift', async (name) => {
    await simulator.reset();

    expect(await outcomeOf(call(bound, name))).toEqual({ kind: 'success', delivery: 'done', drift: [] });
  });

  test.each([
    ['down', 10_000, { kind: 'interrupted', delivery: 'unknown' }],
    ['refuse', 10_000, { kind: 'unreachable', delivery: 'none' }],
    ['slow', 500, { kind: 'timeout', delivery: 'unknown' }],
    ['hang', 500, { kind: 'timeout', delivery: 'unknown' }],
    ['truncate', 10_000, { kind: 'malformed', delivery: 'unknown' }],
    ['fail', 10_000, { kind: 'failing', delivery: 'unknown' }],
    ['maintenance', 10_000, { kind: 'failing', delivery: 'refused' }],
    ['busy', 10_000, { kind: 'throttled', delivery: 'refused' }],
    ['credentials', 10_000, { kind: 'credentials', delivery: 'refused' }],
    ['error', 10_000, { kind: 'failing', delivery: 'unknown' }],
    ['html', 10_000, { kind: 'malformed', delivery: 'unknown' }],
    ['empty', 10_000, { kind: 'malformed', delivery: 'unknown' }],
    ['drift', 10_000, { kind: 'drift', delivery: 'done' }],
  ])('breaks as %s', async (mode, timeoutMs, expected) => {
    await simulator.reset();
    await simulator.turn(mode, { delayMs: 60_000 });

    expect(await outcomeOf(call(bound, read, undefined, timeoutMs))).toMatchObject(expected);
  });

  test('sends a value that its enumeration does not list', async () => {
    await simulator.reset();
    await simulator.turn('newvalue');

    expect(await outcomeOf(call(bound, read))).toEqual(newvalue);
  });

  test('is honest again after the number of messages it was turned for', async () => {
    await simulator.reset();
    await simulator.turn('busy', { times: 1 });
    const first = await outcomeOf(call(bound, read));
    const second = await outcomeOf(call(bound, read));

    expect([first.kind, second.kind]).toEqual(['throttled', 'success']);
  });

  test('counts what it received', async () => {
    await simulator.reset();
    await call(bound, read);
    await call(bound, read);

    expect((await simulator.received()).total).toBe(2);
  });
});

describe('the simulator of droits', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator('droits');
  });
  afterAll(() => simulator.stop());

  test('refuses another password', async () => {
    const bound = bind(droits, { ...simulator.env, DROITS_PASSWORD: 'wrong' });
    onTestFinished(() => bound.close());

    expect(await outcomeOf(call(bound, 'rights'))).toMatchObject({ kind: 'credentials', delivery: 'refused' });
  });
});

describe('the simulator of optique', () => {
  let simulator: Simulator;
  let bound: BoundAdapter;
  const dear = {
    memberNumber: '0042371',
    optician: '750000001',
    prescribedOn: new Date().toISOString().slice(0, 10),
    lenses: [{ eye: 'left', sphere: '1', price: '900' }],
  };

  beforeAll(async () => {
    simulator = await startSimulator('optique');
    bound = bind(optique, simulator.env);
  });
  afterAll(async () => {
    await bound.close();
    await simulator.stop();
  });

  test('refuses another password', async () => {
    const stranger = bind(optique, { ...simulator.env, OPTIQUE_PASSWORD: 'wrong' });
    onTestFinished(() => stranger.close());

    expect(await outcomeOf(call(stranger, 'order'))).toMatchObject({ kind: 'credentials', delivery: 'refused' });
  });

  test('grants a pending agreement when it is asked for again', async () => {
    const asked = (await call(bound, 'requestAgreement', dear)) as { output: { reference: string; status: string } };
    const { reference } = asked.output;
    await call(bound, 'agreement', { reference });
    const answered = await call(bound, 'agreement', { reference });

    expect([asked, answered]).toMatchObject([
      { output: { status: 'pending' } },
      { output: { reference, status: 'granted' } },
    ]);
  });

  test('follows an order that was placed', async () => {
    const placed = (await call(bound, 'placeOrder')) as { output: { reference: string } };
    const { reference } = placed.output;

    expect(await call(bound, 'order', { reference })).toMatchObject({ output: { reference, status: 'registered' } });
  });

  test('makes two pairs of glasses of one IdEmetteur, and counts both messages', async () => {
    await simulator.reset();
    const first = (await call(bound, 'placeOrder', undefined, 10_000, 'the-same-call')) as {
      output: { reference: string };
    };
    const second = (await call(bound, 'placeOrder', undefined, 10_000, 'the-same-call')) as typeof first;

    expect(second.output.reference).not.toBe(first.output.reference);
    expect((await simulator.received()).byReference).toMatchObject({ 'the-same-call': 2 });
  });

  test('cancels an order twice with one result, and not once it has left', async () => {
    await simulator.reset();
    const first = await call(bound, 'cancelOrder', { reference: 'CMD-000002' });
    const second = await call(bound, 'cancelOrder', { reference: 'CMD-000002' });

    expect(second).toEqual(first);
    expect(await outcomeOf(call(bound, 'cancelOrder', { reference: 'CMD-000001' }))).toMatchObject({
      kind: 'rejected',
    });
  });
});

test('a simulator ends with its parent', async () => {
  const script = `
    const child = require('node:child_process').spawn(process.execPath, ['adapters/tva/simulator.ts'], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdout.once('data', () => console.log(child.pid));`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [pid] = (await once(createInterface(parent.stdout), 'line')) as [string];
  parent.kill('SIGKILL');

  await vi.waitFor(() => expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH'), { timeout: 10_000 });
});
