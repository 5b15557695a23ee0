import { XmlParseError } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { MalformedError } from '../../../src/codec/problem.ts';
import { decodeBytes } from '../../../src/codec/xml/decode-bytes.ts';
import { libxml2Tree, ourTree } from './canonical-tree.ts';

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

/** Bytes and what they say, in any encoding; declared as `charset` where it is given. */
const encoded = (charset: string | undefined, text: string, bytes: (text: string) => Buffer): Buffer =>
  bytes((charset === undefined ? '' : `<?xml version="1.0" encoding="${charset}"?>`) + text);
const big = (text: string): Buffer => utf16(text).swap16();

describe('a document says what its encoding makes of its bytes, as libxml2 reads it too', () => {
  it.each<[string, Buffer, string]>([
    ['UTF-8 of four bytes', Buffer.from('<a>😀</a>'), '😀'],
    [
      'UTF-8 with a mark, whatever is declared',
      encoded('ISO-8859-1', '<a>é</a>', (text) => Buffer.from(`\uFEFF${text}`)),
      'é',
    ],
    [
      'UTF-8 with a mark, declared as UTF-16',
      encoded('UTF-16', '<a>é</a>', (text) => Buffer.from(`\uFEFF${text}`)),
      'é',
    ],
    ['UTF-16LE with a mark', encoded(undefined, '\uFEFF<a>é€😀</a>', utf16), 'é€😀'],
    ['UTF-16BE with a mark', encoded(undefined, '\uFEFF<a>é€😀</a>', big), 'é€😀'],
    ['UTF-16LE declared', encoded('UTF-16', '<a>é</a>', utf16), 'é'],
    ['UTF-16BE declared', encoded('UTF-16', '<a>é</a>', big), 'é'],
    ['UTF-16LE declared by its order', encoded('UTF-16LE', '<a>é</a>', utf16), 'é'],
    ['UTF-16LE declared as UTF-8', encoded('UTF-8', '<a>é</a>', utf16), 'é'],
    ['ISO-8859-1 from 0x80 to 0x9F', encoded('ISO-8859-1', '<a>\x80\x85\x9F\xE9</a>', latin), '\x80\x85\x9F\xE9'],
    [
      'ISO-8859-15 where it differs',
      encoded('ISO-8859-15', '<a>\xA4\xA6\xA8\xB4\xB8\xBC\xBD\xBE</a>', latin),
      '€ŠšŽžŒœŸ',
    ],
    ['ISO-8859-15 from 0x80 to 0x9F', encoded('ISO-8859-15', '<a>\x80\x9F</a>', latin), '\x80\x9F'],
    ['windows-1252 from 0x80 to 0x9F', encoded('windows-1252', '<a>\x80\x82\x8C\x92\x9C\x9F</a>', latin), '€‚Œ’œŸ'],
    ['windows-1252 in capitals', encoded('WINDOWS-1252', '<a>\x80</a>', latin), '€'],
    ['an encoding in single quotes', latin("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>"), 'é'],
    [
      'an encoding behind much white space',
      latin(`<?xml version="1.0"${' '.repeat(900)}encoding="ISO-8859-1"?><a>é</a>`),
      'é',
    ],
  ])('%s', (_, bytes, text) => {
    expect(ourTree(bytes)).toEqual(['a', text]);
    expect(libxml2Tree(bytes)).toEqual(['a', text]);
  });

  it.each<[string, Buffer]>([
    ['an overlong "/"', latin('<a>\xC0\xAF</a>')],
    ['an overlong null', latin('<a>\xC0\x80</a>')],
    ['an overlong "/" of three bytes', latin('<a>\xE0\x80\xAF</a>')],
    ['an overlong "<" that would begin a tag', latin('<a>\xC0\xBCb/></a>')],
    ['a surrogate in UTF-8', latin('<a>\xED\xA0\x80</a>')],
    ['a pair of surrogates in UTF-8', latin('<a>\xED\xA0\xBD\xED\xB8\x80</a>')],
    ['a character above Unicode', latin('<a>\xF4\x90\x80\x80</a>')],
    ['five bytes', latin('<a>\xF8\x88\x80\x80\x80</a>')],
    ['a continuation alone', latin('<a>\x80</a>')],
    ['a character that is cut', latin('<a>\xE2\x82</a>')],
    ['a byte that UTF-8 does not have', latin('<a>\xFE</a>')],
    ['ISO-8859-1 that nobody declared', latin('<a>é</a>')],
    [
      'ISO-8859-1 that a comment declares',
      latin('<?xml version="1.0"?><!-- <?xml encoding="ISO-8859-1"?> --><a>é</a>'),
    ],
    ['ISO-8859-1 declared as US-ASCII', encoded('US-ASCII', '<a>é</a>', latin)],
    ['UTF-8 declared as UTF-16', encoded('UTF-16', '<a>é</a>', (text) => Buffer.from(text))],
    ['half a character of UTF-16', utf16('\uFEFF<a/>').subarray(0, -1)],
    ['a lone surrogate in UTF-16', utf16('\uFEFF<a>\uD800</a>')],
    ['UTF-32 with a mark', utf16('\uFEFF\0<\0a\0/\0>\0')],
    ['UTF-7', encoded('UTF-7', '<a>+ADw-</a>', latin)],
    ['EBCDIC', Buffer.from('4c6fa7949340a58599a28996957e7ff14bf07f6f6e4c81616e', 'hex')],
    ['a mark alone', Buffer.from('\uFEFF')],
  ])('%s is refused', (_, bytes) => {
    expect(() => ourTree(bytes)).toThrow(MalformedError);
    expect(() => libxml2Tree(bytes)).toThrow(XmlParseError);
  });

  it.each<[string, Buffer]>([
    ['UTF-32', encoded('UTF-32', '<a/>', (text) => utf16(`${text.split('').join('\0')}\0`))],
    ['Shift_JIS', encoded('Shift_JIS', '<a/>', latin)],
  ])('%s is refused, though libxml2 reads it: partners have no need of it', (_, bytes) => {
    expect(() => ourTree(bytes)).toThrow(MalformedError);
    expect(libxml2Tree(bytes)).toEqual(['a']);
  });

  it.each<[string, Buffer]>([
    ['UTF-16 without a mark or a declaration', encoded(undefined, '<a>é</a>', utf16)],
    ['UTF-8 declared as US-ASCII', encoded('US-ASCII', '<a>é</a>', (text) => Buffer.from(text))],
  ])('%s is read, though libxml2 refuses it: it can mean nothing else', (_, bytes) => {
    expect(ourTree(bytes)).toEqual(['a', 'é']);
    expect(() => libxml2Tree(bytes)).toThrow(XmlParseError);
  });
});
