import type { Route } from '../route-table.ts';
import type { ProblemGroup } from './problems.ts';
import { headerRefs, problemResponses } from './problems.ts';
import { refusedResponses, securityOf } from './security.ts';

interface OwnPath {
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Route['access'];
  readonly parameters?: readonly unknown[];
  readonly answers: Readonly<Record<string, unknown>>;
  readonly problems: readonly ProblemGroup[];
}

const headers = headerRefs('X-Request-Id', 'Traceparent');

function json(description: string, schema: string): unknown {
  return {
    description,
    headers,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  };
}

function inPath(name: string): unknown {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

const strict = {
  name: 'strict',
  in: 'query',
  allowEmptyValue: true,
  description: 'Answer 503 when red.',
  schema: { type: 'string' },
};

const paths: Readonly<Record<string, OwnPath>> = {
  '/jobs/{id}': {
    operationId: 'jobs.get',
    tag: 'jobs',
    summary: 'A call that waits, or was written down; for the client that made it',
    access: 'key',
    parameters: [inPath('id')],
    answers: { '200': json('The job as it is now.', 'Job') },
    problems: ['Invalid', 'NoRoute', 'NotAcceptable', 'Internal', 'StoreUnavailable'],
  },
  '/problems/{kind}': {
    operationId: 'problems.get',
    tag: 'problems',
    summary: 'What a kind of problem means, and what to do',
    access: 'open',
    parameters: [inPath('kind')],
    answers: {
      '200': {
        description: 'The kind, for people or programs.',
        headers,
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/ProblemType' } },
          'text/html': { schema: { type: 'string' } },
        },
      },
    },
    problems: ['Invalid', 'NoRoute', 'NotAcceptable', 'Internal'],
  },
  '/health': {
    operationId: 'health.all',
    tag: 'health',
    summary: 'How every adapter is',
    access: ['ops:read'],
    parameters: [strict],
    answers: {
      '200': json('Every adapter, and the gateway itself.', 'GatewayHealth'),
      '503': json('Red, and ?strict was asked.', 'GatewayHealth'),
    },
    problems: ['NotAcceptable', 'Internal'],
  },
  '/health/{adapter}': {
    operationId: 'health.adapter',
    tag: 'health',
    summary: 'How one adapter is',
    access: ['ops:read'],
    parameters: [inPath('adapter'), strict],
    answers: {
      '200': json('The adapter and its checks.', 'AdapterHealth'),
      '503': json('Red, and ?strict was asked.', 'AdapterHealth'),
    },
    problems: ['Invalid', 'NoRoute', 'NotAcceptable', 'Internal'],
  },
  '/health/live': {
    operationId: 'health.live',
    tag: 'health',
    summary: 'Whether the process answers',
    access: 'open',
    answers: { '200': json('It does.', 'Up') },
    problems: ['Internal'],
  },
  '/health/ready': {
    operationId: 'health.ready',
    tag: 'health',
    summary: 'Whether the process takes requests; never depends on a partner or on Redis',
    access: 'open',
    answers: { '200': json('It does.', 'Up'), '503': json('It is stopping.', 'Up') },
    problems: ['Internal'],
  },
  '/metrics': {
    operationId: 'metrics.get',
    tag: 'health',
    summary: 'Metrics for Prometheus',
    access: ['metrics'],
    answers: {
      '200': { description: 'Text exposition.', headers, content: { 'text/plain': { schema: { type: 'string' } } } },
    },
    problems: ['Internal'],
  },
};

/** The paths that are the gateway's own. */
export function ownPaths(open: boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(paths).map(([path, { operationId, tag, summary, access, parameters = [], answers, problems }]) => [
      path,
      {
        get: {
          operationId,
          tags: [tag],
          summary,
          ...(parameters.length > 0 && { parameters }),
          responses: { ...problemResponses([...refusedResponses(access, open), ...problems]), ...answers },
          security: securityOf(access, open),
        },
      },
    ]),
  );
}

export const ownTags = [
  { name: 'jobs', description: 'Calls that wait, and calls that were written down' },
  { name: 'health', description: 'How the gateway and its partners are' },
  { name: 'problems', description: 'What each kind of problem means' },
];
