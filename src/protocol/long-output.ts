const long = new WeakSet();

/** Marks an output that came of a long reply: to write it at once would hold others up. Returns it. */
export function markLong(output: unknown): unknown {
  if (typeof output === 'object' && output !== null) long.add(output);
  return output;
}

/** Whether this very output was marked by {@link markLong}. */
export function isLongOutput(output: unknown): boolean {
  return typeof output === 'object' && output !== null && long.has(output);
}
