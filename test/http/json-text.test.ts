import { expect, test } from 'vitest';
import { parseJson } from '../../src/http/json-text.ts';
import { post, sendJson, startFacade } from './fakes.ts';

const parse = (text: string | Buffer, depth = 200): unknown => parseJson(Buffer.from(text), depth);

test.each(['{', '{"a":1,}', "{'a':1}", 'undefined', '{"a":1}{}', 'NaN', '"\u0001"', '[1,2'])(
  '%s is not JSON.',
  (text) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ kind: 'invalid', errors: [{ pointer: '', message: 'The body is not valid JSON.' }] }),
    );
  },
);

test('Broken JSON is answered with the problem invalid, and nothing of it is quoted.', async () => {
  const facade = await startFacade();
  const { status, json } = await sendJson(facade, 'POST', '/optique/orders', post('{"member": "1850799", oops'));
  expect(status).toBe(400);
  expect(json).toMatchObject({ kind: 'invalid', detail: 'The body is not valid JSON.', delivery: 'none' });
  expect(JSON.stringify(json)).not.toContain('1850799');
});

test('Bytes that are not UTF-8 are refused.', () => {
  expect(() => parse(Buffer.from('{"a":"é"}', 'latin1'))).toThrow('The body is not UTF-8.');
});

test('An empty body is refused.', () => {
  expect(() => parse('')).toThrow('The body is empty');
});

test('A byte order mark is passed over (RFC 8259 §8.1).', () => {
  expect(parse('\ufeff{"a":1}')).toEqual({ a: 1 });
});

test('The deepest nesting that is allowed is read.', () => {
  expect(() => parse('['.repeat(200) + ']'.repeat(200))).not.toThrow();
});

test('One level more is refused.', () => {
  expect(() => parse('{"a":'.repeat(201) + '1' + '}'.repeat(201))).toThrow(
    'The body is nested deeper than 200 levels.',
  );
});

test('Brackets inside strings are no nesting, whatever is escaped.', () => {
  const text = JSON.stringify({ a: '[[[{', b: '\\', c: '\\"[[[', d: [1], e: '"{{{' });
  expect(parse(text, 2)).toEqual(JSON.parse(text));
});

test('A million open brackets are refused in their stride.', () => {
  expect(() => parse('['.repeat(1_000_000))).toThrow('nested deeper');
});

test('A "__proto__" of the caller is a property like any other.', async () => {
  const facade = await startFacade();
  const body = '{"reference":"A-1","lenses":[],"__proto__":{"polluted":true}}';
  await sendJson(facade, 'PUT', '/optique/orders/A-1', post(body));
  expect(Object.getPrototypeOf(facade.dispatcher.last.input)).toBe(Object.prototype);
  expect({}).not.toHaveProperty('polluted');
});
