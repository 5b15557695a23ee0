import { expect, test } from 'vitest';
import { z } from 'zod';
import type { BreakageFacts, BreakageKind } from '../../src/adapter/breakage.ts';
import { BreakageError } from '../../src/adapter/breakage.ts';
import type { Dispatched } from '../../src/queue/dispatch.ts';
import { fakeAdapter, fakeJob, newOrder, post, send, sendJson, startFacade } from './fakes.ts';

function broken(kind: BreakageKind, facts: BreakageFacts = {}, inDoubt = false, jobId?: string): Dispatched {
  const breakage = new BreakageError(kind, 'What went wrong.', facts);
  return { kind: 'breakage', breakage, inDoubt, ...(jobId !== undefined && { jobId }) };
}

/** The answer to a read, which is idempotent. */
async function readAnswered(next: Dispatched): ReturnType<typeof sendJson> {
  const facade = await startFacade();
  facade.dispatcher.next = next;
  return sendJson(facade, 'GET', '/optique/orders/A-1');
}

/** The answer to an order, which is not. */
async function orderAnswered(next: Dispatched): ReturnType<typeof sendJson> {
  const facade = await startFacade();
  facade.dispatcher.next = next;
  return sendJson(facade, 'POST', '/optique/orders', post(newOrder));
}

// Status, delivery, and whether it may be sent again: of an idempotent call, of one that is not.
const table: [BreakageKind, number, string, boolean, boolean][] = [
  ['invalid', 400, 'none', false, false],
  ['not_found', 404, 'refused', false, false],
  ['rejected', 422, 'refused', false, false],
  ['credentials', 502, 'refused', false, false],
  ['throttled', 503, 'refused', true, true],
  ['unreachable', 503, 'none', true, true],
  ['failing', 502, 'unknown', true, false],
  ['timeout', 504, 'unknown', true, false],
  ['interrupted', 502, 'unknown', true, false],
  ['malformed', 502, 'unknown', true, false],
  ['drift', 502, 'done', false, false],
  ['circuit_open', 503, 'none', true, true],
  ['overloaded', 503, 'none', true, true],
  ['store_unavailable', 503, 'none', true, true],
  ['expired', 504, 'unknown', false, false],
  ['internal', 500, 'unknown', false, false],
];

test.each(table)('%s of a read: status %i, delivery %s, retryable %s.', async (kind, status, delivery, retryable) => {
  const { status: answered, json, headers } = await readAnswered(broken(kind));
  expect(answered).toBe(status);
  expect(json).toMatchObject({
    type: `/problems/${kind}`,
    status,
    detail: 'What went wrong.',
    adapter: 'optique',
    operation: 'order',
    kind,
    delivery,
    retryable,
  });
  expect('retry-after' in headers).toBe(retryable);
});

test.each(table)(
  '%s of an order: status %i, delivery %s, %s if it were a read, retryable %s.',
  async (kind, status, delivery, _read, retryable) => {
    const { json, headers } = await orderAnswered(broken(kind, {}, delivery === 'unknown' || delivery === 'done'));
    expect(json).toMatchObject({ status, kind, delivery, retryable });
    expect('retry-after' in headers).toBe(retryable);
  },
);

test('Retry-After is what the partner asks for, in whole seconds.', async () => {
  const { headers } = await readAnswered(broken('throttled', { retryAfterMs: 1_200 }));
  expect(headers['retry-after']).toBe('2');
});

test('Retry-After is given whenever the partner asks for it.', async () => {
  const { headers, json } = await readAnswered(broken('credentials', { retryAfterMs: 60_000 }));
  expect(headers['retry-after']).toBe('60');
  expect(json.retryable).toBe(false);
});

test('A call in doubt may not be sent again, and its job is where to look.', async () => {
  const { json, headers } = await orderAnswered(broken('timeout', { retryAfterMs: 1_000 }, true, 'job-7'));
  expect(json).toMatchObject({ retryable: false, delivery: 'unknown', instance: '/jobs/job-7' });
  expect(headers.location).toBe('/jobs/job-7');
  expect(headers).not.toHaveProperty('retry-after');
});

