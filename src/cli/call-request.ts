import { UsageError } from './arguments.ts';

type Json = Readonly<Record<string, unknown>>;

/** One HTTP request that carries a call. */
export interface CallRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: Json | undefined;
  readonly needsKey: boolean;
}

/**
 * The request that an OpenAPI document asks for: parameters from the input's fields, the rest as body. Throws UsageError
 * that names the operations there are, or the field that the path needs.
 */
export function callRequest(document: unknown, adapter: string, operation: string, input: Json): CallRequest {
  const { path, method, declared } = operationOf(document, `${adapter}.${operation}`, adapter);
  const parameters = listOf(declared['parameters']).map((parameter) => followed(document, parameter));
  const named = (place: string): Json[] => parameters.filter((parameter) => parameter['in'] === place);
  const inPath = named('path').map((parameter) => String(parameter['name']));
  const rest = Object.entries(input).filter(([key]) => !inPath.includes(key));
  const hasBody = declared['requestBody'] !== undefined;
  return {
    method: method.toUpperCase(),
    path: filled(path, input) + (hasBody ? '' : queryOf(rest)),
    body: hasBody ? Object.fromEntries(rest) : undefined,
    needsKey: named('header').some(
      (parameter) => String(parameter['name']).toLowerCase() === 'idempotency-key' && parameter['required'] === true,
    ),
  };
}

function operationOf(
  document: unknown,
  operationId: string,
  adapter: string,
): { path: string; method: string; declared: Json } {
  const known: string[] = [];
  for (const [path, item] of Object.entries(fieldsOf(fieldsOf(document)['paths']))) {
    for (const [method, operation] of Object.entries(fieldsOf(item))) {
      const declared = fieldsOf(operation);
      if (declared['operationId'] === operationId) return { path, method, declared };
      if (typeof declared['operationId'] === 'string') known.push(declared['operationId']);
    }
  }
  const own = known.filter((id) => id.startsWith(`${adapter}.`)).map((id) => id.slice(adapter.length + 1));
  if (own.length > 0) throw new UsageError(`${adapter} has no such operation; it has ${own.join(', ')}`);
  const adapters = [...new Set(known.map((id) => id.split('.')[0] ?? ''))].filter(
    (name) => !['jobs', 'problems', 'health', 'metrics'].includes(name),
  );
  throw new UsageError(`the gateway has no adapter "${adapter}"; it has ${adapters.join(', ') || 'none'}`);
}

function filled(path: string, input: Json): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      throw new UsageError(`the JSON needs "${name}", which stands in the path`);
    return encodeURIComponent(String(value));
  });
}

function queryOf(fields: readonly (readonly [string, unknown])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of fields) {
    for (const each of Array.isArray(value) ? value : [value])
      query.append(name, typeof each === 'object' ? JSON.stringify(each) : String(each));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

function followed(document: unknown, parameter: unknown): Json {
  const ref = fieldsOf(parameter)['$ref'];
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return fieldsOf(parameter);
  return fieldsOf(
    ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => fieldsOf(at)[key.replaceAll('~1', '/').replaceAll('~0', '~')], document),
  );
}

function fieldsOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
