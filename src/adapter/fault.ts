/** What a partner's "no" may mean. */
export type FaultKind = 'not_found' | 'rejected' | 'credentials' | 'throttled' | 'failing';

/** A kind, with delivery `refused` where the partner says that it did nothing. */
export type FaultMapping = FaultKind | { readonly kind: FaultKind; readonly delivery: 'refused' };

/** What a business code inside a successful reply means. */
export type Verdict = 'success' | FaultMapping;

/** The partner says that it did nothing: even an order may be sent again. */
export function notDone(kind: FaultKind): FaultMapping {
  return { kind, delivery: 'refused' };
}
