/** What {@link parsePattern} makes of a pattern of the model. `source` of an atom matches one character. */
export type PatternNode =
  | { readonly kind: 'atom'; readonly source: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number };

/**
 * Reads a pattern of the model: a source for the `v` flag, anchored at both ends, made of characters, classes, groups,
 * alternatives and greedy quantifiers. `undefined` for anything else.
 */
export function parsePattern(source: string): PatternNode | undefined {
  if (!source.startsWith('^') || !source.endsWith('$')) return undefined;
  const parser = new PatternParser(source.slice(1, -1));
  try {
    return parser.parse();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const quantifiers: Readonly<Record<string, readonly [min: number, max: number]>> = {
  '*': [0, Infinity],
  '+': [1, Infinity],
  '?': [0, 1],
};

class PatternParser {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): PatternNode {
    const node = this.#choice();
    if (this.#at < this.#source.length) throw new SyntaxError('an unmatched ")"');
    return node;
  }

  #choice(): PatternNode {
    const parts = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      parts.push(this.#sequence());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    for (let next = this.#source[this.#at]; next !== undefined && next !== '|' && next !== ')';) {
      parts.push(this.#quantified(this.#part()));
      next = this.#source[this.#at];
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'sequence', parts };
  }

  #part(): PatternNode {
    const group = this.#match(/\((?:\?:)?/uy);
    if (group === undefined) return { kind: 'atom', source: this.#atom() };
    const node = this.#choice();
    if (this.#match(/\)/uy) === undefined) throw new SyntaxError('an unmatched "("');
    return node;
  }

  #quantified(part: PatternNode): PatternNode {
    const text = this.#match(/[*+?]|\{\d+(?:,\d*)?\}/uy);
    if (text === undefined) return part;
    if (/[*+?{]/u.test(this.#source[this.#at] ?? '')) throw new SyntaxError('a quantifier that is not greedy');
    const known = quantifiers[text];
    const [least = '', most = least] = text.slice(1, -1).split(',');
    const [min, max] = known ?? [Number(least), most === '' ? Infinity : Number(most)];
    return { kind: 'repeat', part, min, max };
  }

  #atom(): string {
    if (this.#source[this.#at] === '[') return this.#class();
    const atom = this.#match(/\\u\{[^}]*\}|\\[pP]\{[^}]*\}|\\[^]|[^$^*+?.{}]/uy);
    if (atom === undefined) throw new SyntaxError('a character that is not escaped');
    return atom;
  }

  #class(): string {
    const start = this.#at;
    let depth = 0;
    do {
      const character = this.#source[this.#at++];
      if (character === undefined) throw new SyntaxError('an unmatched "["');
      if (character === '\\') this.#at++;
      else if (character === '[') depth++;
      else if (character === ']') depth--;
    } while (depth > 0);
    return this.#source.slice(start, this.#at);
  }

  #match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const [text] = expression.exec(this.#source) ?? [];
    if (text !== undefined) this.#at += text.length;
    return text;
  }
}
