import type { Choices } from './choices.ts';

/** A text that matches a pattern of the model (a source for the `v` flag), of any of its alternatives and lengths. */
export function patternText(source: string, choices: Choices): string {
  return new PatternWriter(source, choices).write();
}

const mostRepeated = 6;
// libxml2 has the categories of an old Unicode, and for names the letters of the first edition of XML 1.0: few letters are in both.
const characters = Array.from({ length: 0xe0 }, (_, code) => String.fromCodePoint(code + 0x20));
const rare = ['\t', '\n', '\r', '中', '日', 'Ω', 'я', '\u{2003}'];
const classes = new Map<string, readonly string[]>();

/** The characters that an atom matches, the readable ones first. */
function matched(atom: string): readonly string[] {
  let found = classes.get(atom);
  if (found === undefined) {
    const expression = new RegExp(`^${atom}$`, 'v');
    found = [...characters, ...rare].filter((character) => expression.test(character));
    classes.set(atom, found);
  }
  return found;
}

/** Reads the source and writes at once: what is not taken is read without being written. */
class PatternWriter {
  readonly #source: string;
  readonly #choices: Choices;
  #at = 0;

  constructor(source: string, choices: Choices) {
    this.#source = source;
    this.#choices = choices;
  }

  write(): string {
    return this.#alternatives();
  }

  #alternatives(): string {
    const starts = [this.#at];
    while (this.#skipSequence()) starts.push(this.#at);
    const end = this.#at;
    this.#at = this.#choices.pick(starts);
    const text = this.#sequence();
    this.#at = end;
    return text;
  }

  /** Behind the sequence; whether another alternative follows. */
  #skipSequence(): boolean {
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      this.#skipAtom();
      this.#match(/[*+?]|\{\d+,?\d*\}/uy);
    }
    if (this.#source[this.#at] !== '|') return false;
    this.#at++;
    return true;
  }

  #skipAtom(): void {
    if (this.#match(/[$^]/uy)) return;
    if (this.#match(/\(\?:|\(/uy)) {
      while (this.#skipSequence());
      this.#at++;
    } else this.#skipCharacter();
  }

  #skipCharacter(): void {
    if (this.#source[this.#at] !== '[') {
      if (!this.#match(/\\u\{[^}]*\}|\\p\{[^}]*\}|\\P\{[^}]*\}|\\./suy)) {
        this.#at += String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0).length;
      }
      return;
    }
    let depth = 0;
    do {
      const character = this.#source[this.#at++];
      if (character === '\\') this.#at++;
      else if (character === '[') depth++;
      else if (character === ']') depth--;
    } while (depth > 0 && this.#at < this.#source.length);
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) text += this.#repeated();
    return text;
  }

  #repeated(): string {
    const start = this.#at;
    this.#skipAtom();
    const [min, max] = this.#quantity();
    const end = this.#at;
    let text = '';
    const times = min + this.#choices.below(Math.min(max - min, mostRepeated) + 1);
    for (let time = 0; time < times; time++) {
      this.#at = start;
      text += this.#atom();
    }
    this.#at = end;
    return text;
  }

  #quantity(): [number, number] {
    const [quantifier = '', least = '', comma, most = ''] = this.#match(/[*+?]|\{(\d+)(,?)(\d*)\}/uy) ?? [];
    if (quantifier === '') return [1, 1];
    if (least === '') return [quantifier === '+' ? 1 : 0, quantifier === '?' ? 1 : Infinity];
    return [Number(least), comma === '' ? Number(least) : Number(most || Infinity)];
  }

  #atom(): string {
    if (this.#match(/[$^]/uy)) return '';
    if (this.#match(/\(\?:|\(/uy)) return this.#alternatives();
    const start = this.#at;
    this.#skipCharacter();
    const found = matched(this.#source.slice(start, this.#at));
    return found.length === 0 ? '' : this.#choices.pick(found);
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#source);
    if (match) this.#at = expression.lastIndex;
    return match;
  }
}
