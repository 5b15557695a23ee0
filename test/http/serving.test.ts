import { expect, test } from 'vitest';
import { send, sendJson, startFacade } from './fakes.ts';

test('Another method is refused with 405 and Allow.', async () => {
  const facade = await startFacade();
  const { status, headers, json } = await sendJson(facade, 'PATCH', '/optique/orders/A-1');
  expect(status).toBe(405);
  expect(headers.allow).toBe('GET, PUT, DELETE, HEAD, OPTIONS');
  expect(json.kind).toBe('method_not_allowed');
});

test.each([
  ['POST', '/health', 'GET, HEAD, OPTIONS'],
  ['DELETE', '/jobs/1', 'GET, HEAD, OPTIONS'],
  ['GET', '/optique/tree', 'POST, OPTIONS'],
  ['TRACE', '/openapi.json', 'GET, HEAD, OPTIONS'],
])('%s %s is refused, since it takes %s.', async (method, path, allow) => {
  const facade = await startFacade();
  const { status, headers } = await send(facade, method, path);
  expect({ status, allow: headers.allow }).toEqual({ status: 405, allow });
});

test('OPTIONS is answered with the methods of the path, and nothing is called.', async () => {
  const facade = await startFacade();
  const { status, headers, body } = await send(facade, 'OPTIONS', '/optique/orders');
  expect({ status, allow: headers.allow, body }).toEqual({ status: 204, allow: 'POST, OPTIONS', body: '' });
  expect(facade.dispatcher.requests).toEqual([]);
});

test('HEAD is answered like GET, without the body.', async () => {
  const facade = await startFacade();
  const got = await send(facade, 'GET', '/optique/orders/A-1');
  const { status, headers, body } = await send(facade, 'HEAD', '/optique/orders/A-1');
  expect({ status, body }).toEqual({ status: 200, body: '' });
  expect(headers['content-length']).toBe(got.headers['content-length']);
});

test.each(['/optique/orders/%zz', '/optique/orders/%C3', '/%', '/optique/orders/A-1?reference=%E0%A4%A'])(
  'Malformed percent-encoding is invalid: %s',
  async (path) => {
    const facade = await startFacade();
    const { status, json } = await sendJson(facade, 'GET', path);
    expect({ status, kind: json.kind }).toEqual({ status: 400, kind: 'invalid' });
  },
);

test('A parameter of the path is decoded, slashes too.', async () => {
  const facade = await startFacade();
  await send(facade, 'GET', '/optique/orders/A%2F%C3%A9%20b');
  expect(facade.dispatcher.last.input).toEqual({ reference: 'A/é b' });
});

test.each(['/optique/%6frders/A%2d1', '/optique/%6Frders/%41%2D1'])(
  'A letter that needs no percent-encoding is the same with it: %s',
  async (path) => {
    const facade = await startFacade();
    expect((await send(facade, 'GET', path)).status).toBe(200);
    expect(facade.dispatcher.last.input).toEqual({ reference: 'A-1' });
  },
);

test('A request target in absolute form is served.', async () => {
  const facade = await startFacade();
  expect((await send(facade, 'GET', 'http://gateway.example/health/live')).status).toBe(200);
});
