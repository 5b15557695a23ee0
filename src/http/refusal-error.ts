import type { RefusalKind } from '../adapter/refusal.ts';

/** A request that never becomes a call. `message` is the problem's `detail`: it never quotes what was sent. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  readonly kind: RefusalKind;
  /** Headers of the answer: `Allow`, `WWW-Authenticate`, `Retry-After`… */
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: RefusalKind, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.kind = kind;
    this.headers = headers;
  }
}
