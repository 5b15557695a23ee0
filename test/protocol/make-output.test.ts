import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Verdict } from '../../src/adapter/fault.ts';
import { notDone } from '../../src/adapter/fault.ts';
import type { Operation } from '../../src/adapter/operation.ts';
import { soap } from '../../src/adapter/operation.ts';
import type { Drift } from '../../src/codec/index.ts';
import { driftOf } from '../../src/protocol/attempt-breakage.ts';
import { outputOf } from '../../src/protocol/make-output.ts';
import { breakageOf, fateOf } from './breakage-of.ts';

const seen: Drift = { kind: 'enumeration', path: '/r/Statut', expected: 'a listed value', found: 'another value' };
const reply = { Statut: 'A', Date: 'private' };

function operation(overrides: Partial<Operation> = {}): Operation {
  const declared = soap({
    route: 'GET /orders/:reference',
    title: 'Follow an order',
    operation: { wsdl: 'x.wsdl', service: 's', port: 'p', operation: 'o' },
    input: z.object({ reference: z.string() }),
    encode: () => ({}),
    decode: () => ({ status: 'made' }),
    output: z.object({ status: z.enum(['made', 'sent']) }),
    example: { input: { reference: 'A-1' }, output: { status: 'made' } },
  });
  return { ...declared, ...overrides };
}

describe('outputOf', () => {
  it('is what decode makes of the reply, through the output schema', () => {
    const made = operation({ decode: (given) => ({ status: 'sent', extra: given }) });
    expect(outputOf(made, { content: reply, drift: [] })).toEqual({ status: 'sent' });
  });

  it('is drift with delivery done when the output schema refuses it, pointing at the place', async () => {
    const breakage = await breakageOf(() =>
      outputOf(operation({ decode: () => ({ status: undefined }) }), { content: reply, drift: [] }),
    );
    expect(breakage).toMatchObject({ kind: 'drift', delivery: 'done' });
    expect(breakage.message).toContain('/status');
    expect(driftOf(breakage)).toMatchObject([{ kind: 'output', path: '/status' }]);
  });

  it('never quotes the value that the output schema refuses', async () => {
    const breakage = await breakageOf(() =>
      outputOf(operation({ decode: () => ({ status: 'private' }) }), { content: reply, drift: [] }),
    );
    expect(JSON.stringify([breakage.message, driftOf(breakage), breakage.cause])).not.toContain('private');
  });

  it('is our bug with delivery done when decode throws on a reply that keeps the contract', async () => {
    const decode = (): never => {
      throw new TypeError('oops');
    };
    expect(await fateOf(() => outputOf(operation({ decode }), { content: reply, drift: [] }))).toEqual({
      kind: 'internal',
      delivery: 'done',
    });
  });

  it('is drift when decode throws on a reply that differs from the contract', async () => {
    const decode = (): never => {
      throw new TypeError('oops');
    };
    const breakage = await breakageOf(() => outputOf(operation({ decode }), { content: reply, drift: [seen] }));
    expect(breakage).toMatchObject({ kind: 'drift', delivery: 'done' });
    expect(driftOf(breakage)).toEqual([seen]);
  });

  it.each<[Verdict, string, string]>([
    ['not_found', 'not_found', 'refused'],
    ['rejected', 'rejected', 'refused'],
    ['failing', 'failing', 'unknown'],
    [notDone('failing'), 'failing', 'refused'],
  ])('is what the verdict %j says', async (verdict, kind, delivery) => {
    expect(
      await fateOf(() =>
        outputOf(operation({ verdict: { code: () => 'X', means: { X: verdict } } }), { content: reply, drift: [] }),
      ),
    ).toEqual({
      kind,
      delivery,
    });
  });

  it('goes on to decode when the verdict is success', () => {
    expect(
      outputOf(operation({ verdict: { code: () => 'X', means: { X: 'success' } } }), { content: reply, drift: [] }),
    ).toEqual({
      status: 'made',
    });
  });

  it('is drift when the verdict lists no such code', async () => {
    expect(
      await fateOf(() =>
        outputOf(operation({ verdict: { code: () => 'constructor', means: { X: 'success' } } }), {
          content: reply,
          drift: [],
        }),
      ),
    ).toEqual({ kind: 'drift', delivery: 'done' });
  });

  it('is the content itself in zero code, and null for a one-way operation', () => {
    const bare = operation({ bare: true });
    expect([outputOf(bare, { content: reply, drift: [] }), outputOf(bare, { content: undefined, drift: [] })]).toEqual([
      reply,
      null,
    ]);
  });
});
