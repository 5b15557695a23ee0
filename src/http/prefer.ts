/** What a caller prefers, of what we know (RFC 7240). */
export interface Preferences {
  readonly respondAsync: boolean;
  /** `wait`, in milliseconds. */
  readonly waitMs: number | undefined;
}

const nothing: Preferences = { respondAsync: false, waitMs: undefined };

/** Reads `Prefer` (RFC 7240 §2): the first of two equal preferences counts, unknown and ill-formed ones are ignored. */
export function parsePrefer(header: string | string[] | undefined): Preferences {
  if (header === undefined || header.length > 1_024) return nothing;
  // A quoted value may hold commas; of ours only the number of seconds may be quoted.
  const text = String(header)
    .replace(/"(\d{1,9})"/g, '$1')
    .replace(/"(?:[^"\\]|\\.)*"/g, '""');
  let respondAsync = false;
  let waitMs: number | undefined;
  for (const item of text.split(',')) {
    const [preference = ''] = item.split(';', 1);
    const [name = '', value = ''] = preference.split('=', 2).map((part) => part.trim());
    if (name.toLowerCase() === 'respond-async' && value === '') respondAsync = true;
    else if (name.toLowerCase() === 'wait' && /^[1-9]\d{0,8}$/.test(value)) waitMs ??= Number(value) * 1_000;
  }
  return { respondAsync, waitMs };
}

/** `Preference-Applied` (RFC 7240 §3) for what was done. */
export function preferenceApplied(applied: Preferences): Record<string, string> {
  const items: string[] = [];
  if (applied.respondAsync) items.push('respond-async');
  if (applied.waitMs !== undefined) items.push(`wait=${applied.waitMs / 1_000}`);
  return items.length === 0 ? {} : { 'Preference-Applied': items.join(', ') };
}
