const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A duration as people say it, in its largest whole unit: `3 h`, `5 min`, `40 s`, `120 ms`. */
export function spokenDuration(durationMs: number): string {
  const unit = units.find(([, sizeMs]) => durationMs >= sizeMs);
  if (unit === undefined) return `${Math.round(durationMs)} ms`;
  const [name, sizeMs] = unit;
  const amount = durationMs / sizeMs;
  return `${amount < 10 ? Math.floor(amount * 10) / 10 : Math.floor(amount)} ${name}`;
}
