import { isUtf8 } from 'node:buffer';
import { BreakageError } from '../adapter/breakage.ts';

const quote = 0x22;
const backslash = 0x5c;

/** JSON (RFC 8259) as its value. Throws a BreakageError `invalid` that quotes nothing of it. */
export function parseJson(bytes: Buffer, maxDepth: number): unknown {
  if (!isUtf8(bytes)) throw broken('The body is not UTF-8.');
  const text = bytes.toString('utf8', bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  if (text === '') throw broken('The body is empty: send a JSON value, {} at least.');
  if (isDeeper(text, maxDepth)) throw broken(`The body is nested deeper than ${maxDepth} levels.`);
  try {
    // A "__proto__" of the caller's becomes a property like any other here.
    return JSON.parse(text);
  } catch {
    throw broken('The body is not valid JSON.');
  }
}

/** Whether arrays and objects are nested deeper than this: validation recurses, so this is known before it starts. */
function isDeeper(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** The closing quote of the string that opens at `from`, or -1. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slash = end - 1;
    while (text.charCodeAt(slash) === backslash) slash -= 1;
    if ((end - slash) % 2 === 1) return end;
  }
  return -1;
}

function broken(message: string): BreakageError {
  return new BreakageError('invalid', message, { errors: [{ pointer: '', message }] });
}
