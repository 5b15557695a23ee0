const LINE_SPACE = /[\t\n\r]/;
const LINE_SPACES = /[\t\n\r]/g;
const SPACES = / {2,}/g;

export type WhiteSpace = 'preserve' | 'replace' | 'collapse';

/** XSD 1.0 part 2 §4.3.6. Only the four white space characters of XML count: a no-break space is text. */
export function collapse(text: string): string {
  if (isTidy(text)) return text;
  const spaced = replace(text).replace(SPACES, ' ');
  const start = spaced.startsWith(' ') ? 1 : 0;
  const end = spaced.endsWith(' ') ? spaced.length - 1 : spaced.length;
  return end <= start ? '' : spaced.slice(start, end);
}

function isTidy(text: string): boolean {
  let before = 32;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c <= 32 && (c === 32 ? before === 32 : c === 9 || c === 10 || c === 13)) return false;
    before = c;
  }
  return before !== 32 || text === '';
}

export function replace(text: string): string {
  return LINE_SPACE.test(text) ? text.replace(LINE_SPACES, ' ') : text;
}

/** The normalization that a `whiteSpace` facet asks for. */
export function normalizer(whiteSpace: WhiteSpace): (text: string) => string {
  if (whiteSpace === 'collapse') return collapse;
  return whiteSpace === 'replace' ? replace : (text) => text;
}
