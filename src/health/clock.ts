/** Milliseconds since the epoch; tests turn it by hand. */
export type Clock = () => number;
