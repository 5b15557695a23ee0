import { describe, expect, test } from 'vitest';
import { BUILTIN_LISTS, BUILTINS } from '../../../src/codec/simple/builtin.ts';
import { compileBuiltin } from '../../../src/codec/simple/simple-codec.ts';
import { builtin } from './simple-type.ts';

/** XSD 1.0 part 2 §3: by type, texts in the lexical space and texts that are not. */
const lexical: Readonly<Record<string, { good: string[]; bad: string[] }>> = {
  boolean: { good: ['true', 'false', '1', '0', ' true\n'], bad: ['TRUE', 'yes', '2', 'true false'] },
  decimal: {
    good: ['0', '-1.5', '+.5', '5.', '007.10', '123456789012345678901234567890.1'],
    bad: ['1e5', '.', '-', '1,5', 'NaN', '1 2', '--1'],
  },
  integer: { good: ['0', '-0', '+12', '123456789012345678901234567890'], bad: ['1.0', '', '+', '1e3', '0x1'] },
  nonPositiveInteger: { good: ['0', '-1'], bad: ['1.5'] },
  float: {
    good: ['1', '-1.5E3', '1e-7', '.5', '5.', 'INF', '-INF', 'NaN'],
    bad: ['+INF', 'inf', 'Infinity', 'e5', '1e', '0x10'],
  },
  double: { good: ['1E+308'], bad: ['nan', '1d'] },
  dateTime: {
    good: [
      '2024-02-29T13:20:00',
      '2024-02-29T13:20:00.123Z',
      '-0044-03-15T00:00:00',
      '12024-01-01T00:00:00+14:00',
      '2024-12-31T24:00:00',
      '2000-02-29T00:00:00-05:30',
    ],
    bad: [
      '2023-02-29T00:00:00',
      '1900-02-29T00:00:00',
      '2024-13-01T00:00:00',
      '2024-00-01T00:00:00',
      '2024-01-01',
      '2024-01-01T24:00:01',
      '2024-01-01T25:00:00',
      '2024-01-01T00:60:00',
      '2024-01-01T00:00:60',
      '0000-01-01T00:00:00',
      '02024-01-01T00:00:00',
      '2024-01-01 00:00:00',
      '2024-01-01T00:00:00.',
      '2024-01-01T00:00:00+14:01',
      '2024-01-01T00:00:00z',
      '2024-1-1T00:00:00',
      '2024-01-01T00:00:00+0100',
      '24-01-01T00:00:00',
    ],
  },
  date: {
    good: ['2024-02-29', '2024-04-30Z', '2024-04-30+02:00'],
    bad: ['2024-04-31', '2024-02-30', '20240430', '2024-04-30T00:00:00', '2024-04-00'],
  },
  time: {
    good: ['00:00:00', '24:00:00', '23:59:59.999999Z'],
    bad: ['24:00:00.1', '12:00', '1:00:00', '12:00:00+15:00'],
  },
  gYearMonth: { good: ['2024-02', '-0001-12Z'], bad: ['2024-13', '2024', '2024-02-01'] },
  gYear: { good: ['2024', '-0001', '12024', '2024Z'], bad: ['24', '0000', '02024', '+2024'] },
  gMonthDay: { good: ['--02-29', '--12-31Z'], bad: ['--02-30', '02-29', '--13-01'] },
  gMonth: { good: ['--01', '--12+01:00'], bad: ['--13', '01', '--1'] },
  gDay: { good: ['---31', '---01Z'], bad: ['---32', '---00', '31'] },
  duration: {
    good: ['P1Y', 'P1Y2M3DT4H5M6.7S', '-PT0.5S', 'P0D', 'PT36H'],
    bad: ['P', 'PT', 'P1YT', '1Y', 'P-1Y', 'P1S', 'PT1D', 'P1.5D', 'P1H'],
  },
  base64Binary: {
    good: ['', 'QQ==', 'QUI=', 'QUJD', 'QU JD\nQUJD'],
    bad: ['Q', 'QQ=', 'QUJ=', 'QR==', 'QQ==QQ==', '====', 'QUJ%'],
  },
  hexBinary: { good: ['', '0aFF'], bad: ['0', '0g', '0 a'] },
  anyURI: {
    good: ['', 'http://a.example/?q=1#f', '../a b', 'urn:x:é', 'mailto:a@b.example', '%20'],
    bad: ['%zz', 'a#b#c', '100%'],
  },
  language: { good: ['en', 'pt-BR', 'x-klingon'], bad: ['', 'englishlong', 'en_GB', '1'] },
  Name: { good: ['a', ':a:b', '_x.1-2', 'é'], bad: ['1a', '-a', 'a b', ''] },
  NCName: { good: ['a', '_a.b-c', '\u{20000}x'], bad: ['a:b', '1', 'a/b', ''] },
  ID: { good: ['i1'], bad: ['1'] },
  IDREF: { good: ['i1'], bad: ['a b'] },
  ENTITY: { good: ['e'], bad: ['&e;'] },
  NMTOKEN: { good: ['1', '-a:b'], bad: ['a b', '', 'a/b'] },
};

describe.each(Object.entries(lexical))('xs:%s', (name, { good, bad }) => {
  test.each(good)('accepts "%s"', (text) => {
    expect(builtin(name).decode(text).slice(1)).toEqual([]);
  });

  test.each(bad)('refuses "%s"', (text) => {
    expect(builtin(name).decode(text)).toHaveLength(2);
  });
});

