import type { ValueSpace } from './value-space.ts';

/** A point on the time line (XSD 1.0 part 2 §3.2.7.3); without a time zone, `seconds` are local. */
interface Moment {
  readonly seconds: number;
  /** The digits after the point, without trailing zeros: they sort as text. */
  readonly fraction: string;
  readonly zoned: boolean;
}

export type DateKind = 'dateTime' | 'date' | 'time' | 'gYearMonth' | 'gYear' | 'gMonthDay' | 'gMonth' | 'gDay';

/** The parts of each, in order: Y year, M month, D day, T time; `-` and `T` separate as the types have it. */
const LAYOUTS: Readonly<Record<DateKind, string>> = {
  dateTime: 'Y-M-DtT',
  date: 'Y-M-D',
  time: 'T',
  gYearMonth: 'Y-M',
  gYear: 'Y',
  gMonthDay: '--M-D',
  gMonth: '--M',
  gDay: '---D',
};

const DAY = 86_400;
/** Between a time with a zone and one without, the order is only known beyond 14 hours (§3.2.7.4). */
const ZONE_DOUBT = 14 * 3600;
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function digitsAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; `year` is astronomical. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** Reads one text, position by position: faster than a regular expression, and the calendar is checked on the way. */
class DateScanner {
  #text = '';
  #at = 0;
  #year = 1972;
  #month = 1;
  #day = 1;
  #seconds = 0;
  #fraction = '';
  /** Minutes east of UTC, if it has a zone. */
  #zone: number | undefined;

  moment(text: string, layout: string): Moment | undefined {
    if (!this.scan(text, layout)) return undefined;
    const seconds = daysFromCivil(this.#year, this.#month, this.#day) * DAY + this.#seconds;
    return { seconds: seconds - (this.#zone ?? 0) * 60, fraction: this.#fraction, zoned: this.#zone !== undefined };
  }

  /** Whether the text is of that form, and a date that exists. */
  scan(text: string, layout: string): boolean {
    this.#text = text;
    this.#at = 0;
    this.#year = 1972;
    this.#month = 1;
    this.#day = 1;
    this.#seconds = 0;
    this.#fraction = '';
    this.#zone = undefined;
    for (let i = 0; i < layout.length; i++) {
      if (!this.#part(layout.charCodeAt(i))) return false;
    }
    if (this.#day > (this.#month === 2 && !isLeap(this.#year) ? 28 : (MONTH_DAYS[this.#month - 1] ?? 0))) return false;
    return this.#readZone() && this.#at === text.length;
  }

  #part(part: number): boolean {
    switch (part) {
      case 89: // Y
        return this.#readYear();
      case 77: // M
        this.#month = this.#two();
        return this.#month >= 1 && this.#month <= 12;
      case 68: // D
        this.#day = this.#two();
        return this.#day >= 1 && this.#day <= 31;
      case 84: // T
        return this.#readTime();
      default: // the separator; 't' stands for the letter T
        return this.#text.charCodeAt(this.#at++) === (part === 116 ? 84 : part);
    }
  }

  #two(): number {
    const value = digitsAt(this.#text, this.#at);
    this.#at += 2;
    return value;
  }

  /** Four digits or more, no leading zero beyond four, no year 0000; `-0001` is the year before `0001` (§3.2.7.1). */
  #readYear(): boolean {
    const negative = this.#text.charCodeAt(this.#at) === 45;
    if (negative) this.#at++;
    const start = this.#at;
    let year = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const digit = this.#text.charCodeAt(this.#at) - 48;
      if (digit < 0 || digit > 9) break;
      year = year * 10 + digit;
    }
    const length = this.#at - start;
    if (length < 4 || length > 12 || year === 0) return false;
    this.#year = negative ? 1 - year : year;
    return length === 4 || this.#text.charCodeAt(start) !== 48;
  }

  #readTime(): boolean {
    const text = this.#text;
    const hour = this.#two();
    if (text.charCodeAt(this.#at++) !== 58) return false;
    const minute = this.#two();
    if (text.charCodeAt(this.#at++) !== 58) return false;
    const second = this.#two();
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
    if (text.charCodeAt(this.#at) === 46) {
      const start = ++this.#at;
      let end = start;
      for (; this.#at < text.length; this.#at++) {
        const digit = text.charCodeAt(this.#at) - 48;
        if (digit < 0 || digit > 9) break;
        if (digit > 0) end = this.#at + 1;
      }
      if (this.#at === start) return false;
      this.#fraction = text.slice(start, end);
    }
    this.#seconds = hour * 3600 + minute * 60 + second;
    return hour < 24 || (minute === 0 && second === 0 && this.#fraction === '');
  }

  /** §3.2.7.3. */
  #readZone(): boolean {
    const text = this.#text;
    if (this.#at === text.length) return true;
    const sign = text.charCodeAt(this.#at++);
    if (sign === 90) {
      this.#zone = 0;
      return true;
    }
    if ((sign !== 43 && sign !== 45) || text.charCodeAt(this.#at + 2) !== 58) return false;
    const hours = this.#two();
    this.#at++;
    const minutes = this.#two();
    this.#zone = (sign === 45 ? -1 : 1) * (hours * 60 + minutes);
    return hours >= 0 && minutes >= 0 && minutes <= 59 && (hours < 14 || (hours === 14 && minutes === 0));
  }
}

const scanner = new DateScanner();

/** `undefined` where the two overlap by what their missing zone may be. */
function compareMoments(a: Moment, b: Moment): number | undefined {
  if (a.zoned !== b.zoned) {
    const distance = a.seconds - b.seconds;
    if (Math.abs(distance) > ZONE_DOUBT) return distance;
    return undefined;
  }
  if (a.seconds !== b.seconds) return a.seconds - b.seconds;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1;
}

/** XSD 1.0 part 2 §3.2.7 to §3.2.14. */
export function dateSpace(kind: DateKind): ValueSpace {
  const layout = LAYOUTS[kind];
  const read = (text: string): Moment | undefined => scanner.moment(text, layout);
  return {
    accepts: (text) => scanner.scan(text, layout),
    key: (text) => {
      const moment = read(text);
      if (moment === undefined) return text;
      // A time of day has no date to carry over to: 24:00:00 is 00:00:00.
      const seconds = kind === 'time' ? ((moment.seconds % DAY) + DAY) % DAY : moment.seconds;
      return `${seconds}.${moment.fraction}${moment.zoned ? 'Z' : ''}`;
    },
    against: (bound) => {
      const limit = read(bound);
      return (text) => {
        const moment = read(text);
        return moment === undefined || limit === undefined ? undefined : compareMoments(moment, limit);
      };
    },
  };
}
