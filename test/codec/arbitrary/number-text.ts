import { BUILTINS } from '../../../src/codec/simple/builtin.ts';
import type { SimpleType } from '../../../src/codec/model.ts';
import type { Choices } from './choices.ts';

const floats = [
  '0',
  '1',
  '-1.5',
  '0.1',
  '1e+21',
  '1e-7',
  '3.4028235e+38',
  '-2.5e-10',
  '123456.789',
  'INF',
  '-INF',
  'NaN',
];
const huge = '123456789012345678901234567890';

/** A lexical value of a number type within its facets; `undefined` for other types. */
export function numberText(type: SimpleType, choices: Choices): string | undefined {
  const { builtin } = type;
  if (builtin === 'float' || builtin === 'double') return bounded(type, floats, choices);
  if (builtin === 'decimal') return decimalText(type, choices);
  const known = BUILTINS.get(builtin);
  return known?.space.digits === undefined ? undefined : wholeText(type, known.min, known.max, choices);
}

/** One of these, or one of the bounds where there are any. */
function bounded({ facets }: SimpleType, texts: readonly string[], choices: Choices): string {
  const bounds = [facets.minInclusive, facets.maxInclusive].filter((bound) => bound !== undefined);
  return choices.pick(bounds.length > 0 && choices.flag() ? bounds : texts);
}

function wholeText(
  { facets, json }: SimpleType,
  min: string | undefined,
  max: string | undefined,
  choices: Choices,
): string {
  const least =
    facets.minInclusive ?? (facets.minExclusive === undefined ? min : String(BigInt(facets.minExclusive) + 1n));
  const most =
    facets.maxInclusive ?? (facets.maxExclusive === undefined ? max : String(BigInt(facets.maxExclusive) - 1n));
  const digits = facets.totalDigits ?? 30;
  const range = [
    least === undefined ? -(10n ** BigInt(digits)) + 1n : integer(least),
    most === undefined ? 10n ** BigInt(digits) - 1n : integer(most),
  ] as const;
  const candidates = ['1', '0', '7', '-1', '42', String(range[0]), String(range[1]), huge, '999', '-37'].filter(
    (text) => BigInt(text) >= range[0] && BigInt(text) <= range[1],
  );
  const text = candidates.length === 0 ? String(range[0]) : choices.pick(candidates);
  if (json === 'number' || facets.totalDigits !== undefined) return text;
  return choices.rarely(8) && !text.startsWith('-') ? `+0${text}` : text;
}

function integer(text: string): bigint {
  return BigInt(text.replace(/^\+/, '').replace(/\.0*$/, ''));
}

function decimalText({ facets }: SimpleType, choices: Choices): string {
  const fraction = facets.fractionDigits ?? 4;
  const whole = (facets.totalDigits ?? 20) - fraction;
  const bounds = [facets.minInclusive, facets.maxInclusive].filter((bound) => bound !== undefined);
  if (bounds.length > 0 && choices.rarely(3)) return choices.pick(bounds);
  const head = whole <= 0 ? '0' : choices.pick(['1', '0', '12', '-3', huge]).slice(0, Math.max(whole, 1));
  const tail = fraction <= 0 ? '' : choices.pick(['', '5', '30', '0001', '']).slice(0, fraction);
  if (tail === '') return head;
  return choices.rarely(10) ? `.${tail}` : `${head}.${tail}`;
}
