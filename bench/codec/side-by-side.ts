import { median } from '../median.ts';

/** One way to do the same work. */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
}

export interface Result {
  readonly name: string;
  readonly mbPerSecond: number;
}

/**
 * Runs the contenders in turn, several rounds over, so that the machine's moods hit all alike; the first round is to warm
 * up. A contender's figure is the median of its rounds, in MB a second of processor time.
 */
export async function sideBySide(
  contenders: readonly Contender[],
  bytes: number,
  { rounds, roundMs }: { rounds: number; roundMs: number },
): Promise<readonly Result[]> {
  const rates = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { run }] of contenders.entries()) {
      const rate = await rateOf(run, bytes, roundMs);
      if (round > 0) rates[index]?.push(rate);
    }
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  return contenders.map(({ name }, index) => ({ name, mbPerSecond: median(rates[index] ?? []) }));
}

/** By the processor's time, garbage collection included: what else runs on the machine counts for less. */
async function rateOf(run: () => unknown, bytes: number, roundMs: number): Promise<number> {
  const start = performance.now();
  const before = process.cpuUsage();
  let runs = 0;
  do {
    const result = run();
    if (result instanceof Promise) await result;
    runs++;
  } while (performance.now() - start < roundMs);
  const { user, system } = process.cpuUsage(before);
  return (runs * bytes) / (user + system);
}

/** Rows of text, the first column to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n\n`;
}
