const most = 8;

/** The names most like one that was not found, the nearest first. */
export function nearest(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  return [...new Set(names)]
    .map((each) => ({ each, distance: distance(wanted, each.toLowerCase()) }))
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ each }) => each);
}

/** How many letters must be changed, added or left out (Levenshtein). */
function distance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (before[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      row.push(Math.min(changed, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = row;
  }
  return before[other.length] ?? 0;
}
