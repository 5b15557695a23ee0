import type { ValueSpace } from './value-space.ts';

const ZERO = 48;
const NINE = 57;
/** Decimals of so few characters keep their order as doubles. */
const EXACT_AS_NUMBER = 15;

/** `[+-]?(\d+(\.\d*)?|\.\d+)`, in one scan (XSD 1.0 part 2 §3.2.3). */
export function isDecimal(text: string): boolean {
  let i = isSign(text.charCodeAt(0)) ? 1 : 0;
  let found = false;
  let point = false;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= ZERO && c <= NINE) found = true;
    else if (c === 46 && !point) point = true;
    else return false;
  }
  return found;
}

/** `[+-]?\d+` (§3.3.13). */
export function isInteger(text: string): boolean {
  const start = isSign(text.charCodeAt(0)) ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < ZERO || c > NINE) return false;
  }
  return text.length > start;
}

function isSign(c: number): boolean {
  return c === 43 || c === 45;
}

interface Parts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** The digits that count: no leading zeros before the point, no trailing zeros after it. */
function parts(text: string): Parts {
  const start = isSign(text.charCodeAt(0)) ? 1 : 0;
  const dot = text.indexOf('.');
  const end = dot === -1 ? text.length : dot;
  let first = start;
  while (first < end && text.charCodeAt(first) === ZERO) first++;
  let last = text.length;
  if (dot !== -1) while (last > dot + 1 && text.charCodeAt(last - 1) === ZERO) last--;
  const whole = text.slice(first, end);
  const fraction = dot === -1 ? '' : text.slice(dot + 1, last);
  return { negative: text.charCodeAt(0) === 45 && (whole !== '' || fraction !== ''), whole, fraction };
}

/** The same text for the same number: `01.50` and `1.5` are both `1.5`. */
export function decimalKey(text: string): string {
  const { negative, whole, fraction } = parts(text);
  return `${negative ? '-' : ''}${whole}.${fraction}`;
}

function compareMagnitude(a: Parts, b: Parts): number {
  if (a.whole.length !== b.whole.length) return a.whole.length - b.whole.length;
  if (a.whole !== b.whole) return a.whole < b.whole ? -1 : 1;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1;
}

function compareParts(a: Parts, b: Parts): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  return a.negative ? compareMagnitude(b, a) : compareMagnitude(a, b);
}

function against(bound: string): (text: string) => number {
  const exact = parts(bound);
  if (bound.length > EXACT_AS_NUMBER) return (text) => compareParts(parts(text), exact);
  const near = Number(bound);
  return (text) => (text.length > EXACT_AS_NUMBER ? compareParts(parts(text), exact) : Number(text) - near);
}

/** XSD 1.0 part 2 §4.3.11: the digits of the value, not of the text. */
function digits(text: string): { total: number; fraction: number } {
  const { whole, fraction } = parts(text);
  return { total: whole.length + fraction.length, fraction: fraction.length };
}

export const decimalSpace: ValueSpace = { accepts: isDecimal, key: decimalKey, against, digits };
export const integerSpace: ValueSpace = { ...decimalSpace, accepts: isInteger };

const FLOAT = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/;

/** `Number` reads every lexical form of float and double but the infinities. */
export function floatOf(text: string): number {
  if (text.endsWith('INF')) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
}

/**
 * What the C library, PHP, Python and Java print for infinities and for no number, in the words of XML Schema; `undefined`
 * where a text is none of these.
 */
export function printedFloat(text: string): 'INF' | '-INF' | 'NaN' | undefined {
  const found = /^([+-]?)(?:(nan)|inf(?:inity)?)$/i.exec(text);
  if (found === null) return undefined;
  if (found[2] !== undefined) return 'NaN';
  return found[1] === '-' ? '-INF' : 'INF';
}

/** XSD 1.0 part 2 §3.2.4, §3.2.5; `+INF` came with XSD 1.1. */
export const floatSpace: ValueSpace = {
  accepts: (text) => text.length < 1000 && FLOAT.test(text),
  key: (text) => String(floatOf(text)),
  against: (bound) => {
    const limit = floatOf(bound);
    return (text) => {
      const value = floatOf(text);
      if (value === limit) return 0;
      return value < limit ? -1 : value > limit ? 1 : undefined;
    };
  },
};
