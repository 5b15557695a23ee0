import { expect, test } from 'vitest';
import { send, startFacade } from './fakes.ts';

async function requestIdFor(given: Record<string, string>): Promise<unknown> {
  const facade = await startFacade();
  return (await send(facade, 'GET', '/health/live', { headers: given })).headers['x-request-id'];
}

test.each(['abc-123', '01J9Z3:4/5=6+7@8~9._', 'x'.repeat(128)])('The request id %s is kept.', async (id) => {
  expect(await requestIdFor({ 'X-Request-Id': id })).toBe(id);
});

test.each(['a b', '<script>', '"x"', 'x'.repeat(129), 'a, b'])('The request id %s is replaced.', async (id) => {
  expect(await requestIdFor({ 'X-Request-Id': id })).toMatch(/^[0-9a-f-]{36}$/);
});

test('A request without an id gets one.', async () => {
  expect(await requestIdFor({})).toMatch(/^[0-9a-f-]{36}$/);
});
