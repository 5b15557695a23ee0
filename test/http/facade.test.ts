import express from 'express';
import { expect, test } from 'vitest';
import { createAccess } from '../../src/http/access.ts';
import { fakeHealth, newOrder, post, send, sendJson, startFacade } from './fakes.ts';

test('An unknown path is answered with the problem no_route.', async () => {
  const facade = await startFacade();
  const { status, headers, json } = await sendJson(facade, 'GET', '/nowhere');
  expect(status).toBe(404);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(json).toEqual({
    type: '/problems/no_route',
    title: 'No such route',
    status: 404,
    detail: 'Nothing stands at this path: /docs and /openapi.json list what does.',
    instance: `urn:request:${String(headers['x-request-id'])}`,
    kind: 'no_route',
    delivery: 'none',
    retryable: false,
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test.each([
  '/optique',
  '/optique/',
  '/optique/orders/',
  '/OPTIQUE/orders/A-1',
  '/optique/orders/A/B',
  '/tower',
  '//',
  '/optique/../health/live',
])('Nothing stands at %s.', async (path) => {
  const facade = await startFacade();
  expect((await sendJson(facade, 'GET', path)).json.kind).toBe('no_route');
});

test('Every answer says nosniff and no-store, and nothing says what it is made with.', async () => {
  const facade = await startFacade();
  const { headers } = await send(facade, 'GET', '/optique/orders/A-1');
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-powered-by']));
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['etag']));
});

test('An error that a route throws is the problem internal, and shows nothing of itself.', async () => {
  const health = { ...fakeHealth(), all: () => Promise.reject(new Error('secret of member 123')) };
  const facade = await startFacade({ health });
  const { status, json } = await sendJson(facade, 'GET', '/health');
  expect(status).toBe(500);
  expect(json).toMatchObject({ kind: 'internal', detail: 'The gateway failed; report the traceId.', retryable: false });
});

test('An error that a route throws is logged with its ids and without its message.', async () => {
  const health = { ...fakeHealth(), all: () => Promise.reject(new TypeError('secret of member 123')) };
  const facade = await startFacade({ health });
  const { json } = await sendJson(facade, 'GET', '/health');
  expect(facade.lines).toEqual([
    expect.objectContaining({ level: 50, error: 'TypeError', route: '/health', traceId: json.traceId }),
  ]);
  expect(JSON.stringify(facade.lines)).not.toContain('secret');
});

test('A dispatcher that breaks its word and throws is the problem internal, delivery unknown.', async () => {
  const facade = await startFacade();
  facade.dispatcher.next = () => Promise.reject(new Error('no'));
  const { json } = await sendJson(facade, 'POST', '/optique/orders', post(newOrder));
  expect(json).toMatchObject({ kind: 'internal', delivery: 'unknown', operation: 'placeOrder' });
});

test('The tower is mounted at /tower.', async () => {
  const tower = express.Router().get('/', (_req, res) => {
    res.send('the page');
  });
  const facade = await startFacade({ tower });
  const { body, headers } = await send(facade, 'GET', '/tower');
  expect(body).toBe('the page');
  expect(headers).toMatchObject({ 'x-request-id': expect.any(String), traceparent: expect.any(String) });
});

test('The tower takes no other method.', async () => {
  const tower = express.Router().get('/', (_req, res) => {
    res.send('the page');
  });
  const { status, headers, json } = await sendJson(await startFacade({ tower }), 'POST', '/tower');
  expect({ status, allow: headers.allow, kind: json.kind }).toEqual({
    status: 405,
    allow: 'GET, HEAD, OPTIONS',
    kind: 'method_not_allowed',
  });
});

test('A browser is asked for a key before it sees the tower.', async () => {
  const tower = express.Router().get('/', (_req, res) => {
    res.send('the page');
  });
  const key = { client: 'ops', hash: '0'.repeat(64), scopes: ['ops:read'] };
  const facade = await startFacade({ tower, access: createAccess([key]) });
  const { status, headers } = await send(facade, 'GET', '/tower');
  expect(status).toBe(401);
  expect(headers['www-authenticate']).toBe('Basic realm="Passerelle", charset="UTF-8"');
});

test.each([
  ['400', 'invalid'],
  ['500', 'internal'],
])("An error of Express's with status %s is the problem %s.", async (status, kind) => {
  const tower = express.Router().get('/', () => {
    throw Object.assign(new Error('no'), { status: Number(status) });
  });
  const facade = await startFacade({ tower });
  const { json, headers } = await sendJson(facade, 'GET', '/tower');
  expect(json.kind).toBe(kind);
  expect(headers['content-type']).toBe('application/problem+json');
});
