import { expect, test } from 'vitest';
import { BreakageError } from '../../src/adapter/breakage.ts';
import { createAccess } from '../../src/http/access.ts';
import { hashOf } from '../../src/http/api-key.ts';
import { fakeJob, send, sendJson, startFacade } from './fakes.ts';

const keys = ['billing', 'care'].map((client) => ({ client, hash: hashOf(client).toString('hex'), scopes: [] }));

test('A job is shown to the client that made it.', async () => {
  const facade = await startFacade({ access: createAccess(keys) });
  facade.dispatcher.jobs = [fakeJob({ client: 'billing' })];
  const { status, json } = await sendJson(facade, 'GET', '/jobs/job-1', { headers: { 'X-Api-Key': 'billing' } });
  expect(status).toBe(200);
  expect(json).toEqual(fakeJob({ client: 'billing' }));
});

test('To another client it looks like one that never was.', async () => {
  const facade = await startFacade({ access: createAccess(keys) });
  facade.dispatcher.jobs = [fakeJob({ client: 'billing' })];
  const headers = {
    'X-Api-Key': 'care',
    'X-Request-Id': 'r',
    traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`,
  };
  const others = await send(facade, 'GET', '/jobs/job-1', { headers });
  const nobodys = await send(facade, 'GET', '/jobs/job-2', { headers });
  expect(others.status).toBe(404);
  expect(others.body).toBe(nobodys.body);
});

test.each(['/jobs/a%2Fb', '/jobs/%00', `/jobs/${'x'.repeat(200)}`])(
  'What cannot be an id is not looked up: %s',
  async (path) => {
    const facade = await startFacade();
    facade.dispatcher.job = () => Promise.reject(new Error('was looked up'));
    expect((await sendJson(facade, 'GET', path)).json.kind).toBe('no_route');
  },
);

test('While the store is away the answer says so.', async () => {
  const facade = await startFacade();
  facade.dispatcher.job = () => Promise.reject(new BreakageError('store_unavailable', 'Redis is away.'));
  const { status, json, headers } = await sendJson(facade, 'GET', '/jobs/job-1');
  expect({ status, kind: json.kind, retryable: json.retryable, after: headers['retry-after'] }).toEqual({
    status: 503,
    kind: 'store_unavailable',
    retryable: true,
    after: '5',
  });
});
