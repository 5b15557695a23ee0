import { MalformedError } from '../problem.ts';
import { isNcName, isSpace } from './characters.ts';

/** XML 1.0 §2.8 and §4.3.1; versions other than 1.0 are read as 1.0, as the fifth edition asks. */
const declaration =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/;

/** Where the XML declaration ends: 0 where there is none. Throws MalformedError. */
export function declarationEnd(text: string): number {
  if (!text.startsWith('<?xml') || !isSpace(text.charCodeAt(5))) return 0;
  const match = declaration.exec(text);
  if (!match) throw new MalformedError('the XML declaration is wrong');
  return match[0].length;
}

/** Where the name of a start tag ends: before white space, `/` or `>`. Whether it is a name is for the scope to say. */
export function nameEnd(text: string, start: number, most: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code !== 62 && code !== 47 && code > 32; code = text.charCodeAt(++at));
  if (at - start > most) throw new MalformedError(`a name longer than ${most} characters`);
  return at;
}

/** Whether a name is whole before this character. */
export function endsName(code: number): boolean {
  return code === 62 || code === 47 || code <= 32;
}

/** Whether a CDATA section begins here (XML 1.0 §2.7). */
export function isCdata(text: string, position: number): boolean {
  return text.startsWith('<![CDATA[', position);
}

/**
 * Where the comment (XML 1.0 §2.5), processing instruction (§2.6) or CDATA section (§2.7) that begins at `position` ends.
 * Throws MalformedError, also on a DOCTYPE, which is refused.
 */
export function markupEnd(text: string, position: number, nameLength: number): number {
  if (text.startsWith('<!--', position)) {
    const end = text.indexOf('--', position + 4);
    if (end === -1 || text.charCodeAt(end + 2) !== 62) {
      throw new MalformedError('a comment that does not end, or holds "--"');
    }
    return end + 3;
  }
  if (isCdata(text, position)) {
    const end = text.indexOf(']]>', position);
    if (end === -1) throw new MalformedError('a CDATA section that does not end');
    return end + 3;
  }
  if (text.startsWith('<?', position)) {
    const end = text.indexOf('?>', position);
    const start = text.slice(position + 2, Math.min(end, position + 3 + nameLength));
    const target = /^[^ \t\n\r?]*/.exec(start)?.[0] ?? '';
    if (target.length > nameLength) throw new MalformedError(`a name longer than ${nameLength} characters`);
    const behind = position + 2 + target.length;
    const isWhole = behind === end || isSpace(text.charCodeAt(behind));
    if (end === -1 || !isWhole || !isNcName(target) || target.toLowerCase() === 'xml') {
      throw new MalformedError('a processing instruction that XML does not allow');
    }
    return end + 2;
  }
  if (text.startsWith('<!DOCTYPE', position)) throw new MalformedError('a DOCTYPE, which is refused');
  throw new MalformedError('markup that XML does not allow');
}
