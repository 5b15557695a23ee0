/** The same cases in every run; set PASSERELLE_SEED for others, and PASSERELLE_RUNS for more of each property. */
export const seed = Number(process.env['PASSERELLE_SEED'] ?? 20_261);

/** `few` in an ordinary run, PASSERELLE_RUNS where that is set. */
export function runs(few: number): number {
  const asked = Number(process.env['PASSERELLE_RUNS'] ?? 0);
  return asked > 0 ? asked : few;
}

/** The same as fast-check's parameters. */
export function cases(few: number): { numRuns: number; seed: number } {
  return { numRuns: runs(few), seed };
}
