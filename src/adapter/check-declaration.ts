import type { z } from 'zod';
import type { Adapter } from './adapter.ts';
import { durationMs } from './duration.ts';
import type { Operation, Route } from './operation.ts';
import { isPersonal } from './personal.ts';

const reserved = new Set([
  'jobs',
  'health',
  'metrics',
  'tower',
  'docs',
  'openapi.json',
  'problems',
  'in',
  'live',
  'ready',
]);

/** A route's method, path and the names of its `:parameters`. */
export function parseRoute(route: Route): { method: string; path: string; parameters: string[] } {
  const [method = '', path = ''] = route.split(' ');
  return { method, path, parameters: [...path.matchAll(/:([A-Za-z_][A-Za-z0-9_]*)/g)].map((match) => match[1] ?? '') };
}

/** The fields of an object input, or `undefined` where the input is not an object. */
export function fieldsOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  return (schema as { shape?: Record<string, z.ZodType> }).shape;
}

/** Whether the input travels in path and query rather than in a JSON body. */
export function hasBody(operation: Operation): boolean {
  return !/^(GET|DELETE) /.test(operation.route);
}

function checkOperation(operation: Operation, where: string): void {
  const { parameters } = parseRoute(operation.route);
  const fields = fieldsOf(operation.input);
  if (!operation.bare && !fields)
    throw new Error(`${where}: the input must be a z.object, so that its fields can be named`);
  for (const name of parameters) {
    if (fields && !(name in fields))
      throw new Error(`${where}: the route has :${name}, and the input has no such field`);
  }
  for (const [name, schema] of Object.entries(fields ?? {})) {
    if (isPersonal(schema) && (parameters.includes(name) || !hasBody(operation))) {
      throw new Error(
        `${where}: "${name}" is personal and would stand in the URL; make it POST /…/search, idempotent: true`,
      );
    }
  }
  for (const duration of [operation.deadline, operation.attemptTimeout]) durationMs(duration);
}

/** Throws an Error that names adapter, operation and mend when the declaration cannot be served. */
export function checkDeclaration(adapter: Adapter): void {
  if (!/^[a-z][a-z0-9-]*$/.test(adapter.name)) {
    throw new Error(
      `adapter "${adapter.name}": the name must be lower case letters, digits and hyphens, as it stands in URLs`,
    );
  }
  if (reserved.has(adapter.name)) throw new Error(`adapter "${adapter.name}": the name is reserved; choose another`);
  const routes = new Map<string, string>();
  for (const [name, operation] of Object.entries(adapter.operations)) {
    const where = `adapter "${adapter.name}", operation "${name}"`;
    checkOperation(operation, where);
    const key = operation.route.replace(/:[A-Za-z_][A-Za-z0-9_]*/g, ':');
    const other = routes.get(key);
    if (other !== undefined) throw new Error(`${where}: the route ${operation.route} is taken by "${other}"`);
    routes.set(key, name);
    const ask = operation.pending?.ask;
    if (ask !== undefined && !(ask in adapter.operations))
      throw new Error(`${where}: pending asks "${ask}", which is no operation`);
  }
  durationMs(adapter.health.every);
  durationMs(adapter.health.slowAfter);
}
