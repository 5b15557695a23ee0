/** A start tag, an end tag, an empty element, a processing instruction; or text. */
const TOKEN = /<\?[^>]*\?>|<(\/?)[^>]*?(\/?)>|[^<]+/gu;

/** XML as the codec writes it, an element to a line; what holds text stays on one. */
export function indentedXml(xml: string): string {
  const tokens = [...xml.matchAll(TOKEN)].map(([text, end, empty]): Token => ({
    text,
    kind: text.startsWith('<?') ? 'alone' : !text.startsWith('<') ? 'text' : end ? 'end' : empty ? 'alone' : 'start',
  }));
  const lines: string[] = [];
  write(tokens, 0, '', lines);
  return lines.join('\n');
}

interface Token {
  readonly text: string;
  readonly kind: 'start' | 'end' | 'alone' | 'text';
}

/** Writes siblings from a token on; gives the place of the end tag behind them. */
function write(tokens: readonly Token[], from: number, indent: string, lines: string[]): number {
  let at = from;
  for (let token = tokens[at]; token !== undefined && token.kind !== 'end'; token = tokens[at]) {
    const end = token.kind === 'start' ? endOf(tokens, at) : at;
    const inside = tokens.slice(at + 1, end);
    if (inside.length === 0 || holdsText(inside)) {
      lines.push(
        indent +
          tokens
            .slice(at, end + 1)
            .map(({ text }) => text)
            .join(''),
      );
    } else {
      lines.push(indent + token.text);
      write(tokens, at + 1, `${indent}  `, lines);
      lines.push(indent + (tokens[end]?.text ?? ''));
    }
    at = end + 1;
  }
  return at;
}

function endOf(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    if (tokens[at]?.kind === 'start') depth++;
    else if (tokens[at]?.kind === 'end' && --depth === 0) return at;
  }
  return tokens.length;
}

/** Text of its own, not of an element within. */
function holdsText(inside: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind } of inside) {
    if (kind === 'text' && depth === 0) return true;
    if (kind === 'start') depth++;
    else if (kind === 'end') depth--;
  }
  return false;
}
