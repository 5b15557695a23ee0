import { describe, expect, test } from 'vitest';
import { built, builtin } from './simple-type.ts';

describe('what is written', () => {
  test.each([
    ['string', ' a ', ' a '],
    ['boolean', true, 'true'],
    ['int', 7, '7'],
    ['int', -0, '0'],
    ['int', '7', '7'],
    ['double', 1e21, '1e+21'],
    ['double', 'INF', 'INF'],
    ['double', '12.50', '12.50'],
    ['decimal', '12.30', '12.30'],
    ['decimal', 12.5, '12.5'],
    ['decimal', 9007199254740991, '9007199254740991'],
    ['long', 5, '5'],
    ['dateTime', '2024-02-29T00:00:00', '2024-02-29T00:00:00'],
    ['base64Binary', 'QU JD', 'QUJD'],
    ['QName', '{urn:p}x', 'p:x'],
    ['QName', 'x', 'x'],
    ['NMTOKENS', ['a', 'b'], 'a b'],
  ])('xs:%s of %j', (name, value, text) => {
    expect(builtin(name).encode(value)).toEqual([text]);
  });
});

describe('what is refused', () => {
  test.each([
    ['string', 5, 'a string'],
    ['string', null, 'a string'],
    ['string', {}, 'a string'],
    ['boolean', 'true', 'true or false'],
    ['boolean', 1, 'true or false'],
    ['int', 1.5, 'a whole number from -2147483648 to 2147483647'],
    ['int', true, 'a whole number from -2147483648 to 2147483647'],
    ['int', 'x', 'a whole number from -2147483648 to 2147483647'],
    ['int', 2147483648, 'at most 2147483647'],
    ['double', Infinity, 'a number, or INF, -INF or NaN'],
    ['double', '0.1000000000000000055', 'a number, or INF, -INF or NaN'],
    ['double', '1e5', 'a number, or INF, -INF or NaN'],
    ['decimal', 9007199254740992, 'a decimal number, as a string'],
    ['decimal', 1e-7, 'a decimal number, as a string'],
    ['decimal', 0.1234567890123456, 'a decimal number, as a string'],
    ['decimal', NaN, 'a decimal number, as a string'],
    ['long', 1.5, 'a whole number from -9223372036854775808 to 9223372036854775807, as a string'],
    ['date', '2023-02-29', 'xs:date, like 2024-02-29'],
    ['QName', 'p:x', 'a qualified name, as {namespace}local'],
    ['QName', '{urn:\n}x', 'a qualified name, as {namespace}local'],
    ['QName', '{}x', 'a qualified name, as {namespace}local'],
    ['QName', '{http://www.w3.org/2000/xmlns/}x', 'a qualified name, as {namespace}local'],
    ['NMTOKENS', 'a', 'an array, each item a name token: letters, digits and . - _ :'],
  ])('xs:%s of %j', (name, value, expected) => {
    expect(builtin(name).encode(value)).toEqual(['', `expected ${expected}`]);
  });

  test('never quotes the value', () => {
    expect(builtin('int').encode('s3cret').join(' ')).not.toContain('s3cret');
  });
});

describe('a list', () => {
  const numbers = built((b) => b.list(b.simple('int'), { facets: { maxLength: 2 } }));

  test('is written between spaces', () => {
    expect(numbers.encode([1, 2])).toEqual(['1 2']);
  });

  test('of nothing is empty', () => {
    expect(numbers.encode([])).toEqual(['']);
  });

  test('counts its items', () => {
    expect(numbers.encode([1, 2, 3])).toEqual(['', 'expected at most 2 items']);
  });

  test('refuses a bad item', () => {
    expect(numbers.encode([1, 'x'])[1]).toMatch(/^expected a whole number/);
  });

  test('refuses an item that would fall apart', () => {
    expect(built((b) => b.list(b.simple('string'))).encode(['a b'])[1]).toMatch(/without white space/);
  });

  test('refuses an empty item', () => {
    expect(built((b) => b.list(b.simple('string'))).encode([''])[1]).toMatch(/not empty/);
  });

  test('reads a bad item of numbers as no value at all', () => {
    expect(numbers.decode('1 x')).toEqual([undefined, 'fatal lexical']);
  });
});

describe('a union', () => {
  const size = built((b) => b.union([b.simple('int'), b.simple('token', { facets: { enumeration: ['unbounded'] } })]));
  const counts = built((b) => b.union([b.simple('int'), b.simple('double')], { json: 'number' }));

  test.each(['5', 'unbounded'])('of different JSON types reads %s as a string', (text) => {
    expect(size.decode(` ${text} `)).toEqual([text]);
  });

  test.each(['5', 'unbounded'])('of different JSON types writes the string %s', (text) => {
    expect(size.encode(text)).toEqual([text]);
  });

  test('of numbers is a number', () => {
    expect([counts.decode('5'), counts.decode('5.5')]).toEqual([[5], [5.5]]);
  });

  test('of numbers takes a number', () => {
    expect(counts.encode(5.5)).toEqual(['5.5']);
  });

  test('passes on what no member accepts', () => {
    expect(size.decode('many')).toEqual(['many', 'lexical']);
  });

  test('of numbers has no value for what no member accepts', () => {
    expect(counts.decode('many')).toEqual([undefined, 'fatal lexical']);
  });

  test('refuses on the way out what no member accepts', () => {
    expect(size.encode('many')).toEqual(['', 'expected a whole number from -2147483648 to 2147483647, or unbounded']);
  });

  test('keeps its own enumeration', () => {
    const few = built((b) => b.union([b.simple('int'), b.simple('token')], { facets: { enumeration: ['1', 'x'] } }));
    expect([few.decode('01'), few.decode('2')]).toEqual([['01'], ['2', 'enumeration']]);
  });

  test('with a list takes its text', () => {
    const some = built((b) => b.union([b.list(b.simple('int')), b.simple('token')]));
    expect(some.encode('1  2')).toEqual(['1 2']);
  });
});
