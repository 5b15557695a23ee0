import type { JsonKind } from '../model.ts';
import { base64Space, hexSpace } from './binary.ts';
import type { DateKind } from './date-time.ts';
import { dateSpace } from './date-time.ts';
import { decimalSpace, floatSpace, integerSpace } from './decimal.ts';
import { durationSpace } from './duration.ts';
import { languageSpace, nameSpace, ncNameSpace, nmTokenSpace, qNameSpace, uriSpace } from './names.ts';
import type { ValueSpace } from './value-space.ts';
import { accepted, codePoints, itself } from './value-space.ts';
import type { WhiteSpace } from './white-space.ts';

/** One built-in atomic type (XSD 1.0 part 2 §3.2, §3.3). */
export interface Builtin {
  readonly space: ValueSpace;
  readonly json: JsonKind;
  readonly whiteSpace: WhiteSpace;
  /** What a value looks like, in words: "expected …". */
  readonly expected: string;
  /** Derived from `xs:string`: an empty text is a value. */
  readonly text: boolean;
  /** Its texts hold no character that XML escapes or forbids. */
  readonly safe: boolean;
  /** QName and NOTATION: the JSON form is an expanded name. */
  readonly qualified: boolean;
  readonly min?: string;
  readonly max?: string;
}

const stringSpace: ValueSpace = { accepts: accepted, key: itself, length: codePoints };
const booleanSpace: ValueSpace = {
  accepts: (text) => text === 'true' || text === 'false' || text === '1' || text === '0',
  key: (text) => (text === 'true' || text === '1' ? 'true' : 'false'),
};

function builtin(space: ValueSpace, expected: string, more: Partial<Builtin> = {}): Builtin {
  return {
    space,
    json: 'string',
    whiteSpace: 'collapse',
    expected,
    text: false,
    safe: true,
    qualified: false,
    ...more,
  };
}

function textual(space: ValueSpace, expected: string, whiteSpace: WhiteSpace = 'collapse'): Builtin {
  return builtin(space, expected, { text: true, safe: false, whiteSpace });
}

function whole(json: JsonKind, min?: string, max?: string): Builtin {
  const from = min === undefined ? '' : ` from ${min}`;
  const to = max === undefined ? '' : `${min === undefined ? ' up' : ''} to ${max}`;
  const range = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  return builtin(integerSpace, `a whole number${from}${to}${json === 'decimal' ? ', as a string' : ''}`, {
    json,
    ...range,
  });
}

function date(kind: DateKind, like: string): Builtin {
  return builtin(dateSpace(kind), `xs:${kind}, like ${like}`);
}

/** What is not constrained at all (§3.2, the simple ur-type). */
export const ANY_SIMPLE = textual(stringSpace, 'a string', 'preserve');

const qualified = { qualified: true, safe: false };

/** By local name in the XSD namespace. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map([
  ['anySimpleType', ANY_SIMPLE],
  ['string', ANY_SIMPLE],
  ['normalizedString', textual(stringSpace, 'a string', 'replace')],
  ['token', textual(stringSpace, 'a string')],
  ['language', textual(languageSpace, 'a language tag, like en or pt-BR')],
  ['Name', textual(nameSpace, 'an XML name')],
  ['NCName', textual(ncNameSpace, 'an XML name without a colon')],
  ['ID', textual(ncNameSpace, 'an XML name without a colon')],
  ['IDREF', textual(ncNameSpace, 'an XML name without a colon')],
  ['ENTITY', textual(ncNameSpace, 'an XML name without a colon')],
  ['NMTOKEN', textual(nmTokenSpace, 'a name token: letters, digits and . - _ :')],
  ['anyURI', builtin(uriSpace, 'a URI', { safe: false })],
  ['QName', builtin(qNameSpace, 'a qualified name, as {namespace}local', qualified)],
  ['NOTATION', builtin(qNameSpace, 'a qualified name, as {namespace}local', qualified)],
  ['boolean', builtin(booleanSpace, 'true or false', { json: 'boolean' })],
  ['base64Binary', builtin(base64Space, 'base64')],
  ['hexBinary', builtin(hexSpace, 'pairs of hexadecimal digits')],
  ['float', builtin(floatSpace, 'a number, or INF, -INF or NaN', { json: 'number' })],
  ['double', builtin(floatSpace, 'a number, or INF, -INF or NaN', { json: 'number' })],
  ['decimal', builtin(decimalSpace, 'a decimal number, as a string', { json: 'decimal' })],
  ['integer', whole('decimal')],
  ['nonPositiveInteger', whole('decimal', undefined, '0')],
  ['negativeInteger', whole('decimal', undefined, '-1')],
  ['nonNegativeInteger', whole('decimal', '0')],
  ['positiveInteger', whole('decimal', '1')],
  ['long', whole('decimal', '-9223372036854775808', '9223372036854775807')],
  ['unsignedLong', whole('decimal', '0', '18446744073709551615')],
  ['int', whole('number', '-2147483648', '2147483647')],
  ['short', whole('number', '-32768', '32767')],
  ['byte', whole('number', '-128', '127')],
  ['unsignedInt', whole('number', '0', '4294967295')],
  ['unsignedShort', whole('number', '0', '65535')],
  ['unsignedByte', whole('number', '0', '255')],
  ['duration', builtin(durationSpace, 'xs:duration, like P1DT2H')],
  ['dateTime', date('dateTime', '2024-02-29T13:20:00Z')],
  ['date', date('date', '2024-02-29')],
  ['time', date('time', '13:20:00')],
  ['gYearMonth', date('gYearMonth', '2024-02')],
  ['gYear', date('gYear', '2024')],
  ['gMonthDay', date('gMonthDay', '--02-29')],
  ['gMonth', date('gMonth', '--02')],
  ['gDay', date('gDay', '---29')],
]);

/** The built-in list types and their items (§3.3.5, §3.3.10, §3.3.12). */
export const BUILTIN_LISTS: ReadonlyMap<string, string> = new Map([
  ['NMTOKENS', 'NMTOKEN'],
  ['IDREFS', 'IDREF'],
  ['ENTITIES', 'ENTITY'],
]);
