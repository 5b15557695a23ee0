import { describe, expect, test } from 'vitest';
import { built, builtin } from './simple-type.ts';

describe('enumeration', () => {
  test('passes an unknown value on as a problem', () => {
    expect(builtin('token', { enumeration: ['A', 'B'] }).decode('C')).toEqual(['C', 'enumeration']);
  });

  test.each([
    ['decimal', '1', '1.00'],
    ['int', '7', '+07'],
    ['double', '100', '1e2'],
    ['dateTime', '2024-01-01T12:00:00Z', '2024-01-01T13:00:00+01:00'],
    ['dateTime', '2024-01-02T00:00:00', '2024-01-01T24:00:00'],
    ['duration', 'P1Y', 'P12M'],
    ['duration', 'PT1H', 'PT3600.0S'],
    ['hexBinary', 'ff', 'FF'],
    ['QName', '{urn:p}x', 'p:x'],
    ['boolean', 'true', '1'],
  ])('of xs:%s is compared as a value', (name, listed, text) => {
    expect(
      builtin(name, { enumeration: [listed] })
        .decode(text)
        .slice(1),
    ).toEqual([]);
  });

  test('tells a local time from one in a zone', () => {
    expect(
      builtin('time', { enumeration: ['12:00:00'] })
        .decode('12:00:00Z')
        .slice(1),
    ).toEqual(['enumeration']);
  });

  test('of a list lists whole lists', () => {
    const pairs = built((b) => b.list(b.simple('decimal'), { facets: { enumeration: ['1 2', '3'] } }));
    expect([pairs.decode('1.0 2.0'), pairs.decode('1')]).toEqual([[['1.0', '2.0']], [['1'], 'enumeration']]);
  });

  test('is named on the way out', () => {
    expect(builtin('string', { enumeration: ['A', 'B'] }).encode('C')).toEqual(['', 'expected one of A, B']);
  });

  test('names the first twenty of many', () => {
    const enumeration = Array.from({ length: 25 }, (_, index) => `V${index}`);
    expect(builtin('string', { enumeration }).encode('C')[1]).toMatch(/V19 and 5 more$/);
  });
});

describe('patterns', () => {
  const plate = builtin('token', { patterns: [['^(?:[A-Z]{2}.*)$'], ['^(?:.*\\d)$', '^(?:.*!)$']] });

  test.each(['AB1', 'AB!'])('accept %s, one of each step', (text) => {
    expect(plate.decode(text)).toEqual([text]);
  });

  test.each(['ABC', 'a1'])('refuse %s', (text) => {
    expect(plate.decode(text)).toEqual([text, 'facet']);
  });
});

describe('lengths', () => {
  test.each([
    ['string', '\u{1F600}\u{1F600}'],
    ['hexBinary', '0aFF'],
    ['base64Binary', 'QUI='],
    ['NMTOKENS', 'abc def'],
  ])('of xs:%s are counted in its own unit', (name, text) => {
    expect(builtin(name, { length: 2 }).decode(text).slice(1)).toEqual([]);
  });

  test.each(['a', 'abcde'])('bound "%s"', (text) => {
    expect(builtin('string', { minLength: 2, maxLength: 4 }).decode(text)).toEqual([text, 'facet']);
  });

  test('say nothing about a QName', () => {
    expect(builtin('QName', { maxLength: 1 }).decode('p:abc').slice(1)).toEqual([]);
  });

  test('are told in octets', () => {
    expect(builtin('hexBinary', { maxLength: 1 }).encode('0aff')).toEqual(['', 'expected at most 1 octets']);
  });
});

describe('bounds', () => {
  test.each([
    ['decimal', { minInclusive: '0.10', maxExclusive: '100' }, ['0.1', '99.999'], ['0.0999', '100.0']],
    ['int', { minExclusive: '0', maxInclusive: '10' }, ['1', '10'], ['0', '11']],
    ['integer', { maxInclusive: '100000000000000000000' }, ['100000000000000000000', '-5'], ['100000000000000000001']],
    ['double', { minInclusive: '0', maxInclusive: '1E2' }, ['0', '100.0'], ['-1', '1e3', 'NaN', 'INF']],
    [
      'date',
      { minInclusive: '2024-01-01', maxExclusive: '2025-01-01' },
      ['2024-01-01', '2024-12-31'],
      ['2023-12-31', '2025-01-01'],
    ],
    [
      'dateTime',
      { minInclusive: '2024-01-01T00:00:00Z' },
      ['2024-01-01T01:00:00+01:00', '2024-06-01T00:00:00'],
      ['2024-01-01T00:00:00+01:00', '2024-01-01T10:00:00'],
    ],
    [
      'dateTime',
      { maxInclusive: '2024-01-01T00:00:00.5' },
      ['2024-01-01T00:00:00.49', '2024-01-01T00:00:00.50'],
      ['2024-01-01T00:00:00.51'],
    ],
    ['duration', { maxInclusive: 'P1M' }, ['P27D', 'P1M'], ['P32D', 'P28D']],
    ['gYear', { minInclusive: '-0001' }, ['0001', '-0001'], ['-0002']],
  ])('of xs:%s %o', (name, facets, inside, outside) => {
    const tried = builtin(name, facets);
    expect([
      inside.filter((text) => tried.decode(text).length > 1),
      outside.filter((text) => tried.decode(text).length === 1),
    ]).toEqual([[], []]);
  });
});

describe('digits', () => {
  const amount = builtin('decimal', { totalDigits: 5, fractionDigits: 2 });

  test.each(['123.45', '000123.4500', '-0.10', '12345'])('accept %s', (text) => {
    expect(amount.decode(text)).toEqual([text]);
  });

  test.each(['1234.56', '0.123', '123456'])('refuse %s', (text) => {
    expect(amount.decode(text)).toEqual([text, 'facet']);
  });
});

test('fixed values are compared as values', () => {
  expect(builtin('decimal').codec.isValue('1.0', '1')).toBe(true);
});

test('fixed lists are compared as values', () => {
  expect(built((b) => b.list(b.simple('int'))).codec.isValue([1, 2], ' 1  02 ')).toBe(true);
});
