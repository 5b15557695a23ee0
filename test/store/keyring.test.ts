import { expect, test } from 'vitest';
import { Secret } from '../../src/adapter/secret.ts';
import { parseKeyring } from '../../src/store/keyring.ts';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

test('The first key writes, and all read.', () => {
  const keyring = parseKeyring(`new:${key(1)}, old:${key(2)}`);
  expect([keyring.writesWith, [...keyring.keys.keys()]]).toEqual(['new', ['new', 'old']]);
});

test('A secret is read as its text.', () => {
  expect(parseKeyring(new Secret(`a:${key(1)}`)).writesWith).toBe('a');
});

test.each(['', 'a', `a:${key(1)},`, 'a:c2hvcnQ=', `é:${key(1)}`, `a:${key(1)}x`, `a:${'A'.repeat(88)}`])(
  '"%s" is refused.',
  (text) => {
    expect(() => parseKeyring(text)).toThrow(/PASSERELLE_KEYS must be .*: entry \d/);
  },
);

test('The same id twice is refused.', () => {
  expect(() => parseKeyring(`a:${key(1)},a:${key(2)}`)).toThrow('entry 2 repeats an id');
});

test('A refusal quotes nothing of the keys.', () => {
  expect(() => parseKeyring(`a:${key(1)},b:${key(2)}!`)).toThrow(
    /^PASSERELLE_KEYS must be <id>:<base64 of 32 bytes>, several separated by commas: entry 2 is not$/,
  );
});
