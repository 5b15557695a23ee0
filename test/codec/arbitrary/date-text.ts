import type { Choices } from './choices.ts';

const years = ['2026', '0001', '9999', '12345', '-0044', '1999'];
const days = ['01-31', '02-28', '12-31', '06-15', '07-01'];
// libxml2 does not carry 24:00:00 over to the next day where it compares with a bound.
const times = ['09:30:00', '00:00:00', '23:59:59', '12:00:00.5', '23:59:59.999999999', '01:02:03.120', '24:00:00'];
const zones = ['', 'Z', '+01:00', '-05:30', '+14:00', '-14:00', '+00:00'];
const durations = ['P1D', 'PT30S', 'P1Y2M3DT4H5M6.789S', '-P1M', 'PT0S', 'P0Y', 'PT36H', '-PT0.001S'];

/** A lexical value of a date or time type; `undefined` for other types. */
export function dateText(builtin: string, choices: Choices): string | undefined {
  const year = (): string => choices.pick(years);
  const zone = (): string => choices.pick(zones);
  switch (builtin) {
    case 'dateTime':
      return `${choices.rarely(6) ? '2024-02-29' : `${year()}-${choices.pick(days)}`}T${choices.pick(times)}${zone()}`;
    case 'date':
      return `${choices.rarely(6) ? '2024-02-29' : `${year()}-${choices.pick(days)}`}${zone()}`;
    case 'time':
      return choices.pick(times) + zone();
    case 'gYearMonth':
      return `${year()}-${choices.pick(['01', '12'])}${zone()}`;
    case 'gYear':
      return year() + zone();
    case 'gMonthDay':
      return `--${choices.pick(days)}${zone()}`;
    case 'gMonth':
      return `--${choices.pick(['01', '12'])}${zone()}`;
    case 'gDay':
      return `---${choices.pick(['01', '31'])}${zone()}`;
    case 'duration':
      return choices.pick(durations);
    default:
      return undefined;
  }
}
