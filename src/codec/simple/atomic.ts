import type { Facets, SimpleType } from '../model.ts';
import type { Builtin } from './builtin.ts';
import { withoutSpaces } from './binary.ts';
import { decimalKey, floatOf, isDecimal, printedFloat } from './decimal.ts';
import type { SimpleEngine } from './engine.ts';
import { compileFacets, oneOf } from './facets.ts';
import { parseClark } from './names.ts';
import type { ResolvePrefix, SimpleCodec, SimpleProblem } from './simple-codec.ts';
import { accepted } from './value-space.ts';
import { normalizer } from './white-space.ts';

/** Doubles keep every decimal of so many significant digits apart (IEEE 754 binary64). */
const SAFE_DIGITS = 15;

/** `prefix:local` as `{namespace}local`; `undefined` where the prefix is not bound. */
function expand(text: string, resolvePrefix: ResolvePrefix): string | undefined {
  if (text.includes('{')) return undefined;
  const colon = text.indexOf(':');
  const namespace = resolvePrefix(colon === -1 ? '' : text.slice(0, colon)) ?? (colon === -1 ? '' : undefined);
  if (namespace === undefined) return undefined;
  return namespace === '' ? text.slice(colon + 1) : `{${namespace}}${text.slice(colon + 1)}`;
}

/** The lexical text of a number that loses no digit, or `undefined`. */
function numberText(value: number, integer: boolean): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const text = String(value);
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? text : undefined;
  if (integer || text.includes('e')) return undefined;
  return text.replace(/^-?0\.0*|[-.]/g, '').length <= SAFE_DIGITS ? text : undefined;
}

/** Whether a decimal text given for a `float` or `double` is the same number there. */
function isExactFloat(text: string): boolean {
  if (!isDecimal(text)) return text === 'INF' || text === '-INF' || text === 'NaN';
  const back = String(Number(text));
  return isDecimal(back) && decimalKey(back) === decimalKey(text);
}

/** Integers have no fraction to count: the built-in facet costs nothing. */
function withoutFraction({ fractionDigits: _none, ...others }: Facets): Facets {
  return others;
}

/** The codec of an atomic type (XSD 1.0 part 2 §2.5.1.1). */
export function atomicCodec(type: SimpleType, builtin: Builtin): SimpleEngine {
  const { space } = builtin;
  const unit = type.builtin === 'base64Binary' || type.builtin === 'hexBinary' ? 'octets' : 'characters';
  const { json } = type;
  const integer = space.digits !== undefined && type.builtin !== 'decimal';
  const check = compileFacets(integer ? withoutFraction(type.facets) : type.facets, space, unit, builtin);
  const float = json === 'number' && !integer;
  const base64 = type.builtin === 'base64Binary';
  const white = normalizer(type.whiteSpace);
  const normalize = base64 ? (text: string): string => withoutSpaces(white(text)) : white;
  const textual = json === 'string' || json === 'decimal';
  const emptyIsValue = builtin.text || space.accepts('');
  const lexical: SimpleProblem = Object.freeze({ kind: 'lexical', expected: builtin.expected, fatal: !textual });
  const unfit: SimpleProblem = Object.freeze({ kind: 'lexical', expected: builtin.expected, fatal: true });
  const misprinted: SimpleProblem = Object.freeze({ kind: 'lexical', expected: builtin.expected, fatal: false });
  const empty: SimpleProblem = Object.freeze({ kind: 'empty', expected: builtin.expected, fatal: false });
  const refusal = `expected ${builtin.expected}`;

  /** The normalized text if it is one of the type's. What needs no escaping holds no white space either: it is tried as it is. */
  function tidy(raw: string): string | undefined {
    if (builtin.safe && space.accepts(raw)) return raw;
    const text = normalize(raw);
    return space.accepts(text) ? text : undefined;
  }

  function decode(raw: string, resolvePrefix: ResolvePrefix, report: (problem: SimpleProblem) => void): unknown {
    const text = builtin.qualified ? expand(normalize(raw), resolvePrefix) : tidy(raw);
    if (text === undefined || (builtin.qualified && !space.accepts(text))) {
      const read = normalize(raw);
      const printed = float ? printedFloat(read) : undefined;
      if (printed !== undefined) {
        report(check?.(printed) ?? misprinted);
        return printed;
      }
      report(read === '' && !emptyIsValue ? empty : lexical);
      return textual && (read !== '' || emptyIsValue) ? read : undefined;
    }
    const value = toJson(text);
    if (value === undefined) {
      report(unfit);
      return undefined;
    }
    const problem = check?.(text);
    if (problem !== undefined) report(problem);
    return value;
  }

  function toJson(text: string): unknown {
    if (textual) return text;
    if (json === 'boolean') return text === 'true' || text === '1';
    if (float) {
      const value = floatOf(text);
      if (Number.isNaN(value)) return 'NaN';
      return Number.isFinite(value) ? value : value < 0 ? '-INF' : 'INF';
    }
    const value = Number(text) + 0;
    return Number.isSafeInteger(value) ? value : undefined;
  }

  /** The text that a JSON value stands for, before any check; `undefined` where its JSON type is wrong. */
  function textOf(value: unknown): string | undefined {
    if (typeof value === 'string') {
      if (json === 'boolean') return undefined;
      return float && !isExactFloat(normalize(value)) ? undefined : value;
    }
    if (typeof value === 'number') {
      if (float) return Number.isFinite(value) ? String(value) : undefined;
      return json === 'number' || json === 'decimal' ? numberText(value, integer) : undefined;
    }
    return typeof value === 'boolean' && json === 'boolean' ? String(value) : undefined;
  }

  const encodeText: SimpleEngine['encodeText'] = (raw, namespaces, report) => {
    const text = tidy(raw);
    if (text === undefined) {
      report(refusal);
      return '';
    }
    const problem = check?.(text);
    if (problem !== undefined) {
      report(`expected ${problem.expected}`);
      return '';
    }
    if (!builtin.qualified) return text;
    const name = parseClark(text);
    return name === undefined ? '' : namespaces.name(name.namespace, name.local);
  };

  const [least, most] = plainRange(type, builtin) ?? [1, 0];
  const encode: SimpleEngine['encode'] = (value, namespaces, report) => {
    if (typeof value === 'number' && value >= least && value <= most && Number.isInteger(value)) return String(value);
    const text = textOf(value);
    if (text !== undefined) return encodeText(text, namespaces, report);
    report(refusal);
    return '';
  };

  const key = (text: string): string => space.key(normalize(text));
  return {
    plain: builtin.text && type.whiteSpace === 'preserve' && check === undefined && json === 'string',
    safe: builtin.safe,
    beside: base64 ? 'xop' : undefined,
    emptyIsValue,
    expected: type.facets.enumeration === undefined ? builtin.expected : oneOf(type.facets.enumeration),
    decode: fastDecode(type, builtin, decode),
    octets(text, report) {
      const problem = check?.(text);
      if (problem !== undefined) report(problem);
      return text;
    },
    encode,
    encodeText,
    key,
    keyOf: (value) => key(String(value)),
    isValue: (value, text) => key(String(value)) === key(text),
  };
}

