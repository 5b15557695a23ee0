import { describe, expect, it } from 'vitest';
import { MalformedError } from '../../../src/codec/problem.ts';
import { decodeBytes } from '../../../src/codec/xml/decode-bytes.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('bytes become text', () => {
  it.each([
    ['UTF-8 without a word', Buffer.from('<a>é</a>'), undefined, '<a>é</a>'],
    ['UTF-8 with a byte-order mark', Buffer.from('\uFEFF<a/>'), undefined, '<a/>'],
    [
      'ISO-8859-1 by declaration',
      latin('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'),
      undefined,
      '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>',
    ],
    ['ISO-8859-1, where 0x80 is a control character', latin('<a>\u0080</a>'), 'iso-8859-1', '<a>\u0080</a>'],
    ['windows-1252, where 0x80 is the euro', latin('<a>\u0080</a>'), 'windows-1252', '<a>€</a>'],
    ['ISO-8859-15, where 0xA4 is the euro', latin('<a>\u00A4</a>'), 'iso-8859-15', '<a>€</a>'],
    [
      'the HTTP charset before the declaration',
      latin('<?xml version="1.0" encoding="utf-8"?><a>é</a>'),
      'ISO-8859-1',
      '<?xml version="1.0" encoding="utf-8"?><a>é</a>',
    ],
    ['UTF-16 with a mark', utf16('\uFEFF<a>é</a>'), undefined, '<a>é</a>'],
    [
      'UTF-16LE without a mark',
      utf16('<?xml version="1.0" encoding="utf-16"?><a/>'),
      'utf-16',
      '<?xml version="1.0" encoding="utf-16"?><a/>',
    ],
    ['UTF-16BE', utf16('<a>é</a>').swap16(), 'utf-16be', '<a>é</a>'],
  ])('%s', (_, bytes, charset, text) => {
    expect(decodeBytes(bytes, charset)).toBe(text);
  });

  it.each([
    ['UTF-8 with a wrong byte', latin('<a>é</a>'), undefined],
    ['UTF-8 cut inside a character', Buffer.from('<a>é').subarray(0, 4), undefined],
    ['an odd number of UTF-16 bytes', utf16('<a/>').subarray(0, 7), 'utf-16le'],
    ['an encoding that nobody reads', Buffer.from('<a/>'), 'ebcdic-fr'],
  ])('%s is refused', (_, bytes, charset) => {
    expect(() => decodeBytes(bytes, charset)).toThrow(MalformedError);
  });
});
