import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAccess } from '../../src/http/access.ts';
import type { ApiKey } from '../../src/http/api-key.ts';
import type { RunningFacade } from './fakes.ts';
import { newOrder, post, send, sendJson, startFacade } from './fakes.ts';

function key(client: string, secret: string, ...scopes: string[]): ApiKey {
  return { client, hash: createHash('sha256').update(secret).digest('hex'), scopes };
}

/** A facade for one key, `s3cret`, with these scopes. */
function guarded(...scopes: string[]): Promise<RunningFacade> {
  return startFacade({ access: createAccess([key('billing', 's3cret', ...scopes)]) });
}

const bearer = { Authorization: 'Bearer s3cret' };
const basic = { Authorization: `Basic ${Buffer.from('me:s3cret').toString('base64')}` };

test('Without a key configured everything is open, to the client local.', async () => {
  const facade = await startFacade();
  await send(facade, 'GET', '/optique/orders/A-1');
  expect(facade.dispatcher.last.client).toBe('local');
  expect((await send(facade, 'GET', '/health')).status).toBe(200);
});

test.each(['localhost', 'localhost:8080', '127.0.0.1:8080', '127.1.2.3', '[::1]:8080'])(
  'An open gateway answers when asked as %s.',
  async (host) => {
    const facade = await startFacade();
    expect((await send(facade, 'GET', '/optique/orders/A-1', { headers: { Host: host } })).status).toBe(200);
  },
);

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1:8080'])(
  'An open gateway refuses to be asked as "%s": a page elsewhere may have made that name mean this machine.',
  async (host) => {
    const facade = await startFacade();
    const { json } = await sendJson(facade, 'GET', '/optique/orders/A-1', { headers: { Host: host } });
    expect(json.kind).toBe('forbidden');
    expect(facade.dispatcher.requests).toEqual([]);
  },
);

test('With keys any name will do.', async () => {
  const facade = await guarded('call:optique');
  const headers = { ...bearer, Host: 'gateway.example' };
  expect((await send(facade, 'GET', '/optique/orders/A-1', { headers })).status).toBe(200);
});

test.each([
  ['a bearer token', bearer],
  ['a bearer token, in other letters', { Authorization: 'bearer  s3cret' }],
  ['X-Api-Key', { 'X-Api-Key': 's3cret' }],
])('A valid key comes as %s.', async (_title, headers) => {
  const facade = await guarded('call:optique');
  expect((await send(facade, 'GET', '/optique/orders/A-1', { headers })).status).toBe(200);
  expect(facade.dispatcher.last.client).toBe('billing');
});

test.each([
  ['nothing', {}, 'Bearer realm="Passerelle"'],
  ['an unknown key', { Authorization: 'Bearer wrong' }, 'Bearer realm="Passerelle", error="invalid_token"'],
  ['an empty key', { 'X-Api-Key': '' }, 'Bearer realm="Passerelle"'],
  ['the hash of the key', { 'X-Api-Key': key('', 's3cret').hash }, 'Bearer realm="Passerelle", error="invalid_token"'],
  ['a very long key', { 'X-Api-Key': 'k'.repeat(8_000) }, 'Bearer realm="Passerelle", error="invalid_token"'],
  ['a key by HTTP Basic', basic, 'Bearer realm="Passerelle"'],
])('A call with %s is unauthorized.', async (_title, headers: Record<string, string>, challenge) => {
  const facade = await guarded('call:*');
  const { status, json, headers: answered } = await sendJson(facade, 'GET', '/optique/orders/A-1', { headers });
  expect({ status, kind: json.kind, challenge: answered['www-authenticate'] }).toEqual({
    status: 401,
    kind: 'unauthorized',
    challenge,
  });
});

test.each(['call:*', 'call:optique', 'call:optique:order'])('The scope %s lets an order be read.', async (scope) => {
  const facade = await guarded(scope);
  expect((await send(facade, 'GET', '/optique/orders/A-1', { headers: bearer })).status).toBe(200);
});

test.each(['call:tva', 'call:optique:placeOrder', 'call:opti', 'ops:read'])('The scope %s does not.', async (scope) => {
  const facade = await guarded(scope);
  const { status, json } = await sendJson(facade, 'GET', '/optique/orders/A-1', { headers: bearer });
  expect(status).toBe(403);
  expect(json).toMatchObject({
    kind: 'forbidden',
    detail: 'Your key lacks the scope call:optique:order, or call:optique, or call:*.',
  });
  expect(facade.dispatcher.requests).toEqual([]);
});

test('Who may not call is refused before the body is read.', async () => {
  const facade = await guarded('ops:read');
  const { status } = await send(facade, 'POST', '/optique/orders', post('{broken', bearer));
  expect(status).toBe(403);
});

test.each([
  ['/health', 'ops:read'],
  ['/health/optique', 'ops:read'],
  ['/metrics', 'metrics'],
])('%s is for the scope %s.', async (path, scope) => {
  const allowed = await guarded(scope);
  const refused = await guarded('call:*');
  expect((await send(allowed, 'GET', path, { headers: bearer })).status).toBe(200);
  expect((await sendJson(refused, 'GET', path, { headers: bearer })).json.detail).toBe(
    `Your key lacks the scope ${scope}.`,
  );
});

test.each(['/openapi.json', '/docs/', '/docs/start.js'])(
  '%s is for any valid key, also as a browser sends it.',
  async (path) => {
    const facade = await guarded();
    expect((await send(facade, 'GET', path)).headers['www-authenticate']).toBe(
      'Basic realm="Passerelle", charset="UTF-8"',
    );
    expect((await send(facade, 'GET', path, { headers: bearer })).status).toBe(200);
    expect((await send(facade, 'GET', path, { headers: basic })).status).toBe(200);
  },
);

test.each(['/health/live', '/health/ready', '/problems/drift'])('%s is open.', async (path) => {
  const facade = await guarded();
  expect((await send(facade, 'GET', path)).status).toBe(200);
});

test.each([
  ['GET', '/nowhere'],
  ['DELETE', '/health'],
  ['OPTIONS', '/optique/orders'],
])('%s %s says nothing to strangers.', async (method, path) => {
  const facade = await guarded();
  expect((await send(facade, method, path)).status).toBe(401);
});

test('A client may have two keys.', async () => {
  const access = createAccess([key('billing', 'old', 'call:*'), key('billing', 's3cret', 'call:*')]);
  const facade = await startFacade({ access });
  expect((await send(facade, 'GET', '/optique/orders/A-1', { headers: bearer })).status).toBe(200);
});

test.each([
  ['a hash that is none', { hash: 's3cret' }, 'hash must be the SHA-256'],
  ['an unknown scope', { scopes: ['call'] }, 'scopes.0 must be call:<adapter>'],
  ['a client with spaces', { client: 'a b' }, 'client must be'],
])('%s is refused at start.', (_title, wrong, message) => {
  expect(() => createAccess([{ ...key('billing', 's3cret'), ...wrong }])).toThrow(`API key 1: ${message}`);
});

test('A key never reaches the log.', async () => {
  const facade = await guarded('ops:read');
  await send(facade, 'POST', '/optique/orders', post(newOrder, bearer));
  expect(JSON.stringify(facade.lines)).not.toContain('s3cret');
});
