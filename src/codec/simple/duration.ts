import { daysFromCivil } from './date-time.ts';
import type { ValueSpace } from './value-space.ts';

const DURATION =
  /^(-?)P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/;
const LONGEST = 400;
/** Fractions of a second are compared to this many digits. */
const FRACTION_DIGITS = 18;
const UNIT = 10n ** BigInt(FRACTION_DIGITS);
/** The four moments that decide the order of durations (XSD 1.0 part 2 §3.2.6.2). */
const REFERENCES = [
  [1696, 9],
  [1697, 2],
  [1903, 3],
  [1903, 7],
] as const;

interface Duration {
  readonly months: bigint;
  /** In units of 10⁻¹⁸ seconds. */
  readonly time: bigint;
}

function read(text: string): Duration | undefined {
  const match = text.length > LONGEST ? null : DURATION.exec(text);
  if (match === null) return undefined;
  const part = (index: number): bigint => BigInt(match[index] ?? '0');
  const seconds = ((part(4) * 24n + part(5)) * 60n + part(6)) * 60n + part(7);
  const fraction = BigInt((match[8] ?? '').slice(0, FRACTION_DIGITS).padEnd(FRACTION_DIGITS, '0'));
  const sign = match[1] === '-' ? -1n : 1n;
  return { months: sign * (part(2) * 12n + part(3)), time: sign * (seconds * UNIT + fraction) };
}

/** The duration added to the first of a month, as time since 1970. */
function after(year: number, month: number, duration: Duration): bigint {
  const months = BigInt(year * 12 + month - 1) + duration.months;
  const whole = Number(months);
  const days = daysFromCivil(Math.floor(whole / 12), (((whole % 12) + 12) % 12) + 1, 1);
  return Number.isSafeInteger(days) ? BigInt(days) * 86_400n * UNIT + duration.time : months * 31n * 86_400n * UNIT;
}

function compare(a: Duration, b: Duration): number | undefined {
  let order: number | undefined;
  for (const [year, month] of REFERENCES) {
    const difference = after(year, month, a) - after(year, month, b);
    const sign = difference < 0n ? -1 : difference > 0n ? 1 : 0;
    if (order !== undefined && sign !== order) return undefined;
    order = sign;
  }
  return order;
}

/** XSD 1.0 part 2 §3.2.6. */
export const durationSpace: ValueSpace = {
  accepts: (text) => text.length <= LONGEST && DURATION.test(text),
  key: (text) => {
    const duration = read(text);
    return duration === undefined ? text : `${duration.months} ${duration.time}`;
  },
  against: (bound) => {
    const limit = read(bound);
    return (text) => {
      const duration = read(text);
      return duration === undefined || limit === undefined ? undefined : compare(duration, limit);
    };
  },
};
