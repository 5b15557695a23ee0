import { breakages } from '../../adapter/breakage.ts';
import { refusals } from '../../adapter/refusal.ts';
import type { JsonSchema } from '../../protocol/bound.ts';
import type { ProblemKind } from '../problem.ts';

const problem = { $ref: '#/components/schemas/Problem' };
const rules = { ...breakages, ...refusals };

interface Group {
  readonly kinds: readonly ProblemKind[];
  readonly headers?: readonly string[];
}

/** The problems of the API, one response for each status; two where a status means something else on some paths. */
const groups = {
  Invalid: { kinds: ['invalid'] },
  Unauthorized: { kinds: ['unauthorized'], headers: ['WWW-Authenticate'] },
  Forbidden: { kinds: ['forbidden'] },
  NotFound: { kinds: ['not_found'] },
  NoRoute: { kinds: ['no_route'] },
  NotAcceptable: { kinds: ['not_acceptable'] },
  InProgress: { kinds: ['in_progress'], headers: ['Retry-After'] },
  TooLarge: { kinds: ['too_large'] },
  TooManyRequests: { kinds: ['too_many_requests'], headers: ['Retry-After'] },
  UnsupportedMediaType: { kinds: ['unsupported_media_type'] },
  RejectedOrKeyReused: { kinds: ['rejected', 'key_reused'] },
  Internal: { kinds: ['internal'], headers: ['Location'] },
  PartnerFailed: {
    kinds: ['credentials', 'failing', 'interrupted', 'malformed', 'drift'],
    headers: ['Retry-After', 'Location'],
  },
  Unavailable: {
    kinds: ['throttled', 'unreachable', 'circuit_open', 'overloaded', 'store_unavailable'],
    headers: ['Retry-After'],
  },
  StoreUnavailable: { kinds: ['store_unavailable'], headers: ['Retry-After'] },
  TimedOut: { kinds: ['timeout', 'expired'], headers: ['Retry-After', 'Location'] },
} as const satisfies Record<string, Group>;

export type ProblemGroup = keyof typeof groups;

/** References to responses, by their status. */
export function problemResponses(names: readonly ProblemGroup[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [String(rules[groups[name].kinds[0]].status), { $ref: `#/components/responses/${name}` }]),
  );
}

/** `components/responses`: every problem, with its kinds, headers and an example of each. */
export function problemComponents(): Record<string, unknown> {
  return Object.fromEntries(Object.entries<Group>(groups).map(([name, group]) => [name, response(group)]));
}

function response({ kinds, headers = [] }: Group): unknown {
  const status = kinds[0] === undefined ? 500 : rules[kinds[0]].status;
  return {
    description: kinds.map((kind) => `\`${kind}\`: ${rules[kind].title}. ${rules[kind].advice}`).join('\n\n'),
    headers: headerRefs('X-Request-Id', 'Traceparent', ...headers),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [problem, { type: 'object', properties: { status: { const: status }, kind: { enum: kinds } } }],
        },
        examples: Object.fromEntries(kinds.map((kind) => [kind, { summary: rules[kind].title, value: example(kind) }])),
      },
    },
  };
}

/** 422 with what the partner says in `fault.detail` and `fault.headers`. */
export function rejectedResponse(properties: Readonly<Record<string, JsonSchema>>): unknown {
  const fault = { type: 'object', properties };
  const known = { status: { const: rules.rejected.status }, kind: { enum: groups.RejectedOrKeyReused.kinds }, fault };
  return {
    description: `\`rejected\`: ${rules.rejected.title}. ${rules.rejected.advice}`,
    headers: headerRefs('X-Request-Id', 'Traceparent'),
    content: { 'application/problem+json': { schema: { allOf: [problem, { type: 'object', properties: known }] } } },
  };
}

/** References to `components/headers`. */
export function headerRefs(...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function example(kind: ProblemKind): unknown {
  const { title, status, advice } = rules[kind];
  const breakage = kind in breakages ? breakages[kind as keyof typeof breakages] : undefined;
  const delivery = breakage?.delivery ?? 'none';
  return {
    type: `/problems/${kind}`,
    title,
    status,
    detail: advice,
    instance: 'urn:request:5f0c1b1e-6f0a-4c53-9d0e-0a2f6f1f7b11',
    kind,
    delivery,
    retryable: breakage
      ? breakage.retryable && delivery !== 'unknown'
      : kind === 'in_progress' || kind === 'too_many_requests',
    ...(kind === 'rejected' && { fault: { code: 'REFUSED', message: 'The partner’s own words' } }),
    ...(kind === 'invalid' && { errors: [{ pointer: '/field', message: 'What does not fit' }] }),
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  };
}
