import { describe, expect, test } from 'vitest';
import { parseKeyring } from '../../src/store/keyring.ts';
import { createSealer, KeyMissingError, SealBrokenError } from '../../src/store/seal.ts';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const sealer = createSealer(parseKeyring(`a:${key(1)}`));
const place = { kind: 'call', id: '1', field: 'input' };

test.each([[{ a: ['é', 1, null] }], ['text'], [null], [0]])('%j comes back as it was.', (value) => {
  expect(sealer.open(place, sealer.seal(place, value))).toEqual(value);
});

test('Nothing of the value is readable.', () => {
  expect(sealer.seal(place, 'secret text')).not.toContain('secret');
});

test('The same value is sealed differently each time.', () => {
  expect(sealer.seal(place, 'x')).not.toBe(sealer.seal(place, 'x'));
});

test.each([{ kind: 'import' }, { id: '2' }, { field: 'output' }])('It does not open at another place: %j.', (other) => {
  expect(() => sealer.open({ ...place, ...other }, sealer.seal(place, 'x'))).toThrow(SealBrokenError);
});

test('A place cannot be imitated by moving text between its parts.', () => {
  const sealed = sealer.seal({ kind: 'call', id: '1","2', field: 'f' }, 'x');
  expect(() => sealer.open({ kind: 'call', id: '1', field: '2","f' }, sealed)).toThrow(SealBrokenError);
});

test('Every changed byte is noticed.', () => {
  const [version, id, encoded = ''] = sealer.seal(place, 'x').split(':');
  const bytes = Buffer.from(encoded, 'base64');
  const opened = [...bytes.keys()].filter((index) => {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    try {
      sealer.open(place, [version, id, changed.toString('base64')].join(':'));
      return true;
    } catch {
      return false;
    }
  });
  expect(opened).toEqual([]);
});

test.each(['', '1', '1:a:', '1:a:AAAA', '2:a:AAAA', 'clear text'])('"%s" is no sealed value.', (text) => {
  expect(() => sealer.open(place, text)).toThrow(SealBrokenError);
});

describe('several keys', () => {
  const both = createSealer(parseKeyring(`b:${key(2)},a:${key(1)}`));

  test('What the old key sealed opens.', () => {
    expect(both.open(place, sealer.seal(place, 'x'))).toBe('x');
  });

  test('A missing key is named.', () => {
    expect(() => sealer.open(place, both.seal(place, 'x'))).toThrow(KeyMissingError);
  });
});

describe('look-up keys', () => {
  test('The same parts give the same text.', () => {
    expect(sealer.lookup('a', 'b')).toBe(sealer.lookup('a', 'b'));
  });

  test('Parts do not run together.', () => {
    expect(sealer.lookup('a', 'bc')).not.toBe(sealer.lookup('ab', 'c'));
  });

  test('Another key gives another text.', () => {
    expect(createSealer(parseKeyring(`a:${key(3)}`)).lookup('a')).not.toBe(sealer.lookup('a'));
  });
});
