import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import type { BreakageKind } from '../../src/adapter/breakage.ts';
import { breakages, BreakageError, isInDoubt } from '../../src/adapter/breakage.ts';
import { refusals } from '../../src/adapter/refusal.ts';
import { createAccess } from '../../src/http/access.ts';
import { hashOf } from '../../src/http/api-key.ts';
import { ApiDocument } from './document.ts';
import type { RunningFacade } from './fakes.ts';
import { fakeAdapter, fakeJob, newOrder, post, send, startFacade } from './fakes.ts';

const key = { client: 'billing', hash: hashOf('s3cret').toString('hex'), scopes: ['call:*', 'ops:read', 'metrics'] };
const bearer = { Authorization: 'Bearer s3cret' };

function guarded(): Promise<RunningFacade> {
  return startFacade({ access: createAccess([key]) });
}

/** What a validator says of a document. */
async function linted(source: string): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: { 'info-license': 'off', 'operation-4xx-response': 'off' },
  });
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`);
}

test('A validator accepts the document.', async () => {
  const facade = await guarded();
  expect(await linted((await send(facade, 'GET', '/openapi.json', { headers: bearer })).body)).toEqual([]);
});

test('A validator accepts the document of an open gateway.', async () => {
  const facade = await startFacade();
  expect(await linted((await send(facade, 'GET', '/openapi.json')).body)).toEqual([]);
});

test('The validator would see a mistake.', async () => {
  const facade = await startFacade();
  const { body } = await send(facade, 'GET', '/openapi.json');
  expect(await linted(body.replace('"operationId":', '"operationIdentifier":'))).not.toEqual([]);
  expect(await linted(body.replace('#/components/schemas/Job', '#/components/schemas/Jobb'))).not.toEqual([]);
});

test('Every operation is there, named by adapter and operation.', async () => {
  const document = await ApiDocument.of(await startFacade({ adapters: [fakeAdapter('optique'), fakeAdapter('tva')] }));
  const ids = Object.values(document.json['paths'] as Record<string, Record<string, { operationId: string }>>).flatMap(
    (path) => Object.values(path).map(({ operationId }) => operationId),
  );
  expect(ids).toEqual(
    expect.arrayContaining(['optique.order', 'optique.placeOrder', 'optique.cancelOrder', 'tva.order']),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('Fields of a GET are parameters with their own schemas.', async () => {
  const document = await ApiDocument.of(await startFacade());
  expect(document.at('paths', '/optique/shops/{shop}/orders', 'get')['parameters']).toEqual([
    { name: 'shop', in: 'path', required: true, schema: { type: 'string' }, example: '12' },
    { name: 'page', in: 'query', schema: expect.objectContaining({ type: 'integer', minimum: 1 }), example: 2 },
    { name: 'urgent', in: 'query', schema: { type: 'boolean' } },
    { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } }, example: ['a'] },
    { name: 'sizes', in: 'query', schema: { type: 'array', items: expect.objectContaining({ type: 'integer' }) } },
    { name: 'limit', in: 'query', schema: expect.anything() },
    { $ref: '#/components/parameters/Async-Idempotency-Key' },
    { $ref: '#/components/parameters/Prefer' },
  ]);
});

test('A body has what the path has not.', async () => {
  const document = await ApiDocument.of(await startFacade());
  const body = document.at('paths', '/optique/orders/{reference}', 'put', 'requestBody', 'content', 'application/json');
  expect(document.mismatches(body['schema'], { lenses: [] })).toBe('');
  expect(document.mismatches(body['schema'], {})).toContain("must have required property 'lenses'");
  expect(body['example']).toEqual({ lenses: [] });
});

test('An operation whose path says everything has no body.', async () => {
  const document = await ApiDocument.of(await startFacade());
  expect(document.at('paths', '/optique/orders/{reference}/reminder', 'post')).not.toHaveProperty('requestBody');
});

test('The detail of a fault is described where the contract declares it.', async () => {
  const adapter = fakeAdapter();
  const bound = adapter.operations.get('order');
  const faultDetail = { type: 'object', properties: { Refus: { $ref: '#/components/schemas/optique.Refus' } } };
  Object.assign(bound?.schemas ?? {}, { faultDetail, definitions: { 'optique.Refus': { type: 'integer' } } });
  const facade = await startFacade({ adapters: [adapter] });
  const breakage = new BreakageError('rejected', 'No.', { fault: { code: 'A', detail: { Refus: 'three' } } });
  facade.dispatcher.next = { kind: 'breakage', breakage, inDoubt: false };
  const document = await ApiDocument.of(facade);
  const answer = await send(facade, 'GET', '/optique/orders/A-1');
  expect(document.mismatchesOf('/optique/orders/{reference}', 'get', answer)).toContain('Refus must be integer');
});

test('The headers of a fault are described where the contract declares them.', async () => {
  const adapter = fakeAdapter();
  const bound = adapter.operations.get('order');
  const faultHeaders = { type: 'object', properties: { Why: { type: 'integer' } } };
  Object.assign(bound?.schemas ?? {}, { faultHeaders });
  const facade = await startFacade({ adapters: [adapter] });
  const breakage = new BreakageError('rejected', 'No.', { fault: { code: 'A', headers: { Why: 'three' } } });
  facade.dispatcher.next = { kind: 'breakage', breakage, inDoubt: false };
  const document = await ApiDocument.of(facade);
  const answer = await send(facade, 'GET', '/optique/orders/A-1');
  expect(document.mismatchesOf('/optique/orders/{reference}', 'get', answer)).toContain('Why must be integer');
});

test('A one-way operation answers 204.', async () => {
  const document = await ApiDocument.of(await startFacade());
  expect(Object.keys(document.at('paths', '/optique/orders/{reference}', 'delete', 'responses'))).toEqual(
    expect.arrayContaining(['202', '204']),
  );
});

test('A schema that refers to itself still does.', async () => {
  const document = await ApiDocument.of(await startFacade());
  const { schema } = document.at('paths', '/optique/tree', 'post', 'requestBody', 'content', 'application/json');
  expect(document.mismatches(schema, { root: { name: 'a', children: [{ name: 'b', children: [] }] } })).toBe('');
  expect(document.mismatches(schema, { root: { name: 'a', children: [{ name: 'b' }] } })).toContain('children');
});

test('An Idempotency-Key is asked for where it is required.', async () => {
  const document = await ApiDocument.of(await startFacade());
  const required = { $ref: '#/components/parameters/Idempotency-Key' };
  expect(document.at('paths', '/optique/orders', 'post')['parameters']).toContainEqual(required);
  expect(document.at('paths', '/optique/orders/{reference}', 'get')['parameters']).not.toContainEqual(required);
  expect(document.at('components', 'parameters', 'Async-Idempotency-Key')).not.toHaveProperty('required');
});

test('The narrowest scope is named, with both ways to send a key.', async () => {
  const document = await ApiDocument.of(await guarded(), bearer);
  expect(document.at('paths', '/optique/orders', 'post')['security']).toEqual([
    { bearer: ['call:optique:placeOrder'] },
    { apiKey: ['call:optique:placeOrder'] },
  ]);
});

test('The kinds of problems are both closed lists.', async () => {
  const document = await ApiDocument.of(await startFacade());
  expect(document.at('components', 'schemas', 'Problem', 'properties', 'kind')['enum']).toEqual([
    ...Object.keys(breakages),
    ...Object.keys(refusals),
  ]);
});

test('Every example of a problem fits its schema.', async () => {
  const document = await ApiDocument.of(await guarded(), bearer);
  const mismatches = Object.keys(document.at('components', 'responses')).flatMap((name) => {
    const problem = document.at('components', 'responses', name, 'content', 'application/problem+json');
    const examples = Object.values(problem['examples'] as Record<string, { value: unknown }>);
    return examples.map(({ value }) => document.mismatches(problem['schema'], value));
  });
  expect(mismatches.length).toBeGreaterThan(20);
  expect(mismatches.filter((text) => text !== '')).toEqual([]);
});

test.each([
  ['/optique/orders/{reference}', 'get', '/optique/orders/A-1', {}],
  ['/optique/orders', 'post', '/optique/orders', post(newOrder)],
  ['/optique/orders/{reference}', 'put', '/optique/orders/A-1', post('{"reference":"A-1","lenses":[]}')],
])('What %s answers to %s is what the document says.', async (path, method, url, options) => {
  const facade = await startFacade();
  const answer = await send(facade, method.toUpperCase(), url, options);
  expect(answer.status).toBe(200);
  expect((await ApiDocument.of(facade)).mismatchesOf(path, method, answer)).toBe('');
});

test('An output that the document does not know would be seen.', async () => {
  const facade = await startFacade();
  facade.dispatcher.next = { kind: 'output', output: { reference: 'A-1', status: 'lost' } };
  const answer = await send(facade, 'GET', '/optique/orders/A-1');
  expect((await ApiDocument.of(facade)).mismatchesOf('/optique/orders/{reference}', 'get', answer)).not.toBe('');
});

const kinds = Object.keys(breakages) as BreakageKind[];

test.each(kinds)('The problem %s of a read is what the document says.', async (kind) => {
  const facade = await startFacade();
  const breakage = new BreakageError(kind, 'No.', {
    fault: { code: 'A' },
    errors: [{ pointer: '/a', message: 'No.' }],
  });
  facade.dispatcher.next = { kind: 'breakage', breakage, inDoubt: false };
  const answer = await send(facade, 'GET', '/optique/orders/A-1');
  expect((await ApiDocument.of(facade)).mismatchesOf('/optique/orders/{reference}', 'get', answer)).toBe('');
});

test.each(kinds)('The problem %s of an order is what the document says.', async (kind) => {
  const facade = await startFacade();
  const breakage = new BreakageError(kind, 'No.');
  facade.dispatcher.next = { kind: 'breakage', breakage, inDoubt: isInDoubt(breakage.delivery, false), jobId: 'job-1' };
  const answer = await send(facade, 'POST', '/optique/orders', post(newOrder));
  expect((await ApiDocument.of(facade)).mismatchesOf('/optique/orders', 'post', answer)).toBe('');
});

test.each([
  ['not JSON', post('{')],
  ['no key', { headers: { 'Content-Type': 'application/json' }, body: newOrder }],
  ['another type', post(newOrder, { 'Content-Type': 'text/plain' })],
  ['too large', post('x'.repeat(2_000_000))],
  ['not acceptable', post(newOrder, { Accept: 'text/html' })],
  ['nobody known', post(newOrder, { Authorization: 'Bearer wrong' })],
])('The refusal of a request that is %s is what the document says.', async (_title, options) => {
  const facade = await guarded();
  const headers = { ...bearer, ...options.headers };
  const answer = await send(facade, 'POST', '/optique/orders', { ...options, headers });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect((await ApiDocument.of(facade, bearer)).mismatchesOf('/optique/orders', 'post', answer)).toBe('');
});

test.each(['in_progress', 'key_reused'] as const)('The refusal %s is what the document says.', async (refusal) => {
  const facade = await startFacade();
  facade.dispatcher.next = { kind: 'refused', refusal };
  const answer = await send(facade, 'POST', '/optique/orders', post(newOrder));
  expect((await ApiDocument.of(facade)).mismatchesOf('/optique/orders', 'post', answer)).toBe('');
});

test('An accepted call is what the document says.', async () => {
  const facade = await startFacade();
  const attempts = [{ at: '2026-01-02T03:04:05.000Z', durationMs: 3, kind: 'timeout', delivery: 'unknown' }] as const;
  facade.dispatcher.next = { kind: 'accepted', job: fakeJob({ attempts }) };
  const answer = await send(facade, 'POST', '/optique/orders', post(newOrder, { Prefer: 'respond-async' }));
  expect(answer.status).toBe(202);
  expect((await ApiDocument.of(facade)).mismatchesOf('/optique/orders', 'post', answer)).toBe('');
});

test.each([
  ['/jobs/{id}', '/jobs/job-1'],
  ['/jobs/{id}', '/jobs/job-2'],
  ['/health', '/health'],
  ['/health/{adapter}', '/health/optique'],
  ['/health/{adapter}', '/health/nobody'],
  ['/health/live', '/health/live'],
  ['/health/ready', '/health/ready'],
  ['/problems/{kind}', '/problems/drift'],
  ['/problems/{kind}', '/problems/too_large'],
])('What %s answers is what the document says: %s', async (path, url) => {
  const facade = await startFacade();
  facade.dispatcher.jobs = [fakeJob()];
  const answer = await send(facade, 'GET', url);
  expect((await ApiDocument.of(facade)).mismatchesOf(path, 'get', answer)).toBe('');
});
