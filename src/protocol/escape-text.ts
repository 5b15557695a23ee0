import { escapeText as escape } from '../codec/encode/escape.ts';

/** Character data of our own: an action, an address, a user name. Throws an Error where XML cannot hold it. */
export function escapeText(text: string): string {
  const escaped = escape(text);
  if (escaped === undefined) throw new Error('a header of ours holds a character that XML does not allow');
  return escaped;
}
