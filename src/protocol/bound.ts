import type { Adapter } from '../adapter/adapter.ts';
import type { Operation } from '../adapter/operation.ts';
import type { Drift } from '../codec/index.ts';

/** JSON Schema 2020-12, as OpenAPI 3.1 embeds it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What OpenAPI says of an operation. */
export interface OperationSchemas {
  readonly input: JsonSchema;
  readonly output: JsonSchema;
  /** `fault.detail`, where the contract declares details. */
  readonly faultDetail: JsonSchema | undefined;
  /** `fault.headers`, where the contract declares header blocks for faults. */
  readonly faultHeaders?: JsonSchema;
  /** What the schemas refer to as `#/components/schemas/<name>`; the names begin with the adapter's and a dot. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

/** One try of a call. */
export interface Attempt {
  /** The same over all attempts and replays of a call. */
  readonly callId: string;
  /** New for each attempt; `wsa:MessageID` is `urn:uuid:` and this. */
  readonly attemptId: string;
  /** `undefined` for a probe. */
  readonly client: string | undefined;
  readonly now: Date;
  readonly timeoutMs: number;
  /**
   * Gives the attempt up: before the first byte the breakage has delivery `none`, after it `unknown`. A reason that is a
   * BreakageError keeps its kind; a `TimeoutError` is the partner’s slowness; any other is `expired`.
   */
  readonly signal: AbortSignal;
  /** W3C Trace Context, passed on to the partner. */
  readonly traceparent: string | undefined;
  /** Awaited when everything is ready and before the first byte leaves; when it throws, nothing is sent and its error is the attempt's. */
  readonly beforeFirstByte?: (() => Promise<void>) | undefined;
}

/** What came of an attempt that succeeded. */
export interface Answer {
  /** The operation's output, validated. */
  readonly output: unknown;
  /** Differences that lenient reading passed on. */
  readonly drift: readonly Drift[];
  readonly replyBytes: number;
}

/** An operation joined to its compiled contract and its endpoint: the one way a message travels. */
export interface BoundOperation {
  readonly adapter: Adapter;
  readonly name: string;
  readonly operation: Operation;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  /** Both of them with the rest, made when first asked for. */
  readonly schemas: OperationSchemas;
  /** The caller's JSON as the operation's input. Throws a BreakageError `invalid` with every offending place. */
  checkInput(json: unknown): unknown;
  /** The key of breaker, pool and bulkhead: the address and a fingerprint of the credential. Never the credential. */
  address(input: unknown, client: string | undefined): string;
  /**
   * Sends one message and takes its reply. Throws a BreakageError, whatever goes wrong (`driftOf` says what one tells the
   * drift check), or what `beforeFirstByte` threw. `input` comes from {@link checkInput}.
   */
  attempt(input: unknown, attempt: Attempt): Promise<Answer>;
}

export interface BoundAdapter {
  readonly adapter: Adapter;
  readonly operations: ReadonlyMap<string, BoundOperation>;
  /** Connects to the host and port that the first operation's example would be sent to, for the `tcp()` probe. Throws a BreakageError `unreachable`. */
  connect(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}
