/** What a partner's "no" may mean. */
export type FaultKind = 'not_found' | 'rejected' | 'credentials' | 'throttled' | 'failing';

/** A kind, with delivery `refused` where the partner says that it did nothing. */
export type FaultMapping = FaultKind | { readonly kind: FaultKind; readonly delivery: 'refused' };

/** What a business code inside a successful reply means. */
export type Verdict = 'success' | FaultMapping;

/** A "no" inside a successful reply, declared as data: like a fault, but in the reply's own words. */
export interface VerdictTable<Reply> {
  /** The business code. */
  code(reply: Reply): string;
  /** The partner's words beside it: they reach only the caller of that call. */
  message?(reply: Reply): string | undefined;
  /** Success codes are listed too: an unlisted code is drift, never success. */
  readonly means: Readonly<Record<string, Verdict>>;
}

/** The partner says that it did nothing: even an order may be sent again. */
export function notDone(kind: FaultKind): FaultMapping {
  return { kind, delivery: 'refused' };
}
