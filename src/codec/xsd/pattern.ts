import { isMatchable } from '../simple/pattern-matcher.ts';
import { unicodeBlocks } from './unicode-blocks.ts';

/** A pattern as JavaScript source for the `v` flag, anchored; `note` says what was read otherwise than XSD says, or why there is no source. */
export interface TranslatedPattern {
  readonly source?: string;
  readonly note?: string;
}

class Inexpressible extends Error {}

const nameStart =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameCharacter = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}`;

/** XSD 1.0 part 2 appendix F.1.1, multi-character escapes. */
const multiCharacterEscapes: Readonly<Record<string, string>> = {
  s: '[\\u{20}\\t\\n\\r]',
  S: '[^\\u{20}\\t\\n\\r]',
  i: `[${nameStart}]`,
  I: `[^${nameStart}]`,
  c: `[${nameCharacter}]`,
  C: `[^${nameCharacter}]`,
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
};

const controls: Readonly<Record<string, string>> = { n: '\\n', r: '\\r', t: '\\t' };

/** The general categories of Unicode (appendix F.1.1, table of category escapes). */
const category = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/u;

const longest = 100_000;
const deepest = 100;

/** XSD 1.0 part 2 appendix F → ECMAScript. */
export function translatePattern(pattern: string): TranslatedPattern {
  // XSD has no anchors, but no value that begins with "^" and ends with "$" was ever meant: such a pattern is of another dialect.
  const anchored = /^\^[^]*[^\\]\$$/u.test(pattern);
  try {
    if (pattern.length > longest) throw new Inexpressible('it is too long');
    const source = `^(?:${new Translation(pattern, anchored).translate()})$`;
    void new RegExp(source, 'v');
    if (!isMatchable(source)) throw new Inexpressible('it repeats more than can be matched in bounded time');
    return anchored ? { source, note: '"^" and "$" at its ends are read as anchors' } : { source };
  } catch (error) {
    const reason = error instanceof Inexpressible ? error.message : 'JavaScript cannot express it';
    return { note: `not checked: ${reason}` };
  }
}

class Translation {
  readonly #characters: readonly string[];
  /** "^" at the beginning of a whole alternative and "$" at its end are anchors. */
  readonly #anchored: boolean;
  #at = 0;
  #depth = 0;

  constructor(pattern: string, anchored: boolean) {
    this.#characters = Array.from(pattern);
    this.#anchored = anchored;
  }

  translate(): string {
    const source = this.#alternatives();
    if (this.#at < this.#characters.length) throw new Inexpressible('an unmatched ")"');
    return source;
  }

  get #next(): string | undefined {
    return this.#characters[this.#at];
  }

  #take(): string {
    const character = this.#characters[this.#at++];
    if (character === undefined) throw new Inexpressible('it ends too early');
    return character;
  }

  #alternatives(): string {
    let source = '';
    for (let next = this.#next; next !== undefined && next !== ')'; next = this.#next) {
      this.#at++;
      if (this.#isAnchor(next)) continue;
      source += next === '|' ? '|' : this.#atom(next) + this.#quantifier();
    }
    return source;
  }

  #isAnchor(character: string): boolean {
    if (!this.#anchored || this.#depth > 0) return false;
    if (character !== '^' && character !== '$') return false;
    const beside = character === '^' ? this.#characters[this.#at - 2] : this.#next;
    return beside === undefined || beside === '|';
  }

  #atom(character: string): string {
    if (character === '(') {
      if (this.#next === '?') throw new Inexpressible('"(?" is not of XSD');
      if (++this.#depth > deepest) throw new Inexpressible('its groups are nested too deep');
      const source = `(?:${this.#alternatives()})`;
      this.#depth--;
      if (this.#next !== ')') throw new Inexpressible('an unmatched "("');
      this.#at++;
      return source;
    }
    if (character === '.') return '[^\\n\\r]';
    if (character === '[') return this.#characterClass();
    if (character === '\\') return this.#escape('outside');
    if ('*+?{}]'.includes(character)) throw new Inexpressible(`"${character}" where a character should stand`);
    return literal(character, 'outside');
  }

  #quantifier(): string {
    const next = this.#next;
    if (next === undefined || !'*+?{'.includes(next)) return '';
    this.#at++;
    let source = next;
    if (next === '{') {
      while (!source.endsWith('}')) source += this.#take();
      if (!/^\{\d+(?:,\d*)?\}$/u.test(source)) throw new Inexpressible(`"${source}" is not a quantity`);
    }
    if (this.#next !== undefined && '*+?{'.includes(this.#next))
      throw new Inexpressible('a quantifier behind a quantifier');
    return source;
  }

  /** `[…]`, with the subtraction `[…-[…]]` (appendix F, charClassSub). */
  #characterClass(): string {
    const negated = this.#next === '^';
    if (negated) this.#at++;
    let members = '';
    let subtracted = '';
    for (
      let first = true, character = this.#take();
      character !== ']' || first;
      first = false, character = this.#take()
    ) {
      if (character === '-' && this.#next === '[') {
        this.#at++;
        if (++this.#depth > deepest) throw new Inexpressible('its classes are nested too deep');
        subtracted = this.#characterClass();
        this.#depth--;
        if (this.#take() !== ']') throw new Inexpressible('text behind a subtraction');
        break;
      }
      members += this.#classMember(character);
    }
    const source = `[${negated ? '^' : ''}${members}]`;
    return subtracted === '' ? source : `[${source}--${subtracted}]`;
  }

  #classMember(character: string): string {
    if (character === '[') throw new Inexpressible('"[" in a class');
    const from = character === '\\' ? this.#escape('inside') : literal(character, 'inside');
    const isRange = this.#next === '-' && !['[', ']', undefined].includes(this.#characters[this.#at + 1]);
    if (!isRange || !isSingle(from)) return from;
    this.#at++;
    const end = this.#take();
    const to = end === '\\' ? this.#escape('inside') : literal(end, 'inside');
    if (!isSingle(to)) return `${from}\\-${to}`;
    return `${from}-${to}`;
  }

  #escape(place: 'inside' | 'outside'): string {
    const character = this.#take();
    if (character === 'p' || character === 'P') return this.#category(character === 'P');
    const known = controls[character] ?? multiCharacterEscapes[character];
    if (known !== undefined) return known;
    if (/[A-Za-z0-9]/u.test(character)) throw new Inexpressible(`"\\${character}" is not of XSD`);
    return literal(character, place);
  }

  /** `\p{Lu}`, `\p{IsBasicLatin}` (F.1.1, catEsc). */
  #category(complement: boolean): string {
    let name = '';
    if (this.#take() !== '{') throw new Inexpressible('"\\p" without a category');
    for (let character = this.#take(); character !== '}'; character = this.#take()) name += character;
    if (category.test(name)) return `\\${complement ? 'P' : 'p'}{${name}}`;
    if (!name.startsWith('Is')) throw new Inexpressible(`the category "${name}" is not known`);
    const block = unicodeBlocks.get(name.slice(2));
    if (block === undefined) throw new Inexpressible(`the Unicode block "${name}" is not known`);
    return `[${complement ? '^' : ''}\\u{${block[0].toString(16)}}-\\u{${block[1].toString(16)}}]`;
  }
}

/** One character, and not a class: what may stand at the ends of a range. */
function isSingle(source: string): boolean {
  return !source.startsWith('[') && !/^\\[pP]/u.test(source);
}

/** What has a meaning of its own in JavaScript (ECMA-262 §22.2.1); within classes `v` reserves more, which `u` does not let escape. */
const syntaxCharacters = '^$\\.*+?()[]{}|/';
const reservedInClasses = '&!#%,:;<=>@`~';

/** A character that stands for itself. */
function literal(character: string, place: 'inside' | 'outside'): string {
  if (syntaxCharacters.includes(character) || (place === 'inside' && character === '-')) return `\\${character}`;
  const plain = place === 'outside' || !reservedInClasses.includes(character);
  if (plain && /^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(character)) return character;
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
