/**
 * The model's patterns (sources for the `v` flag) as JSON Schema needs them: without flags, the same with `u`. Decimal
 * digits of other scripts are left out. `undefined` where no such pattern says the same.
 */
export function ecmaPattern(alternatives: readonly string[]): string | undefined {
  const sources = alternatives.map(translated).filter((source) => source !== undefined);
  if (sources.length < alternatives.length) return undefined;
  const source = sources.length === 1 ? (sources[0] ?? '') : sources.map((each) => `(?:${each})`).join('|');
  return compiles(source, '') && compiles(source, 'u') ? source : undefined;
}

function compiles(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags).flags === flags;
  } catch {
    return false;
  }
}

const token = /\\u\{[0-9a-f]+\}|\\[pP]\{[^}]*\}|\\.|\[\^?|--|&&|[^]/giu;

function translated(source: string): string | undefined {
  const classes: string[] = [];
  let result = '';
  for (const [piece] of source.matchAll(token)) {
    if (piece.startsWith('[')) {
      if (classes.length === 0) result += piece;
      else if (piece === '[^') return undefined;
      classes.push(piece);
    } else if (piece === ']') {
      classes.pop();
      if (classes.length === 0) result += piece;
    } else {
      const plain = translatedPiece(piece, classes);
      if (plain === undefined) return undefined;
      result += plain;
    }
  }
  return result;
}

function translatedPiece(piece: string, classes: readonly string[]): string | undefined {
  const inside = classes.length > 0;
  if (piece === String.raw`\p{Nd}`) return !inside ? '[0-9]' : classes[0] === '[' ? '0-9' : undefined;
  if (piece.startsWith(String.raw`\u`)) return character(Number.parseInt(piece.slice(3, -1), 16), inside);
  if (/^\\[pP]/u.test(piece) || (inside && (piece === '--' || piece === '&&'))) return undefined;
  return (piece.codePointAt(0) ?? 0) > 0xffff ? undefined : piece;
}

function character(code: number, inside: boolean): string | undefined {
  if (code > 0xffff) return undefined;
  if (code === 0x2d) return inside ? String.raw`\-` : '-';
  const text = String.fromCodePoint(code);
  return /^[ -~]$/.test(text) && !/[\^$\\.*+?()[\]{}|/]/.test(text) ? text : `\\u${code.toString(16).padStart(4, '0')}`;
}
