import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { answerEmpty } from './answer.ts';
import { pageHeaders } from './page-headers.ts';
import type { Route } from './route-table.ts';
import type { StaticFile } from './static-file.ts';
import { answerFile, staticFile } from './static-file.ts';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Passerelle: the API</title>
    <link rel="stylesheet" href="swagger-ui.css">
    <link rel="icon" type="image/png" href="favicon-32x32.png">
    <script src="swagger-ui-bundle.js" defer></script>
    <script src="start.js" defer></script>
  </head>
  <body>
    <div id="docs"></div>
    <noscript>This page needs JavaScript; the same in JSON: <a href="../openapi.json">openapi.json</a>.</noscript>
  </body>
</html>
`;

// validatorUrl: the badge would send the document to a validator elsewhere.
const start = `SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
`;

// Swagger UI sets styles and images of its own as attributes and data: URLs.
const headers = pageHeaders(
  "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; ",
);

const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', png: 'image/png' } as const;

/** `/docs/`: Swagger UI, from our own `node_modules`; these files only, each at its own path. */
export function docsRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: '/docs',
      access: 'key',
      page: true,
      handle: (exchange) => answerEmpty(exchange, 308, { Location: '/docs/' }),
    },
    fileRoute('/docs/', () => staticFile('text/html; charset=utf-8', page)),
    fileRoute('/docs/start.js', () => staticFile(types.js, start)),
    fileRoute('/docs/swagger-ui.css', () => distributed('swagger-ui.css', types.css)),
    fileRoute('/docs/swagger-ui-bundle.js', () => distributed('swagger-ui-bundle.js', types.js)),
    fileRoute('/docs/favicon-32x32.png', () => distributed('favicon-32x32.png', types.png)),
  ];
}

function fileRoute(path: string, load: () => StaticFile): Route {
  let file: StaticFile | undefined;
  return {
    method: 'GET',
    path,
    access: 'key',
    page: true,
    handle(exchange) {
      file ??= load();
      answerFile(exchange, file, headers);
    },
  };
}

function distributed(name: string, contentType: string): StaticFile {
  return staticFile(contentType, readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`)));
}
