import { expect, test } from 'vitest';
import { fakeHealth, send, sendJson, startFacade } from './fakes.ts';

test.each(['green', 'unknown', 'orange', 'red'] as const)('Health answers 200 when it is %s.', async (status) => {
  const facade = await startFacade({ health: fakeHealth(status) });
  const { status: answered, json } = await sendJson(facade, 'GET', '/health');
  expect({ answered, status: json.status }).toEqual({ answered: 200, status });
});

test.each([
  ['/health?strict', 'red', 503],
  ['/health?a=1&strict=true', 'red', 503],
  ['/health/optique?strict', 'red', 503],
  ['/health?strict', 'orange', 200],
  ['/health?stricter', 'red', 200],
] as const)('%s answers, when it is %s, with %i.', async (path, colour, status) => {
  const facade = await startFacade({ health: fakeHealth(colour) });
  expect((await send(facade, 'GET', path)).status).toBe(status);
});

test('One adapter is asked by its name.', async () => {
  const facade = await startFacade();
  expect((await sendJson(facade, 'GET', '/health/optique')).json).toMatchObject({
    adapter: 'optique',
    status: 'green',
  });
});

test('An adapter that is none is no route.', async () => {
  const facade = await startFacade();
  expect((await sendJson(facade, 'GET', '/health/nobody')).json).toMatchObject({ status: 404, kind: 'no_route' });
});

test.each(['/health/live', '/health/ready'])('%s asks nobody.', async (path) => {
  const away = (): Promise<never> => Promise.reject(new Error('was asked'));
  const facade = await startFacade({ health: { all: away, adapter: away, metrics: away } });
  const { status, json } = await sendJson(facade, 'GET', path);
  expect({ status, json }).toEqual({ status: 200, json: { status: 'up' } });
});

test('A process that is stopping is not ready, and lives.', async () => {
  const facade = await startFacade({ ready: () => false });
  expect((await sendJson(facade, 'GET', '/health/ready')).json).toEqual({ status: 'stopping' });
  expect((await send(facade, 'GET', '/health/ready')).status).toBe(503);
  expect((await send(facade, 'GET', '/health/live')).status).toBe(200);
});

test('Metrics are answered as they come.', async () => {
  const facade = await startFacade();
  const { headers, body } = await send(facade, 'GET', '/metrics');
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(body).toBe('calls_total 1\n');
});
