import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { breakages } from '../../src/adapter/breakage.ts';
import { refusals } from '../../src/adapter/refusal.ts';
import { send, sendJson, startFacade } from './fakes.ts';

const kinds = Object.entries({ ...breakages, ...refusals });

test.each(kinds)('%s is explained to programs.', async (kind, { status, title, advice }) => {
  const facade = await startFacade();
  const { json } = await sendJson(facade, 'GET', `/problems/${kind}`);
  expect(json).toMatchObject({ kind, status, title, advice });
});

test.each(kinds)('%s is explained to people.', async (kind, { title, advice }) => {
  const facade = await startFacade();
  const { headers, body } = await send(facade, 'GET', `/problems/${kind}`, { headers: { Accept: 'text/html' } });
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(body).toContain(`<h1>${title}</h1>`);
  expect(body).toContain(advice);
});

test('The page may use its own style and nothing else.', async () => {
  const facade = await startFacade();
  const { headers, body } = await send(facade, 'GET', '/problems/drift', { headers: { Accept: 'text/html' } });
  const style = /<style>(.*)<\/style>/s.exec(body)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
});

test('A kind that is none is no route.', async () => {
  const facade = await startFacade();
  expect((await sendJson(facade, 'GET', '/problems/constructor')).json.kind).toBe('no_route');
});

test('What is neither HTML nor JSON is not acceptable.', async () => {
  const facade = await startFacade();
  expect((await send(facade, 'GET', '/problems/drift', { headers: { Accept: 'image/png' } })).status).toBe(406);
});
