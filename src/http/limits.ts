/** What a request may be. Each can be set; the defaults are {@link defaultLimits}. */
export interface FacadeLimits {
  readonly bodyBytes: number;
  /** The bodies that are being received, all together. */
  readonly heldBytes: number;
  /** How deep arrays and objects of a body may be nested. */
  readonly jsonDepth: number;
  readonly queryParameters: number;
  /** The longest `Prefer: wait`. */
  readonly waitMs: number;
}

export const defaultLimits: FacadeLimits = {
  bodyBytes: 1_048_576,
  heldBytes: 268_435_456,
  jsonDepth: 200,
  queryParameters: 100,
  waitMs: 300_000,
};