describe('integers of a width', () => {
  test.each([
    ['byte', '-128', '127'],
    ['short', '-32768', '32767'],
    ['int', '-2147483648', '2147483647'],
    ['unsignedByte', '0', '255'],
    ['unsignedShort', '0', '65535'],
    ['unsignedInt', '0', '4294967295'],
  ])('xs:%s reaches from %s to %s', (name, min, max) => {
    expect([builtin(name).decode(min), builtin(name).decode(max)]).toEqual([[Number(min)], [Number(max)]]);
  });

  test.each([
    ['byte', '128'],
    ['unsignedInt', '-1'],
    ['int', '2147483648'],
  ])('xs:%s passes %s on as a problem', (name, text) => {
    expect(builtin(name).decode(text)).toEqual([Number(text), 'facet']);
  });

  test.each([
    ['long', '9223372036854775807', '9223372036854775808'],
    ['long', '-9223372036854775808', '-9223372036854775809'],
    ['unsignedLong', '18446744073709551615', '18446744073709551616'],
    ['positiveInteger', '1', '0'],
    ['negativeInteger', '-1', '0'],
    ['nonNegativeInteger', '-0', '-1'],
  ])('xs:%s takes %s and not %s', (name, inside, outside) => {
    expect([builtin(name).decode(inside), builtin(name).decode(outside)]).toEqual([[inside], [outside, 'facet']]);
  });

  test('a number too large for JSON has no value', () => {
    expect(builtin('int').decode('99999999999999999999')).toEqual([undefined, 'fatal lexical']);
  });
});

describe('JSON types', () => {
  test.each([
    ['boolean', '1', true],
    ['boolean', '0', false],
    ['int', ' +07 ', 7],
    ['int', '-0', 0],
    ['double', '1.50E2', 150],
    ['float', 'INF', 'INF'],
    ['double', '-INF', '-INF'],
    ['double', 'NaN', 'NaN'],
    ['decimal', ' 12.30 ', '12.30'],
    ['long', '007', '007'],
    ['dateTime', '2024-02-29T24:00:00', '2024-02-29T24:00:00'],
    ['base64Binary', 'QUJD\n QUJD', 'QUJDQUJD'],
    ['hexBinary', '0aFF', '0aFF'],
    ['QName', 'p:x', '{urn:p}x'],
    ['QName', 'x', '{urn:default}x'],
    ['NOTATION', 'p:x', '{urn:p}x'],
    ['NMTOKENS', ' a  b ', ['a', 'b']],
    ['IDREFS', 'a', ['a']],
    ['ENTITIES', 'a b', ['a', 'b']],
  ])('xs:%s of "%s"', (name, text, value) => {
    expect(builtin(name).decode(text)).toEqual([value]);
  });

  test('a number of bad form is fatal, since it has no JSON value', () => {
    expect(builtin('int').decode('1.0')).toEqual([undefined, 'fatal lexical']);
  });

  test('a boolean of bad form is fatal', () => {
    expect(builtin('boolean').decode('yes')).toEqual([undefined, 'fatal lexical']);
  });

  test('a decimal of bad form is passed on', () => {
    expect(builtin('decimal').decode('1,5')).toEqual(['1,5', 'lexical']);
  });

  test('a QName of an unbound prefix is passed on', () => {
    expect(builtin('QName').decode('q:x')).toEqual(['q:x', 'lexical']);
  });

  test('a QName in Clark notation on the wire is no QName', () => {
    expect(builtin('QName').decode('{urn:p}x')).toEqual(['{urn:p}x', 'lexical']);
  });
});

describe('an empty text', () => {
  test.each(['string', 'normalizedString', 'token', 'anyURI', 'base64Binary', 'hexBinary'])(
    'is a value of xs:%s',
    (name) => {
      expect(builtin(name).decode('')).toEqual(['']);
    },
  );

  test.each(['int', 'boolean', 'decimal', 'double', 'dateTime', 'QName', 'duration'])('is absent as xs:%s', (name) => {
    expect(builtin(name).decode(' ')).toEqual([undefined, 'empty']);
  });

  test('is a list without items', () => {
    expect(builtin('NMTOKENS').decode('')).toEqual([[]]);
  });
});

describe('white space', () => {
  test.each([
    ['string', ' a\t\n b ', ' a\t\n b '],
    ['normalizedString', ' a\t\n b ', ' a   b '],
    ['token', ' a\t\n b ', 'a b'],
    ['token', '\u00A0a\u00A0', '\u00A0a\u00A0'],
  ])('of xs:%s is normalized on the way in', (name, text, value) => {
    expect(builtin(name).decode(text)).toEqual([value]);
  });

  test('is normalized on the way out', () => {
    expect(builtin('token').encode(' a\n  b ')).toEqual(['a b']);
  });
});

describe('fast paths', () => {
  test('xs:string without facets is plain', () => {
    expect(builtin('string').codec.plain).toBe(true);
  });

  test('xs:token is not plain', () => {
    expect(builtin('token').codec.plain).toBe(false);
  });

  test.each(['int', 'decimal', 'boolean', 'dateTime', 'base64Binary'])('xs:%s needs no escaping', (name) => {
    expect(builtin(name).codec.safe).toBe(true);
  });

  test.each(['string', 'anyURI', 'QName'])('xs:%s may need escaping', (name) => {
    expect(builtin(name).codec.safe).toBe(false);
  });
});

test('every built-in type has a codec by its name', () => {
  const names = [...BUILTINS.keys(), ...BUILTIN_LISTS.keys()];
  expect(names.filter((name) => compileBuiltin(name) === undefined)).toEqual([]);
});

test('twenty megabytes of base64 are checked', () => {
  expect(builtin('base64Binary').decode('A'.repeat(20_000_000)).slice(1)).toEqual([]);
});
