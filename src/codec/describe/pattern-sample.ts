/** Repetitions within repetitions multiply: no sample is longer by much. */
const longest = 10_000;

/**
 * Texts that match a pattern of the model (a source for the `v` flag): the shortest first, then longer ones. Best effort:
 * what it gives must still be tried against the type.
 */
export function* patternSamples(source: string): Generator<string> {
  const parsed = new PatternReader(source).read();
  for (const extra of [0, 1, 2, 3, 5, 8, 13, 21]) yield* parsed.map((alternative) => alternative(extra)).slice(0, 8);
}

/** Writes one text; `extra` is how often a repetition goes beyond its least. */
type Writer = (extra: number) => string;

const preferred = ['A', '1', 'a', '0', '2', ' ', '-', '_', '.', '/', ':', '@', 'é', '+', '(', ',', "'", '!', '\n'];
const everything = Array.from({ length: 0x500 }, (_, code) => String.fromCharCode(code + 0x20));

class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Writer[] {
    const alternatives = this.#alternatives();
    return this.#at < this.#source.length ? [] : alternatives;
  }

  #alternatives(): Writer[] {
    const alternatives = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      alternatives.push(this.#sequence());
    }
    return alternatives;
  }

  #sequence(): Writer {
    const parts: Writer[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) parts.push(this.#repeated());
    return (extra) => parts.map((part) => part(extra)).join('');
  }

  #repeated(): Writer {
    const atom = this.#atom();
    const [quantifier = '', least = '', comma, most = ''] = this.#match(/[*+?]|\{(\d+)(,?)(\d*)\}/uy) ?? [];
    if (quantifier === '') return atom;
    const [min, max] =
      least === ''
        ? [quantifier === '+' ? 1 : 0, quantifier === '?' ? 1 : Infinity]
        : [Number(least), comma === '' ? Number(least) : Number(most || Infinity)];
    return (extra) => {
      const text = atom(extra);
      return text.repeat(Math.min(min + extra, max, Math.ceil(longest / Math.max(text.length, 1))));
    };
  }

  #atom(): Writer {
    if (this.#match(/[$^]/uy)) return () => '';
    if (this.#match(/\(\?:|\(/uy)) {
      const [first = () => ''] = this.#alternatives();
      this.#at++;
      return first;
    }
    const start = this.#at;
    if (this.#source[start] === '[') this.#skipClass();
    else if (!this.#match(/\\u\{[^}]*\}|\\p\{[^}]*\}|\\P\{[^}]*\}|\\./suy))
      this.#at += String.fromCodePoint(this.#source.codePointAt(start) ?? 0).length;
    const character = oneOf(this.#source.slice(start, this.#at));
    return () => character;
  }

  #skipClass(): void {
    let depth = 0;
    do {
      const character = this.#source[this.#at++];
      if (character === '\\') this.#at++;
      else if (character === '[') depth++;
      else if (character === ']') depth--;
    } while (depth > 0 && this.#at < this.#source.length);
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#source);
    if (match) this.#at = expression.lastIndex;
    return match;
  }
}

/** A character that an atom matches, a readable one where there is one. */
function oneOf(atom: string): string {
  const expression = new RegExp(`^${atom}$`, 'v');
  return [...preferred, ...everything].find((character) => expression.test(character)) ?? '';
}
