/** JSON with sorted keys: two inputs that mean the same give the same text. What JSON cannot hold is written as text. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner === 'bigint') return inner.toString();
      if (inner === null || typeof inner !== 'object') return inner;
      if (Array.isArray(inner)) return ['[', ...(inner as unknown[])];
      const entries = Object.entries(inner)
        .filter(([, field]) => field !== undefined)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      // A plain object would put keys that look like integers first, and lose `__proto__`.
      return ['{', ...entries.flat()];
    }) ?? 'undefined'
  );
}