/** The least and the largest value of an integer type that is a JSON number, where nothing but its range is to be checked. */
function plainRange({ facets, json }: SimpleType, { min, max }: Builtin): [min: number, max: number] | undefined {
  const { minInclusive, maxInclusive, fractionDigits: _none, ...others } = facets;
  if (json !== 'number' || min === undefined || max === undefined || Object.keys(others).length > 0) return undefined;
  return [Number(minInclusive ?? min), Number(maxInclusive ?? max)];
}

/** The common cases take one short scan; everything else, and every problem, goes the long way. */
function fastDecode(type: SimpleType, builtin: Builtin, decode: SimpleCodec['decode']): SimpleCodec['decode'] {
  const range = plainRange(type, builtin);
  if (range !== undefined) {
    const [min, max] = range;
    return (text, resolvePrefix, report) => {
      const value = shortInteger(text);
      return value >= min && value <= max ? value : decode(text, resolvePrefix, report);
    };
  }
  const { facets, json } = type;
  if (Object.keys(facets).length > 0) {
    const values = json === 'string' && !builtin.qualified ? listedAlone(type, builtin) : [];
    return values.length === 0 ? decode : oneOfFew(values, decode);
  }
  if (json === 'boolean') {
    return (text, resolvePrefix, report) => {
      if (text === 'true') return true;
      return text === 'false' ? false : decode(text, resolvePrefix, report);
    };
  }
  if (json === 'string' && builtin.space.accepts === accepted) {
    const white = normalizer(type.whiteSpace);
    return (text) => white(text);
  }
  const bounded = builtin.min !== undefined || builtin.max !== undefined;
  if ((json === 'string' || json === 'decimal') && builtin.safe && !bounded) {
    const { accepts } = builtin.space;
    return (text, resolvePrefix, report) => (accepts(text) ? text : decode(text, resolvePrefix, report));
  }
  return decode;
}

/** Longer enumerations are looked up faster than gone through. */
const FEW = 8;

/** The values of a short enumeration, where it is the only facet; those alone that are written as they are read. */
function listedAlone({ facets, whiteSpace }: SimpleType, { space }: Builtin): readonly string[] {
  const { enumeration, ...others } = facets;
  if (enumeration === undefined || enumeration.length > FEW || Object.keys(others).length > 0) return [];
  const white = normalizer(whiteSpace);
  return enumeration.filter((value) => white(value) === value && space.accepts(value));
}

function oneOfFew(values: readonly string[], decode: SimpleCodec['decode']): SimpleCodec['decode'] {
  return (text, resolvePrefix, report) => {
    for (const value of values) if (value === text) return value;
    return decode(text, resolvePrefix, report);
  };
}

/** An integer of up to fifteen digits without white space or plus sign; otherwise NaN, which is in no range. */
function shortInteger(text: string): number {
  const negative = text.charCodeAt(0) === 45;
  const start = negative ? 1 : 0;
  if (text.length === start || text.length > SAFE_DIGITS) return NaN;
  let value = 0;
  for (let i = start; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return negative ? 0 - value : value;
}
