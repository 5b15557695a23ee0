import { expect, test } from 'vitest';
import { send, startFacade } from './fakes.ts';

test('/docs leads to /docs/.', async () => {
  const facade = await startFacade();
  const { status, headers } = await send(facade, 'GET', '/docs');
  expect({ status, location: headers.location }).toEqual({ status: 308, location: '/docs/' });
});

test('Everything the page loads is beside it.', async () => {
  const facade = await startFacade();
  const { body } = await send(facade, 'GET', '/docs/');
  const loaded = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
  expect(loaded).toEqual([
    'swagger-ui.css',
    'favicon-32x32.png',
    'swagger-ui-bundle.js',
    'start.js',
    '../openapi.json',
  ]);
  expect(body).not.toMatch(/https?:|\/\//);
});

test('The page has no script and no style of its own inside it.', async () => {
  const facade = await startFacade();
  const { body } = await send(facade, 'GET', '/docs/');
  expect(body).not.toMatch(/<script>|<style|\son\w+=|\sstyle=/);
});

test.each([
  ['/docs/', 'text/html; charset=utf-8'],
  ['/docs/start.js', 'text/javascript; charset=utf-8'],
  ['/docs/swagger-ui.css', 'text/css; charset=utf-8'],
  ['/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['/docs/favicon-32x32.png', 'image/png'],
])('%s is served as %s under the strict policy.', async (path, type) => {
  const facade = await startFacade();
  const { status, headers } = await send(facade, 'GET', path);
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type });
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});

test.each(['/docs/package.json', '/docs/../package.json', '/docs/%2e%2e/package.json', '/docs/swagger-ui.css.map'])(
  'Nothing else is: %s',
  async (path) => {
    const facade = await startFacade();
    expect((await send(facade, 'GET', path)).status).toBe(404);
  },
);

test('A file that the browser has is not sent again.', async () => {
  const facade = await startFacade();
  const { headers } = await send(facade, 'GET', '/docs/swagger-ui.css');
  const again = await send(facade, 'GET', '/docs/swagger-ui.css', {
    headers: { 'If-None-Match': String(headers.etag) },
  });
  expect({ status: again.status, body: again.body }).toEqual({ status: 304, body: '' });
});

test('The stylesheet loads nothing from elsewhere.', async () => {
  const facade = await startFacade();
  const { body } = await send(facade, 'GET', '/docs/swagger-ui.css');
  expect(body).not.toMatch(/@import|url\(["']?(?!["']?data:)/);
});

test('The page shows our document, and no validator elsewhere is asked.', async () => {
  const facade = await startFacade();
  const { body } = await send(facade, 'GET', '/docs/start.js');
  expect(body).toContain("url: '../openapi.json'");
  expect(body).toContain('validatorUrl: null');
});
