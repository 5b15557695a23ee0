import { parseRoute } from '../adapter/check-declaration.ts';
import type { BoundAdapter, BoundOperation, JsonSchema } from '../protocol/bound.ts';
import type { Access } from './access.ts';
import { headers, ownSchemas, parameters, securitySchemes } from './openapi/components.ts';
import { operationObject } from './openapi/operations.ts';
import { ownPaths, ownTags } from './openapi/own-paths.ts';
import { problemComponents } from './openapi/problems.ts';
import type { Schemas } from './openapi/schemas.ts';
import { adoptDefinitions } from './openapi/schemas.ts';
import { operationPath } from './operation-route.ts';
import { namesOf, shapeOf } from './route-table.ts';

/** What is served at `/openapi.json`. */
export type OpenApiDocument = Readonly<Record<string, unknown>>;

/** OpenAPI 3.1 of every operation, from the schemas that validate. */
export function createOpenApi(options: {
  adapters: readonly BoundAdapter[];
  access: Pick<Access, 'open'>;
  version: string;
}): OpenApiDocument {
  const { adapters, access } = options;
  const schemas: Schemas = new Map(Object.entries<JsonSchema>(ownSchemas));
  for (const bound of adapters.flatMap(({ operations }) => [...operations.values()])) {
    adoptDefinitions(bound.schemas.definitions, schemas);
  }
  const paths = { ...operationPaths(adapters, schemas, access.open), ...ownPaths(access.open) };
  const responses = referred('responses', problemComponents(), paths);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Passerelle',
      version: options.version,
      description:
        'Partners’ SOAP and XML systems as one JSON REST API. Every problem is `application/problem+json` with a `kind` from one closed list.',
    },
    servers: [{ url: '/' }],
    tags: [...adapters.map(({ adapter: { name, title } }) => ({ name, description: title })), ...ownTags],
    paths,
    components: {
      schemas: Object.fromEntries(schemas),
      responses,
      parameters: referred('parameters', parameters, paths),
      headers: referred('headers', headers, [paths, responses]),
      ...(!access.open && { securitySchemes }),
    },
    security: [],
  };
}

/** Those components of a kind that something refers to. */
function referred(
  kind: string,
  components: Readonly<Record<string, unknown>>,
  within: unknown,
): Record<string, unknown> {
  const text = JSON.stringify(within);
  return Object.fromEntries(
    Object.entries(components).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)),
  );
}

function operationPaths(adapters: readonly BoundAdapter[], schemas: Schemas, open: boolean): Record<string, unknown> {
  const byShape = new Map<string, { path: string; operations: BoundOperation[] }>();
  for (const bound of adapters.flatMap(({ operations }) => [...operations.values()])) {
    const path = operationPath(bound);
    // Templates that differ only in the names of their parameters are one path (OpenAPI 3.1 §4.8.8).
    const shape = shapeOf(path);
    const known = byShape.get(shape);
    if (known) known.operations.push(bound);
    else byShape.set(shape, { path, operations: [bound] });
  }
  return Object.fromEntries(
    [...byShape.values()].map(({ path, operations }) => [
      path.replace(/:([A-Za-z_]\w*)/g, '{$1}'),
      Object.fromEntries(
        operations.map((bound) => [
          parseRoute(bound.operation.route).method.toLowerCase(),
          operationObject(bound, namesOf(path), schemas, open),
        ]),
      ),
    ]),
  );
}
