import { sampleValue } from '../../../src/codec/describe/sample-values.ts';
import type { Model, SimpleType, TypeRef } from '../../../src/codec/model.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import { compileSimple } from '../../../src/codec/simple/simple-codec.ts';
import { collapse, replace } from '../../../src/codec/simple/white-space.ts';
import { BUILTIN_LISTS } from '../../../src/codec/simple/builtin.ts';
import type { Choices } from './choices.ts';
import { dateText } from './date-text.ts';
import { numberText } from './number-text.ts';
import { patternText } from './pattern-text.ts';

const mostTries = 12;
const letters = [
  ...Array.from('abcdefghijklmnopqrstuvwxyzABCXYZ0123456789'),
  ...Array.from(' -_.,:;!?&<>"\'`()[]{}%#@/\\|~^$*+='),
  ...Array.from('éàöñçßØł€中文日本語한국Ωλя'),
  '😀', '𝒳', 'e\u0301', ']]>', '&amp;', '\u00a0', '\u2028', '\u0085', '\u{10FFFF}', '\ufffd', '\u200d', '\t', '\n', '\r', '  ',
]; // prettier-ignore
const names = ['a', '_x', 'Élan', 'x-1.y', 'n·2', 'Ωmega', 'A'];
const uris = ['http://example.org/a?b=c&d=%20#e', 'urn:example:a', '', 'relative/path', 'mailto:a@example.org', '#id'];
const octets = ['', 'A', '\0', 'AB', 'ABC', 'ÿþ', 'ABCDEFGHIJ'];

/** Values of simple types in the JSON that decoding gives; identifiers are different in all of one message. */
export class SimpleValues {
  readonly #model: Model;
  readonly #choices: Choices;
  #identifiers = 0;

  constructor(model: Model, choices: Choices) {
    this.#model = model;
    this.#choices = choices;
  }

  value(ref: TypeRef): unknown {
    const codec = compileSimple(this.#model, ref);
    for (let tries = 0; tries < mostTries; tries++) {
      const candidate = this.#candidate(ref);
      let refused = candidate === undefined;
      if (!refused) codec.encode(candidate, new Namespaces(), () => (refused = true));
      if (!refused) return candidate;
    }
    return sampleValue(this.#model, ref);
  }

  #candidate(ref: TypeRef): unknown {
    const type = this.#model.types[ref];
    if (type?.kind === 'complex' && type.simple !== undefined) return this.#candidate(type.simple);
    if (type?.kind !== 'simple') return undefined;
    const { enumeration } = type.facets;
    if (enumeration !== undefined) return this.lexical(ref, this.#choices.pick(enumeration));
    if (type.variety === 'list') return this.#list(type, () => this.value(type.item ?? -1));
    if (BUILTIN_LISTS.has(type.builtin)) return this.#list(type, () => this.#choices.pick(names));
    if (type.variety === 'union') return this.#union(type);
    return this.atom(type);
  }

  /** The JSON of a lexical value of the schema. */
  lexical(ref: TypeRef, text: string): unknown {
    const type = this.#model.types[ref];
    // In the model these are expanded names already.
    if (type?.kind === 'simple' && /^(?:QName|NOTATION)$/.test(type.builtin)) return text;
    return compileSimple(this.#model, ref).decode(
      text,
      () => 'urn:example',
      () => undefined,
    );
  }

  #list({ facets: { length, minLength, maxLength } }: SimpleType, item: () => unknown): unknown[] {
    const least = length ?? minLength ?? 0;
    const most = length ?? Math.min(maxLength ?? Infinity, least + 3);
    return Array.from({ length: least + this.#choices.below(most - least + 1) }, item);
  }

  #union({ members = [], json }: SimpleType): unknown {
    const value = this.value(this.#choices.pick(members));
    if (json === 'number' || json === 'boolean') return value;
    return collapse(Array.isArray(value) ? value.join(' ') : String(value));
  }

  /** Of an atomic type. */
  atom(type: SimpleType): unknown {
    const { facets, builtin, json } = type;
    const patterns = facets.patterns?.at(0) ?? [];
    const text = patterns.length > 0 ? patternText(this.#choices.pick(patterns), this.#choices) : this.#text(type);
    if (json === 'boolean') return this.#choices.flag();
    if (json === 'number') return /^-?INF$|^NaN$/.test(text) ? text : Number(text);
    if (builtin === 'string' || builtin === 'normalizedString' || type.whiteSpace === 'collapse') {
      return type.whiteSpace === 'preserve' ? text : type.whiteSpace === 'replace' ? replace(text) : collapse(text);
    }
    return text;
  }

  #text(type: SimpleType): string {
    const { builtin } = type;
    const { length, minLength = 0, maxLength = Infinity } = type.facets;
    const least = length ?? minLength;
    const most = length ?? Math.min(maxLength, least + 12);
    switch (builtin) {
      case 'ID':
        return `id${this.#identifiers++}`;
      case 'Name':
      case 'NCName':
      case 'NMTOKEN':
      case 'IDREF':
      case 'ENTITY':
        return this.#choices.pick(names).padEnd(least, 'n').slice(0, most);
      case 'language':
        return this.#choices.pick(['fr', 'en-GB', 'zh-Hant-TW', 'x-klingon']);
      case 'anyURI':
        return this.#choices.pick(uris);
      case 'QName':
      case 'NOTATION':
        return this.#choices.pick(['local', '{urn:example:q}name', '{http://example.org/?a&b}Élan']);
      case 'base64Binary':
        return this.#octets(least, most).toString('base64');
      case 'hexBinary':
        return this.#octets(least, most).toString('hex');
      default:
        return (
          numberText(type, this.#choices) ?? dateText(builtin, this.#choices) ?? this.#words(least, most, maxLength)
        );
    }
  }

  #octets(least: number, most: number): Buffer {
    const bytes = Buffer.from(this.#choices.pick(octets), 'latin1').subarray(0, most);
    return bytes.length >= least ? bytes : Buffer.concat([bytes, Buffer.alloc(least - bytes.length, 0xa5)]);
  }

  /** Counted in characters, as the facets do. */
  #words(least: number, most: number, longest: number): string {
    const long = longest <= 300 && this.#choices.rarely(20);
    const length = long ? longest : least + this.#choices.below(most - least + 1);
    const text = Array.from({ length: Math.min(length, 12) }, () => this.#choices.pick(letters)).join('');
    return (
      Array.from(text).slice(0, length).join('').padEnd(0) + 'x'.repeat(Math.max(0, length - Array.from(text).length))
    );
  }
}
