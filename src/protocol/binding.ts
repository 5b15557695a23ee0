import type { Adapter } from '../adapter/adapter.ts';
import type { Endpoint } from '../adapter/auth.ts';
import type { Operation } from '../adapter/operation.ts';
import type { Drift, XmlLimits } from '../codec/index.ts';
import type { Attempt } from './bound.ts';
import type { HttpReply, HttpRequest } from './http/http-message.ts';

/** What a binding needs of its adapter. */
export interface Party {
  readonly adapter: Adapter;
  readonly env: unknown;
  readonly operation: Operation;
  readonly limits: Partial<XmlLimits>;
}

/** What a reply says once it was read by its contract. */
export interface Reading {
  /** The reply's content as JSON; `undefined` where a one-way operation has none. */
  readonly content: unknown;
  readonly drift: Drift[];
}

/** How one operation's message is written and its reply is read (WSDL 1.1 §2.5). */
export interface Binding {
  /** What only the wire can find wrong with an input. Throws a BreakageError `invalid`. */
  check(input: unknown): void;
  /** Where the operation listens when the endpoint does not say. */
  readonly address: string;
  request(input: unknown, attempt: Attempt, endpoint: Endpoint): HttpRequest | Promise<HttpRequest>;
  /** Throws a BreakageError: the partner’s fault, its status, or what is wrong with its reply. */
  read(reply: HttpReply, endpoint: Endpoint, attempt: Attempt): Reading | Promise<Reading>;
}
