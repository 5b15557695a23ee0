/** How many random cases each property takes: set PASSERELLE_RUNS for a long run, PASSERELLE_SEED for other cases. */
export const seed = Number(process.env['PASSERELLE_SEED'] ?? 20_261);

/** `few` in an ordinary run, PASSERELLE_RUNS where that is set. */
export function runs(few: number): number {
  const asked = Number(process.env['PASSERELLE_RUNS'] ?? 0);
  return asked > 0 ? asked : few;
}
