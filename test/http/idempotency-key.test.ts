import { expect, test } from 'vitest';
import { idempotencyKey } from '../../src/http/idempotency-key.ts';
import { newOrder, send, sendJson, startFacade } from './fakes.ts';

test.each([
  ['abc', 'abc'],
  ['"abc"', 'abc'],
  ['"a\\"b\\\\c"', 'a"b\\c'],
  ['7f9c24e8-3b12-4a5e', '7f9c24e8-3b12-4a5e'],
  ['k'.repeat(255), 'k'.repeat(255)],
])('%s is the key %s.', (header, key) => {
  expect(idempotencyKey(header, true)).toBe(key);
});

test.each([
  ['nothing', ''],
  ['an empty string', '""'],
  ['a space', 'a b'],
  ['two keys', 'a, b'],
  ['an open string', '"abc'],
  ['a string with parameters', '"abc";a=1'],
  ['a letter outside ASCII', 'é'],
  ['a control character', 'a\u0001'],
  ['too many characters', 'k'.repeat(256)],
])('%s is no key.', (_title, header) => {
  expect(() => idempotencyKey(header, true)).toThrow('The Idempotency-Key must be one value');
});

test('A non-idempotent operation without a key is invalid, and the error says to send one.', async () => {
  const facade = await startFacade();
  const { status, json } = await sendJson(facade, 'POST', '/optique/orders', {
    headers: { 'Content-Type': 'application/json' },
    body: newOrder,
  });
  expect(status).toBe(400);
  expect(json).toMatchObject({
    kind: 'invalid',
    errors: [{ pointer: '', message: expect.stringContaining('Send an Idempotency-Key') }],
  });
  expect(facade.dispatcher.requests).toEqual([]);
});

test('An idempotent operation needs no key.', async () => {
  const facade = await startFacade();
  await send(facade, 'GET', '/optique/orders/A-1');
  expect(facade.dispatcher.last.key).toBeUndefined();
});

test('A key that was sent reaches the dispatcher.', async () => {
  const facade = await startFacade();
  await send(facade, 'GET', '/optique/orders/A-1', { headers: { 'Idempotency-Key': '"k 1"'.replace(' ', '-') } });
  expect(facade.dispatcher.last.key).toBe('k-1');
});
