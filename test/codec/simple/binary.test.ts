import { assert, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Space } from '../../../src/codec/simple/binary.ts';
import { cases } from '../../support/random-cases.ts';

const long = 'QUJD'.repeat(40_000);

describe('base64 of many characters', () => {
  it('is taken whatever its octets', () => {
    assert(
      property(uint8Array({ minLength: 380, maxLength: 600 }), (octets) => {
        expect(base64Space.accepts(Buffer.from(octets).toString('base64'))).toBe(true);
      }),
      cases(100),
    );
  });

  it.each(['QQ==', 'QUI='])('is taken with %s at its end', (end) => {
    expect(base64Space.accepts(long + end)).toBe(true);
  });

  it.each([
    ['padding inside', `${long}QQ==${long}`],
    ['padding at the end of a piece', `${'QUJD'.repeat(16_383)}QQ==${long}`],
    ['bits that stand for nothing', `${long}QR==`],
    ['three paddings', `${long}Q===`],
    ['a character too few', long.slice(1)],
    ['the alphabet of URLs', `${long}QU-_`],
    ['a space', `${long}QU D`],
    ['a letter beyond ASCII', `${long}QUé/`],
    ['a letter whose low byte is in the alphabet', `${long}QU\u0141/`],
    ['half a surrogate pair', `${long}QU\ud800/`],
  ])('is refused with %s', (_what, text) => {
    expect(base64Space.accepts(text)).toBe(false);
  });
});
