import { expect, test } from 'vitest';
import { newOrder, post, send, sendJson, startFacade } from './fakes.ts';

const search = '/optique/shops/12/orders';

/** The input that a request was dispatched with. */
async function inputOf(method: string, path: string, options = {}): Promise<unknown> {
  const facade = await startFacade();
  await send(facade, method, path, options);
  return facade.dispatcher.last.input;
}

/** The errors that a request was refused with. */
async function errorsOf(method: string, path: string, options = {}): Promise<unknown> {
  const facade = await startFacade();
  const { json } = await sendJson(facade, method, path, options);
  expect(json.kind).toBe('invalid');
  return json.errors;
}

test.each([
  ['', { shop: '12' }],
  ['?page=2', { shop: '12', page: 2 }],
  ['?urgent=true', { shop: '12', urgent: true }],
  ['?urgent=false', { shop: '12', urgent: false }],
  ['?tags=a', { shop: '12', tags: ['a'] }],
  ['?tags=a&tags=b', { shop: '12', tags: ['a', 'b'] }],
  ['?sizes=1&sizes=2', { shop: '12', sizes: [1, 2] }],
  ['?limit=5', { shop: '12', limit: 5 }],
  ['?tags=a%20b+c', { shop: '12', tags: ['a b c'] }],
  ['?tags=007', { shop: '12', tags: ['007'] }],
  ['?tags=&', { shop: '12', tags: [''] }],
])('The query "%s" becomes what its schema says.', async (query, input) => {
  expect(await inputOf('GET', search + query)).toEqual(input);
});

test.each([
  ['?page=two', '/page'],
  ['?page=1.5', '/page'],
  ['?page=', '/page'],
  ['?page=0x10', '/page'],
  ['?page=%201', '/page'],
  ['?urgent=yes', '/urgent'],
  ['?sizes=1&sizes=b', '/sizes/1'],
])('The query "%s" is invalid at %s.', async (query, pointer) => {
  expect(await errorsOf('GET', search + query)).toEqual([expect.objectContaining({ pointer })]);
});

test('A parameter that is no array may be given once only.', async () => {
  expect(await errorsOf('GET', `${search}?page=1&page=2`)).toEqual([
    { pointer: '/page', message: 'It may be given once only.' },
  ]);
});

test('A parameter of the path may not stand in the query too.', async () => {
  expect(await errorsOf('GET', `${search}?shop=13`)).toEqual([
    { pointer: '/shop', message: 'It stands in the path already.' },
  ]);
});

test('More parameters than the limit are refused.', async () => {
  expect(await errorsOf('GET', `${search}?${'tags=a&'.repeat(101)}`)).toEqual([
    { pointer: '', message: 'The query has more than 100 parameters.' },
  ]);
});

test('A query parameter named __proto__ changes no prototype.', async () => {
  const input = await inputOf('GET', `${search}?__proto__=a&constructor=b`);
  expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
});

test.each(['GET', 'DELETE'])('A body of %s is refused rather than ignored.', async (method) => {
  const headers = { 'Content-Length': '7' };
  expect(await errorsOf(method, '/optique/orders/A-1', { headers, body: '{"a":1}' })).toEqual([
    { pointer: '', message: `${method} takes its input from path and query: send no body.` },
  ]);
});

test('A query of POST is refused rather than ignored.', async () => {
  expect(await errorsOf('POST', '/optique/orders?reference=A-1', post(newOrder))).toEqual([
    { pointer: '', message: 'This operation takes no query: send its input as JSON in the body.' },
  ]);
});

test('Path and body make one input.', async () => {
  expect(await inputOf('PUT', '/optique/orders/A-1', post('{"lenses":[]}'))).toEqual({ reference: 'A-1', lenses: [] });
});

test('A body may repeat the path.', async () => {
  expect(await inputOf('PUT', '/optique/orders/A-1', post('{"reference":"A-1","lenses":[]}'))).toEqual({
    reference: 'A-1',
    lenses: [],
  });
});

test('A body may not contradict the path.', async () => {
  expect(await errorsOf('PUT', '/optique/orders/A-1', post('{"reference":"B-2","lenses":[]}'))).toEqual([
    { pointer: '/reference', message: 'It differs from the path: leave it out of the body.' },
  ]);
});

test('A path that says everything needs no body.', async () => {
  expect(await inputOf('POST', '/optique/orders/A-1/reminder')).toEqual({ reference: 'A-1' });
});

test('Every place that does not fit is listed.', async () => {
  expect(await errorsOf('POST', '/optique/orders', post('{"reference":"A","lenses":[{"side":"up"}]}'))).toEqual([
    expect.objectContaining({ pointer: '/reference' }),
    expect.objectContaining({ pointer: '/lenses/0/side' }),
  ]);
});

test.each(['null', '[]', '"text"', '5'])('A body that is %s is invalid where an object is asked for.', async (body) => {
  expect(await errorsOf('PUT', '/optique/orders/A-1', post(body))).toEqual([expect.objectContaining({ pointer: '' })]);
});
