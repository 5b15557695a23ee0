import type { z } from 'zod';
import type { Endpoint } from './auth.ts';
import { checkDeclaration } from './check-declaration.ts';
import type { Duration } from './duration.ts';
import type { FaultMapping } from './fault.ts';
import type { DeepReadonly, Operation, TypedOperation } from './operation.ts';

/** What an adapter knows of the call it makes an endpoint or headers for. */
export interface CallContext<Input = unknown> {
  readonly input: Input;
  /** The client the call is made for; `undefined` for probes. */
  readonly client: string | undefined;
  readonly callId: string;
  readonly now: Date;
}

type Operations = Readonly<Record<string, Operation>>;
type TypesOf<Op> =
  Op extends TypedOperation<infer InJson, infer In, infer Out, infer Ask, infer Question, infer Headers>
    ? { json: InJson; input: In; output: Out; ask: Ask; question: Question; headers: Headers }
    : never;
type InputOf<Ops> = TypesOf<Ops[keyof Ops]>['input'];

/** The adapter's operations as a probe calls them: each takes the caller's input and resolves to its output, or throws a BreakageError. */
export type ProbeCalls<Ops> = {
  readonly [Name in keyof Ops]: (input: TypesOf<Ops[Name]>['json']) => Promise<TypesOf<Ops[Name]>['output']>;
};

/** A harmless question to the partner. */
export type Probe<Calls> =
  | ((calls: Calls) => Promise<unknown>)
  | { readonly kind: 'tcp' }
  | { readonly kind: 'none'; readonly reason: string };

/** The probe only connects: to the host and port of the endpoint that the first operation's example gives. */
export const tcp = (): { readonly kind: 'tcp' } => ({ kind: 'tcp' });

/** No probe, for partners that bill each call or log it against a person. The reason is shown. */
export const none = (reason: string): { readonly kind: 'none'; readonly reason: string } => ({ kind: 'none', reason });

type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (member: infer All) => void
  ? All
  : never;
type HeadersNeeded<Ops> = Intersection<{ [Name in keyof Ops]: TypesOf<Ops[Name]>['headers'] }[keyof Ops]>;
/** Where the partner's "not yet" is asked after: an operation of this adapter, with an input that it takes. */
type AsksKnown<Ops> = { readonly [Name in keyof Ops]: AskKnown<Ops, TypesOf<Ops[Name]>> };
type AskKnown<Ops, Types extends { ask: unknown; question: unknown }> = Types['ask'] extends keyof Ops
  ? Types['question'] extends DeepReadonly<TypesOf<Ops[Types['ask']]>['json']>
    ? unknown
    : { readonly pending: { readonly input: () => TypesOf<Ops[Types['ask']]>['json'] } }
  : { readonly pending: { readonly ask: keyof Ops } };

interface Declaration<Env extends z.ZodType, Ops extends Operations> {
  /** The folder, URL prefix, environment prefix, log field, queue name and metric label: `[a-z][a-z0-9-]*`. */
  readonly name: string;
  /** The name people read. */
  readonly title: string;
  readonly env: Env;
  readonly endpoint: (env: z.output<Env>, call: CallContext<InputOf<Ops>>) => Endpoint;
  /** Looked up by detail element, innermost subcode, code, then exact reason text. */
  readonly faults: Readonly<Record<string, FaultMapping>>;
  readonly operations: Ops & AsksKnown<Ops>;
  readonly health: {
    /** How often the partner is probed. */
    readonly every: Duration;
    /** Latency is orange when the 95th percentile is above this. */
    readonly slowAfter: Duration;
    readonly probe: Probe<ProbeCalls<Ops>>;
  };
}

/** The SOAP headers that the WSDL asks for on every call are the adapter's, typed by the WSDL. */
type HeadersDeclaration<Env extends z.ZodType, Ops> =
  unknown extends HeadersNeeded<Ops>
    ? { readonly headers?: never }
    : { readonly headers: (env: z.output<Env>, call: CallContext<InputOf<Ops>>) => HeadersNeeded<Ops> };

/** An adapter as the core sees it. */
export interface Adapter {
  readonly name: string;
  readonly title: string;
  readonly env: z.ZodType;
  readonly endpoint: (env: unknown, call: CallContext) => Endpoint;
  readonly headers: ((env: unknown, call: CallContext) => Readonly<Record<string, unknown>>) | undefined;
  readonly faults: Readonly<Record<string, FaultMapping>>;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly health: {
    readonly every: Duration;
    readonly slowAfter: Duration;
    readonly probe: Probe<Readonly<Record<string, (input: unknown) => Promise<unknown>>>>;
  };
}

/**
 * Declares a partner. Throws an Error that names adapter, operation and mend when the declaration cannot be served:
 * a reserved or ill-formed name, two operations on one route, a path parameter that is no field of the input, a
 * personal field in a path or query.
 */
export function defineAdapter<Env extends z.ZodType, const Ops extends Operations>(
  declaration: Declaration<Env, Ops> & HeadersDeclaration<Env, Ops>,
): Adapter {
  const adapter = { headers: undefined, ...declaration } as unknown as Adapter;
  checkDeclaration(adapter);
  return adapter;
}
