import type { z } from 'zod';
import type { Duration } from './duration.ts';
import type { FaultMapping, VerdictTable } from './fault.ts';
import type { Retry } from './retry.ts';
import { never } from './retry.ts';
import type { ElementToken, SoapToken } from './token.ts';

/** What an encode may use besides its input. */
export interface EncodeContext {
  /** The same over all attempts and replays of a call: the partner's own dedupe key where it has one. */
  readonly callId: string;
  /** When this attempt is made. */
  readonly now: Date;
}

type ReadRoute = `GET /${string}`;
type CommandRoute = `${'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
export type Route = ReadRoute | CommandRoute;

/** Idempotency is implied by GET and must be declared for everything else. */
type Repeatability =
  | { readonly route: ReadRoute; readonly idempotent?: true }
  | { readonly route: CommandRoute; readonly idempotent: boolean };

/** The partner answers "not yet": the gateway asks again until `when` is false for the asked operation's output. */
export interface Pending<In, Out, Ask extends string, Question> {
  readonly when: (output: Out) => boolean;
  /** The operation to ask with; its output has the same shape as this one's. */
  readonly ask: Ask;
  /** The asked operation's input, as its callers send it. */
  readonly input: (output: Out, input: In) => Question;
  readonly every: Duration;
  readonly giveUpAfter: Duration;
}

/** What a pure function may return: nothing of it is written to. */
export type DeepReadonly<Value> = Value extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;

interface Common<In, InJson, Out, OutJson, Ask extends string, Question> {
  /** One line for people: OpenAPI's summary. */
  readonly title: string;
  /** What the caller sends: path parameters and query for GET and DELETE, path parameters and JSON body otherwise. */
  readonly input: z.ZodType<In, InJson>;
  /** What the caller gets. */
  readonly output: z.ZodType<Out, OutJson>;
  /** Shown in OpenAPI, used by the printed curl lines; a test checks that both sides validate. Invented data only. */
  readonly example: { readonly input: NoInfer<InJson>; readonly output: NoInfer<Out> };
  readonly retry?: Retry;
  /** How long a caller waits at most; 30 s. */
  readonly deadline?: Duration;
  /** How long one attempt takes at most; 10 s. */
  readonly attemptTimeout?: Duration;
  readonly pending?: Pending<NoInfer<In>, NoInfer<Out>, Ask, Question>;
}

/** A SOAP operation as an adapter declares it. */
export type SoapDeclaration<Message, Reply, Headers, In, InJson, Out, OutJson, Ask extends string, Question> = Common<
  In,
  InJson,
  Out,
  OutJson,
  Ask,
  Question
> &
  Repeatability & {
    readonly operation: SoapToken<Message, Reply, Headers>;
    readonly encode: (input: NoInfer<In>, context: EncodeContext) => NoInfer<DeepReadonly<Message>>;
    /** `undefined` where a successful reply holds no answer: drift. */
    readonly decode: (reply: NoInfer<Reply>) => NoInfer<DeepReadonly<OutJson>> | undefined;
    readonly verdict?: VerdictTable<NoInfer<Reply>>;
  };

/** An operation of a partner that speaks XML over HTTP without SOAP. */
export type XmlDeclaration<Message, Reply, Failure, In, InJson, Out, OutJson, Ask extends string, Question> = Common<
  In,
  InJson,
  Out,
  OutJson,
  Ask,
  Question
> &
  Repeatability & {
    /** Method and path at the partner, below the endpoint's URL; `:name` is filled from the input. */
    readonly send: Route;
    readonly reply: ElementToken<Reply, unknown>;
    /** `undefined` where a successful reply holds no answer: drift. */
    readonly decode: (reply: NoInfer<Reply>) => NoInfer<DeepReadonly<OutJson>> | undefined;
    readonly verdict?: VerdictTable<NoInfer<Reply>>;
    /** The partner's error document on a status other than 2xx; its code is looked up in `faults`. */
    readonly fault?: {
      readonly element: ElementToken<Failure, unknown>;
      readonly code: (failure: NoInfer<Failure>) => string;
      readonly message?: (failure: NoInfer<Failure>) => string;
    };
    /** What a status other than 2xx means where no fault document says more. */
    readonly statuses?: Readonly<Record<number, FaultMapping>>;
  } & (
    | {
        readonly message: ElementToken<unknown, Message>;
        readonly encode: (input: NoInfer<In>, context: EncodeContext) => NoInfer<DeepReadonly<Message>>;
      }
    | { readonly message?: never; readonly encode?: never }
  );

/** How an operation's message travels. */
export type Wire =
  | { readonly kind: 'soap'; readonly token: SoapToken }
  | {
      readonly kind: 'xml';
      readonly send: Route;
      readonly message: ElementToken | undefined;
      readonly reply: ElementToken;
      readonly fault:
        | { readonly element: ElementToken; code(failure: unknown): string; message?(failure: unknown): string }
        | undefined;
      readonly statuses: Readonly<Record<number, FaultMapping>>;
    };

/** An operation as the core sees it: the declared types are checked where it is declared, and erased here. */
export interface Operation {
  readonly wire: Wire;
  readonly route: Route;
  readonly title: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly example: { readonly input: unknown; readonly output: unknown };
  readonly idempotent: boolean;
  readonly retry: Retry;
  readonly deadline: Duration;
  readonly attemptTimeout: Duration;
  readonly pending: Pending<unknown, unknown, string, unknown> | undefined;
  /** Absent where no message has a body. */
  readonly encode: ((input: unknown, context: EncodeContext) => unknown) | undefined;
  readonly decode: (reply: unknown) => unknown;
  readonly verdict: VerdictTable<unknown> | undefined;
  /**
   * Zero code: input and output are the WSDL's own JSON. The input is checked by the codec (a message that the schema
   * refuses is `invalid`, not `internal`), declared headers stand under `$headers`, and the JSON Schemas are the codec's.
   */
  readonly bare: boolean;
}

/** An {@link Operation} that still knows its types, for `defineAdapter`. */
export interface TypedOperation<InJson, In, Out, Ask extends string, Question, Headers> extends Operation {
  readonly '~types'?: {
    readonly json: InJson;
    readonly input: In;
    readonly output: Out;
    readonly ask: Ask;
    /** What is asked with: the asked operation's input. */
    readonly question: Question;
    readonly headers: Headers;
  };
}

const defaults = {
  encode: undefined,
  retry: never,
  deadline: '30s',
  attemptTimeout: '10s',
  pending: undefined,
  verdict: undefined,
  bare: false,
} as const;

/** Declares a SOAP operation. */
export function soap<
  const Message,
  Reply,
  Headers,
  In,
  InJson,
  Out,
  const OutJson,
  const Ask extends string = never,
  const Question = never,
>(
  declaration: SoapDeclaration<Message, Reply, Headers, In, InJson, Out, OutJson, Ask, Question>,
): TypedOperation<InJson, In, Out, Ask, Question, Headers> {
  const { operation: token, ...rest } = declaration;
  return { ...erased(rest), wire: { kind: 'soap', token } };
}

/** Declares an operation of a partner that speaks XML over HTTP. */
export function xml<
  const Message,
  Reply,
  Failure,
  In,
  InJson,
  Out,
  const OutJson,
  const Ask extends string = never,
  const Question = never,
>(
  declaration: XmlDeclaration<Message, Reply, Failure, In, InJson, Out, OutJson, Ask, Question>,
): TypedOperation<InJson, In, Out, Ask, Question, unknown> {
  const { send, message, reply, fault, statuses, ...rest } = declaration;
  const failure = fault as Extract<Wire, { kind: 'xml' }>['fault'];
  return { ...erased(rest), wire: { kind: 'xml', send, message, reply, fault: failure, statuses: statuses ?? {} } };
}

/** The declaration with its defaults, and without its types: they were checked where it was written. */
function erased(declaration: object): Omit<Operation, 'wire'> {
  const known = { ...defaults, ...declaration } as unknown as Operation;
  return { ...known, idempotent: known.idempotent ?? known.route.startsWith('GET ') };
}