test('A call in doubt may not be sent again, though its last attempt sent nothing.', async () => {
  const { json, headers } = await orderAnswered(broken('unreachable', {}, true, 'job-7'));
  expect(json).toMatchObject({ kind: 'unreachable', retryable: false });
  expect(headers).not.toHaveProperty('retry-after');
});

test('A call that is not in doubt has no Location.', async () => {
  const { headers } = await orderAnswered(broken('rejected', {}, false, 'job-7'));
  expect(headers).not.toHaveProperty('location');
});

test('The fault reaches the caller of that call.', async () => {
  const fault = { code: 'REFUSED', message: 'Droits fermés', detail: { motif: 3 } };
  const { json } = await readAnswered(broken('rejected', { fault }));
  expect(json.fault).toEqual(fault);
});

test('A thousand errors are listed at most.', async () => {
  const errors = Array.from({ length: 1_500 }, (_, index) => ({ pointer: `/${index}`, message: 'No.' }));
  const { json } = await readAnswered(broken('invalid', { errors }));
  expect(json.errors).toHaveLength(1_000);
});

test('An accepted call is answered with its job and where to find it.', async () => {
  const { status, headers, json } = await orderAnswered({ kind: 'accepted', job: fakeJob({ id: 'job-9' }) });
  expect(status).toBe(202);
  expect(headers.location).toBe('/jobs/job-9');
  expect(json).toEqual(fakeJob({ id: 'job-9' }));
});

test('A call that is running already: in_progress, with Retry-After.', async () => {
  const { status, headers, json } = await orderAnswered({
    kind: 'refused',
    refusal: 'in_progress',
    retryAfterMs: 3_000,
  });
  expect({ status, kind: json.kind, retryable: json.retryable, after: headers['retry-after'] }).toEqual({
    status: 409,
    kind: 'in_progress',
    retryable: true,
    after: '3',
  });
});

test('A key used for another input: key_reused.', async () => {
  const { status, json, headers } = await orderAnswered({ kind: 'refused', refusal: 'key_reused' });
  expect({ status, kind: json.kind, retryable: json.retryable }).toEqual({
    status: 422,
    kind: 'key_reused',
    retryable: false,
  });
  expect(headers).not.toHaveProperty('retry-after');
});

test.each([undefined, null])('The output %s of a one-way operation is 204, without a body.', async (output) => {
  const facade = await startFacade();
  facade.dispatcher.next = { kind: 'output', output };
  const { status, body, headers } = await send(facade, 'DELETE', '/optique/orders/A-1');
  expect({ status, body }).toEqual({ status: 204, body: '' });
  expect(headers).not.toHaveProperty('content-type');
});

test('An operation whose output can only be null answers 204.', async () => {
  const notify = { route: 'POST /notify', input: z.unknown(), output: z.null(), idempotent: true } as const;
  const adapter = fakeAdapter('optique', { notify: { ...notify, example: { input: {}, output: null } } });
  const facade = await startFacade({ adapters: [adapter] });
  facade.dispatcher.next = { kind: 'output', output: null };
  expect((await send(facade, 'POST', '/optique/notify', post('{}'))).status).toBe(204);
});

test('The output null of another operation is null.', async () => {
  const facade = await startFacade();
  facade.dispatcher.next = { kind: 'output', output: null };
  const { status, body } = await send(facade, 'GET', '/optique/orders/A-1');
  expect({ status, body }).toEqual({ status: 200, body: 'null' });
});

test('The length that is announced counts bytes, not letters.', async () => {
  const facade = await startFacade();
  facade.dispatcher.next = { kind: 'output', output: { name: 'Ægir 👓' } };
  const { body } = await send(facade, 'GET', '/optique/orders/A-1');
  expect(JSON.parse(body)).toEqual({ name: 'Ægir 👓' });
});
