import { describe, expect, it } from 'vitest';
import { documentText } from '../../../src/codec/xml/document-text.ts';
import { OneByteText } from '../../../src/codec/xml/one-byte-text.ts';
import { tagOf } from '../../../src/codec/xml/tag.ts';

/** A text in bytes, and the same kind of text that has a character beyond them. */
const kinds = [
  ['in bytes', ''],
  ['beyond one byte', '€'],
] as const;

describe.each(kinds)('a text %s', (_, wide) => {
  it.each(['<a>', '<ab>', '<abc>', '<abcd>', '<abcde>', '<é>'])('holds the tag %s where it stands', (tag) => {
    expect(documentText(`x${tag}${wide}`).holds(tagOf(tag), 1)).toBe(true);
  });

  it.each(['<ab>', '<abc>', '<abcd>', '<abcde>'])('holds no %s where any one character is another', (tag) => {
    const others = Array.from(tag, (_one, at) => `x${tag.slice(0, at)}?${tag.slice(at + 1)}${wide}`);
    expect(others.map((other) => documentText(other).holds(tagOf(tag), 1))).toEqual(others.map(() => false));
  });

  it('holds no tag that goes on behind its end', () => {
    const text = documentText(`${wide}<ab`);
    expect(text.holds(tagOf('<abc>'), wide.length)).toBe(false);
  });

  it.each([
    ['an end tag', 'ab</a>', 2],
    ['a reference', 'ab&amp;</a>', 2],
    ['">"', 'ab>c</a>', 2],
    ['the end of the text', 'ab', 2],
  ])('has plain characters up to %s', (_what, text, end) => {
    expect(documentText(`${wide}${text}`).plainEnd(wide.length)).toBe(wide.length + end);
  });

  it.each([
    ['its quotation mark', 'ab" c="d"', 2],
    ['a reference', 'a&amp;"', 1],
    ['"<"', 'a<"', 1],
    ['a tab', 'a\tb"', 1],
    ['the end of the text', 'ab', 2],
  ])('has a plain value up to %s', (_what, text, end) => {
    expect(documentText(`${wide}${text}`).valueEnd(wide.length)).toBe(wide.length + end);
  });

  it('has white space up to what is none', () => {
    expect(documentText(`${wide} \t\r\n\u00A0`).behindSpace(wide.length)).toBe(wide.length + 4);
  });

  it('allows every character that XML allows', () => {
    const latin = Array.from({ length: 224 }, (_one, index) => String.fromCharCode(index + 32)).join('');
    expect(documentText(`\t\n\r${latin}${wide}`).isXml()).toBe(true);
  });

  it('refuses each control character in every place', () => {
    const controls = Array.from({ length: 32 }, (_one, code) => code).filter((code) => ![9, 10, 13].includes(code));
    const texts = controls.flatMap((code) =>
      Array.from({ length: 35 }, (_one, at) => {
        const text = '\n'.repeat(35);
        return `${text.slice(0, at)}${String.fromCharCode(code)}${text.slice(at + 1)}${wide}`;
      }),
    );
    expect(texts.filter((text) => documentText(text).isXml())).toEqual([]);
  });
});

it.each(['\uFFFE', '\uFFFF', '\uD800', '\uDC00a'])(
  'a character that XML forbids beyond one byte is refused',
  (character) => {
    expect(documentText(`<a>${character}</a>`).isXml()).toBe(false);
  },
);

it('a character whose number ends like that of "<" is no tag', () => {
  expect(documentText('\u013Ca>').holds(tagOf('<a>'), 0)).toBe(false);
});

it('a tag beyond one byte is not in a text of bytes', () => {
  expect(documentText('<a><b>').holds(tagOf('<€>'), 0)).toBe(false);
});

it('a text has nothing of the longer one that had the memory before', () => {
  OneByteText.of('<a><b>text</b></a>')?.release();
  const text = OneByteText.of('<a>');
  expect([text?.holds(tagOf('<b>'), 3), text?.plainEnd(3), text?.behindSpace(3)]).toEqual([false, 3, 3]);
});

it('two texts that are read at once have a memory each', () => {
  const first = OneByteText.of('<a>');
  OneByteText.of('<b>');
  expect(first?.holds(tagOf('<a>'), 0)).toBe(true);
});
