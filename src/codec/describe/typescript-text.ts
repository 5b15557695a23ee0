const width = 116;

/** A doc comment; nothing for no text. What a schema's author wrote cannot end it. */
export function comment(parts: readonly (string | undefined)[], indent: string): string {
  const text = parts
    .map((part) => part?.replace(/\s+/g, ' ').trim().replaceAll('*/', '*\\/') ?? '')
    .filter((part) => part !== '');
  const [only] = text;
  if (only === undefined) return '';
  if (text.length === 1 && only.length + indent.length < width - 7) return `${indent}/** ${only} */\n`;
  const lines = text.flatMap((part) => filled(part.split(' '), width - 3 - indent.length));
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

/** ` A | B`, or over several lines with as many alternatives on each as fit. */
export function packed(alternatives: readonly string[]): string {
  const line = ` ${alternatives.length === 0 ? 'never' : alternatives.join(' | ')}`;
  if (line.length < width - 40 || alternatives.length === 1) return line;
  return filled(
    alternatives.map((each) => `| ${each}`),
    width - 2,
  )
    .map((each) => `\n  ${each}`)
    .join('');
}

/** Words on as few lines as they fit on. */
function filled(words: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + word.length >= columns) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A property name as it stands in a type. */
export function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

/** A string literal. */
export function quoted(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const reserved = new Set(
  (
    'arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super switch this ' +
    'throw true try typeof undefined var void while with yield NaN Infinity globalThis'
  ).split(' '),
);

/** A name as a constant's: kept where it can be, `delete` → `delete_`, `get-order` → `get_order`. */
export function constantName(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9_$]/g, '_');
  const safe = /^[A-Za-z_$]/.test(plain) ? plain : `_${plain}`;
  return reserved.has(safe) ? `${safe}_` : safe;
}
