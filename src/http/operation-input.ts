import type { IncomingMessage } from 'node:http';
import { BreakageError } from '../adapter/breakage.ts';
import { hasBody, parseRoute } from '../adapter/check-declaration.ts';
import { pointerTo } from '../codec/json-pointer.ts';
import type { BoundOperation } from '../protocol/bound.ts';
import type { ByteBudget } from '../protocol/http/byte-budget.ts';
import type { TextField } from './coerce.ts';
import { coerce, coerceScalar, textField } from './coerce.ts';
import { parseJson } from './json-text.ts';
import type { FacadeLimits } from './limits.ts';
import { isJsonObject } from '../protocol/json-object.ts';
import { followed } from './local-ref.ts';
import { parseQuery } from './query.ts';
import { announcesBody, checkMediaType, readBody } from './request-body.ts';
import type { PathValues } from './route-table.ts';

/** The input of an operation as its caller sent it: JSON, not yet checked by the operation. */
export type InputReader = (req: IncomingMessage, values: PathValues) => unknown;

/** How an operation's input is read: GET and DELETE from path and query, the others from path and JSON body. */
export function inputReader(bound: BoundOperation, limits: FacadeLimits, held: ByteBudget): InputReader {
  const fields = textFields(bound);
  if (!hasBody(bound.operation)) return (req, values) => fromUrl(req, values, fields, limits);
  const bodyless = parseRoute(bound.operation.route).parameters.length > 0;
  return (req, values) => fromBody(req, values, { fields, limits, held, bodyless });
}

const text: TextField = { scalars: new Set(['string']), items: undefined };

function textFields(bound: BoundOperation): ReadonlyMap<string, TextField> {
  const { properties } = followed(bound.inputSchema, bound.inputSchema);
  if (!isJsonObject(properties)) return new Map();
  const entries = Object.entries(properties);
  return new Map(
    entries.map(
      ([name, schema]) => [name, isJsonObject(schema) ? textField(schema, bound.inputSchema) : text] as const,
    ),
  );
}

function pathEntries(values: PathValues, fields: ReadonlyMap<string, TextField>): [name: string, value: unknown][] {
  return [...values].map(([name, value]) => [name, coerceScalar(value, (fields.get(name) ?? text).scalars)]);
}

function fromUrl(
  req: IncomingMessage,
  values: PathValues,
  fields: ReadonlyMap<string, TextField>,
  limits: FacadeLimits,
): unknown {
  if (announcesBody(req)) throw invalid('', `${req.method} takes its input from path and query: send no body.`);
  const entries = pathEntries(values, fields);
  for (const [name, texts] of parseQuery(queryOf(req), limits.queryParameters)) {
    if (values.has(name)) throw invalid(pointerTo([name]), 'It stands in the path already.');
    const value = coerce(texts, fields.get(name) ?? text);
    if (value === undefined) throw invalid(pointerTo([name]), 'It may be given once only.');
    entries.push([name, value]);
  }
  // Unlike assignment, this makes a property even of "__proto__".
  return Object.fromEntries(entries);
}

interface BodyReading {
  readonly fields: ReadonlyMap<string, TextField>;
  readonly limits: FacadeLimits;
  readonly held: ByteBudget;
  /** The path may be all there is. */
  readonly bodyless: boolean;
}

async function fromBody(
  req: IncomingMessage,
  values: PathValues,
  { fields, limits, held, bodyless }: BodyReading,
): Promise<unknown> {
  if (queryOf(req) !== '') throw invalid('', 'This operation takes no query: send its input as JSON in the body.');
  // What the path says may be all there is: POST /orders/:reference/cancellation.
  if (bodyless && !announcesBody(req)) return Object.fromEntries(pathEntries(values, fields));
  checkMediaType(req);
  const json = parseJson(await readBody(req, limits.bodyBytes, held), limits.jsonDepth);
  if (values.size === 0 || !isJsonObject(json)) return json;
  const inPath = pathEntries(values, fields);
  for (const [name, value] of inPath) {
    if (Object.hasOwn(json, name) && json[name] !== value) {
      throw invalid(pointerTo([name]), 'It differs from the path: leave it out of the body.');
    }
  }
  return Object.fromEntries([...Object.entries(json), ...inPath]);
}

function queryOf({ url = '' }: IncomingMessage): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

function invalid(pointer: string, message: string): BreakageError {
  return new BreakageError('invalid', pointer === '' ? message : 'The input does not fit the operation.', {
    errors: [{ pointer, message }],
  });
}
