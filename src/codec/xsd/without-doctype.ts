/** What may stand before a DOCTYPE (XML 1.0 §2.8). */
const misc = /(?:\s|<\?[^?]*(?:\?(?!>)[^?]*)*\?>|<!--[^-]*(?:-(?!->)[^-]*)*-->)*/y;
/** The pieces of a DOCTYPE: quoted text, comments and instructions may hold what would end it. What does not end is one piece. */
const piece =
  /"[^"]*(?:"|$)|'[^']*(?:'|$)|<!--[^-]*(?:-(?!->)[^-]*)*(?:-->|$)|<\?[^?]*(?:\?(?!>)[^?]*)*(?:\?>|$)|[^"'<>[\]]+|[<>[\]]/gy;

/**
 * A contract without its DOCTYPE, the lines of which stay: schemas of the W3C are published with one, and say nothing in it
 * that a message needs. It is passed over and never read: no entity that it declares is known. Replies with one are refused.
 */
export function withoutDoctype(text: string): string {
  misc.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  misc.test(text);
  const start = misc.lastIndex;
  if (!text.startsWith('<!DOCTYPE', start)) return text;
  piece.lastIndex = start;
  let depth = 0;
  let subset = 0;
  for (let found = piece.exec(text); found; found = piece.exec(text)) {
    const [token] = found;
    if (token === '[') subset++;
    else if (token === ']') subset--;
    else if (token === '<') depth++;
    else if (token === '>' && --depth === 0 && subset === 0) {
      const end = piece.lastIndex;
      return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/gu, ' ') + text.slice(end);
    }
  }
  return text;
}
