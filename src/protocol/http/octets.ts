/** Takes octets piece by piece, in their order. Both throw a BreakageError `malformed`. */
export interface Octets {
  write(piece: Buffer): void;
  /** Nothing more comes: whether what came was whole is known here. */
  end(): void;
}

/** Accounts for octets that a reply makes us hold. Throws a BreakageError where they are too many. */
export type Hold = (bytes: number) => void;
