import type { OpenApiDocument } from './openapi.ts';
import type { Route } from './route-table.ts';
import { answerFile, staticFile } from './static-file.ts';

/** `/openapi.json`, written out once. */
export function openApiRoute(document: OpenApiDocument): Route {
  const file = staticFile('application/json', JSON.stringify(document));
  return {
    method: 'GET',
    path: '/openapi.json',
    access: 'key',
    page: true,
    handle: (exchange) => answerFile(exchange, file),
  };
}
