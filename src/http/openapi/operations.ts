import { hasBody, parseRoute } from '../../adapter/check-declaration.ts';
import type { BoundOperation, JsonSchema } from '../../protocol/bound.ts';
import { callScopes } from '../access.ts';
import { answersNothing } from '../one-way.ts';
import { isJsonObject } from '../../protocol/json-object.ts';
import { followed } from '../local-ref.ts';
import type { ProblemGroup } from './problems.ts';
import { headerRefs, problemResponses, rejectedResponse } from './problems.ts';
import type { Schemas } from './schemas.ts';
import { AdoptedSchema } from './schemas.ts';
import { refusedResponses, securityOf } from './security.ts';

interface Input {
  readonly parameters: readonly unknown[];
  readonly requestBody?: unknown;
}

/** The OpenAPI operation of a bound one; `names` are the parameters of its path as the document writes them. */
export function operationObject(
  bound: BoundOperation,
  names: readonly string[],
  schemas: Schemas,
  open: boolean,
): unknown {
  const { adapter, operation, name } = bound;
  const { parameters, ...input } = inputOf(bound, names, schemas);
  const scopes = callScopes(adapter.name, name);
  return {
    operationId: `${adapter.name}.${name}`,
    tags: [adapter.name],
    summary: operation.title,
    description: operation.idempotent
      ? `Idempotent: it may be sent again. Answered within ${operation.deadline}.`
      : `Not idempotent: send an Idempotency-Key, and the same one when you send it again. Answered within ${operation.deadline}.`,
    parameters: [
      ...parameters,
      { $ref: `#/components/parameters/${operation.idempotent ? 'Async-Idempotency-Key' : 'Idempotency-Key'}` },
      { $ref: '#/components/parameters/Prefer' },
    ],
    ...input,
    responses: {
      ...successes(bound, schemas),
      ...problemResponses([...refusedResponses(scopes, open), ...problemsOf(bound)]),
      ...typedFault(bound, schemas),
    },
    security: securityOf(scopes, open),
  };
}

function problemsOf({ operation }: BoundOperation): ProblemGroup[] {
  return [
    'Invalid',
    'NotFound',
    'NotAcceptable',
    'InProgress',
    'RejectedOrKeyReused',
    ...(hasBody(operation) ? (['TooLarge', 'UnsupportedMediaType', 'TooManyRequests'] as const) : []),
    'Internal',
    'PartnerFailed',
    'Unavailable',
    'TimedOut',
  ];
}

/** Where the contract declares the detail or the headers of faults, 422 says what they are. */
function typedFault(
  { adapter, name, schemas: { faultDetail, faultHeaders } }: BoundOperation,
  schemas: Schemas,
): Record<string, unknown> {
  if (!faultDetail && !faultHeaders) return {};
  const detail = faultDetail && new AdoptedSchema(faultDetail, `${adapter.name}.${name}.fault`, schemas).whole();
  const headers =
    faultHeaders && new AdoptedSchema(faultHeaders, `${adapter.name}.${name}.faultHeaders`, schemas).whole();
  return { '422': rejectedResponse({ ...(detail && { detail }), ...(headers && { headers }) }) };
}

function successes(bound: BoundOperation, schemas: Schemas): Record<string, unknown> {
  const { operation, adapter, name } = bound;
  const headers = headerRefs('X-Request-Id', 'Traceparent', 'Preference-Applied');
  const job = { $ref: '#/components/schemas/Job' };
  const accepted = (schema: JsonSchema): unknown => ({
    description: 'Accepted and written down: follow the job.',
    headers: { ...headers, ...headerRefs('Location') },
    content: { 'application/json': { schema } },
    links: { job: { operationId: 'jobs.get', parameters: { id: '$response.body#/id' } } },
  });
  if (answersNothing(bound)) {
    return { '204': { description: 'The partner accepted.', headers }, '202': accepted(job) };
  }
  const output = new AdoptedSchema(bound.outputSchema, `${adapter.name}.${name}.output`, schemas).whole();
  return {
    '200': {
      description: 'The answer.',
      headers,
      content: { 'application/json': { schema: output, example: operation.example.output } },
    },
    '202': accepted({ allOf: [job, { type: 'object', properties: { output } }] }),
  };
}

function inputOf(bound: BoundOperation, names: readonly string[], schemas: Schemas): Input {
  const { operation, adapter, name, inputSchema } = bound;
  const own = parseRoute(operation.route).parameters;
  const example = isJsonObject(operation.example.input) ? operation.example.input : {};
  const adopted = new AdoptedSchema(inputSchema, `${adapter.name}.${name}.input`, schemas);
  const fields = followed(inputSchema, inputSchema);
  const properties = isJsonObject(fields.properties) ? fields.properties : {};
  const required = Array.isArray(fields.required) ? fields.required : [];
  const parameter = (field: string, place: 'path' | 'query'): unknown => ({
    name: place === 'path' ? (names[own.indexOf(field)] ?? field) : field,
    in: place,
    ...((place === 'path' || required.includes(field)) && { required: true }),
    ...describedBy(properties[field]),
    schema: field in properties ? adopted.part(properties[field]) : { type: 'string' },
    ...(field in example && { example: example[field] }),
  });
  const inPath = own.map((field) => parameter(field, 'path'));
  const others = Object.keys(properties).filter((field) => !own.includes(field));
  if (!hasBody(operation)) return { parameters: [...inPath, ...others.map((field) => parameter(field, 'query'))] };
  if (own.length === 0) {
    return { parameters: [], requestBody: body(adopted.whole(), true, operation.example.input) };
  }
  if (others.length === 0) return { parameters: inPath };
  const rest = {
    ...fields,
    properties: pick(properties, others),
    required: required.filter((field) => others.includes(field)),
  };
  const restSchema = new AdoptedSchema(
    { ...rest, ...(isJsonObject(inputSchema.$defs) && { $defs: inputSchema.$defs }) },
    `${adapter.name}.${name}.input`,
    schemas,
  );
  return { parameters: inPath, requestBody: body(restSchema.whole(), rest.required.length > 0, pick(example, others)) };
}

function body(schema: JsonSchema, required: boolean, example: unknown): unknown {
  return { required, content: { 'application/json': { schema, example } } };
}

function describedBy(schema: unknown): { description?: string } {
  return isJsonObject(schema) && typeof schema.description === 'string' ? { description: schema.description } : {};
}

function pick(from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(from, name)).map((name) => [name, from[name]]));
}
