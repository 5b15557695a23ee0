import { breakages } from '../../adapter/breakage.ts';
import { refusals } from '../../adapter/refusal.ts';
import { jobStates } from '../../queue/dispatch.ts';

const string = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const delivery = {
  type: 'string',
  enum: ['none', 'refused', 'unknown', 'done'],
  description:
    'How far the call got. none: no byte was processed; refused: the partner answered that it did nothing; unknown; done: it did the work, and its answer could not be taken.',
};
const fault = {
  type: 'object',
  description: 'The partner’s own “no”.',
  properties: {
    code: string,
    message: string,
    detail: true,
    headers: { type: 'object', description: 'The header blocks that the contract declares for faults.' },
  },
  required: ['code'],
};
const errors = {
  type: 'array',
  description: 'Every place of the input that does not fit.',
  items: {
    type: 'object',
    properties: {
      pointer: { type: 'string', format: 'json-pointer', description: 'JSON Pointer (RFC 6901) into the input' },
      message: string,
    },
    required: ['pointer', 'message'],
  },
};

/** RFC 9457, and the members of ours. */
const Problem = {
  type: 'object',
  description: 'Why there is no success (RFC 9457).',
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'A page that explains the kind' },
    title: string,
    status: { type: 'integer' },
    detail: string,
    instance: { type: 'string', format: 'uri-reference', description: 'This request; the job, where there is one' },
    adapter: string,
    operation: string,
    kind: {
      type: 'string',
      enum: [...Object.keys(breakages), ...Object.keys(refusals)],
      description: 'The first are breakages of a call, the last refusals of a request that never became one.',
    },
    delivery,
    retryable: { type: 'boolean', description: 'You may send this again, as it is.' },
    fault,
    errors,
    traceId: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  },
  required: ['type', 'title', 'status', 'detail', 'instance', 'kind', 'delivery', 'retryable', 'traceId'],
};

const Job = {
  type: 'object',
  description: 'A call that is written down, and what became of it.',
  properties: {
    id: string,
    adapter: string,
    operation: string,
    client: string,
    state: { type: 'string', enum: jobStates },
    createdAt: moment,
    updatedAt: moment,
    attempts: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          at: moment,
          durationMs: { type: 'number' },
          kind: { type: 'string', enum: ['success', ...Object.keys(breakages)] },
          delivery,
          code: { type: 'string', description: 'The partner’s code' },
        },
        required: ['at', 'durationMs', 'kind', 'delivery'],
      },
    },
    nextAttemptAt: moment,
    output: { description: 'The operation’s output, when succeeded' },
    problem: {
      type: 'object',
      description: 'The breakage, when failed, in doubt or expired; the newest one while retrying.',
      properties: { kind: { type: 'string', enum: Object.keys(breakages) }, delivery, detail: string, fault, errors },
      required: ['kind', 'delivery', 'detail'],
    },
  },
  required: ['id', 'adapter', 'operation', 'client', 'state', 'createdAt', 'updatedAt', 'attempts'],
};

const status = { type: 'string', enum: ['green', 'unknown', 'orange', 'red'] };

const Check = {
  type: 'object',
  description: 'One measured question about an adapter, and its answer.',
  properties: {
    name: string,
    status,
    reason: string,
    since: moment,
    example: {
      type: 'object',
      description: 'The newest failing example.',
      properties: { at: moment, operation: string, kind: string, callId: string, traceId: string },
      required: ['at', 'operation', 'kind', 'callId'],
    },
  },
  required: ['name', 'status', 'reason', 'since'],
};

const checks = { type: 'array', items: { $ref: '#/components/schemas/Check' } };

const backlog = {
  type: 'object',
  description: 'What waits.',
  properties: {
    waiting: { type: 'integer' },
    oldestMs: { type: 'number' },
    failed: { type: 'integer' },
    inDoubt: { type: 'integer' },
  },
  required: ['waiting', 'oldestMs', 'failed', 'inDoubt'],
};

const AdapterHealth = {
  type: 'object',
  properties: { adapter: string, title: string, status, since: moment, checks, backlog },
  required: ['adapter', 'title', 'status', 'since', 'checks'],
};

const GatewayHealth = {
  type: 'object',
  properties: {
    status,
    at: moment,
    adapters: { type: 'array', items: { $ref: '#/components/schemas/AdapterHealth' } },
    gateway: checks,
  },
  required: ['status', 'at', 'adapters', 'gateway'],
};

const Up = {
  type: 'object',
  properties: { status: { type: 'string', enum: ['up', 'stopping'] } },
  required: ['status'],
};

const ProblemType = {
  type: 'object',
  description: 'What a kind of problem means, and what to do.',
  properties: {
    kind: Problem.properties.kind,
    status: { type: 'integer' },
    title: string,
    advice: string,
    retryable: { type: 'boolean' },
    delivery,
  },
  required: ['kind', 'status', 'title', 'advice'],
};

/** The schemas that are ours, not an adapter's. */
export const ownSchemas = { Problem, Job, Check, AdapterHealth, GatewayHealth, Up, ProblemType };

/** `components/headers`. */
export const headers = {
  'X-Request-Id': { description: 'The request: yours where you sent one, else a new one.', schema: string },
  Traceparent: { description: 'W3C Trace Context: your trace where you sent one, else a new one.', schema: string },
  'Retry-After': { description: 'Seconds to wait before sending this again.', schema: { type: 'integer', minimum: 1 } },
  Location: {
    description: 'The job that follows this call; with a problem, only when the call is in doubt.',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Preference-Applied': { description: 'What of Prefer was followed (RFC 7240).', schema: string },
  'WWW-Authenticate': { description: 'How to authenticate (RFC 9110).', schema: string },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Names the call: a new key for each new call, the same key when a call is sent again. 1 to 255 visible ASCII characters, bare or as "…".',
  schema: { type: 'string', minLength: 1 },
  example: '7f9c24e8-3b12-4a5e-9d51-2f1c8f0a6f10',
};

/** `components/parameters`. */
export const parameters = {
  'Idempotency-Key': { ...idempotencyKey, required: true },
  'Async-Idempotency-Key': {
    ...idempotencyKey,
    description: 'With `Prefer: respond-async`: the same key finds the same job again. Not needed otherwise.',
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description: '`respond-async`: 202 at once, and a job to follow. `wait=<seconds>`: how long you wait (RFC 7240).',
    schema: string,
    example: 'wait=10',
  },
};

/** `components/securitySchemes`. */
export const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer <key>`.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'The same key in a header of its own.' },
};
