import { MalformedError } from '../problem.ts';

/** XML 1.0 §2.2: characters that no document may hold, as a character or by reference; lone surrogates are checked by `isWellFormed`. */
// eslint-disable-next-line no-control-regex -- the control characters are what is looked for
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** XML 1.0 (fifth edition) §2.3 without the colon: Namespaces in XML 1.0 §3 NCName. */
const startCharacter =
  'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const ncName = new RegExp(
  `^[${startCharacter}][${startCharacter}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}]*$`,
  'u',
);

/** Whether a text is an NCName. */
export function isNcName(text: string): boolean {
  return ncName.test(text);
}

/** Whether every character may stand in an XML document. */
export function isXmlText(text: string): boolean {
  return !forbidden.test(text) && text.isWellFormed();
}

/** White space in the sense of XML 1.0 §2.3, by character code. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

/** Whether `text` from `start` to `end` is white space alone. */
export function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

/** XML 1.0 §4.6; looked for in place, since nearly every reference is one of them. */
function predefined(text: string, at: number): string | undefined {
  if (text.startsWith('&amp;', at)) return '&';
  if (text.startsWith('&lt;', at)) return '<';
  if (text.startsWith('&gt;', at)) return '>';
  if (text.startsWith('&apos;', at)) return "'";
  return text.startsWith('&quot;', at) ? '"' : undefined;
}

/** XML 1.0 §4.1: what stands between `&` and `;`, if it is a character's number. */
function character(reference: string): string | undefined {
  if (!reference.startsWith('#')) return undefined;
  const hexadecimal = reference.startsWith('#x');
  const digits = reference.slice(hexadecimal ? 2 : 1);
  if (!(hexadecimal ? /^[0-9A-Fa-f]{1,16}$/ : /^[0-9]{1,16}$/).test(digits)) return undefined;
  const code = Number.parseInt(digits, hexadecimal ? 16 : 10);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const text = String.fromCodePoint(code);
  return forbidden.test(text) ? undefined : text;
}

/**
 * Replaces the five predefined entities and character references (XML 1.0 §4.1, §4.6); any other is refused.
 * Throws MalformedError.
 */
export function expandReferences(text: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', from)) {
    const end = text.indexOf(';', at);
    const replacement = predefined(text, at) ?? (end === -1 ? undefined : character(text.slice(at + 1, end)));
    if (replacement === undefined)
      throw new MalformedError('a reference that is neither a predefined entity nor a character');
    result += text.slice(from, at) + replacement;
    from = end + 1;
  }
  return result + text.slice(from);
}
