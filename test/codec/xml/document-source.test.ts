import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedError } from '../../../src/codec/problem.ts';
import { decodeBytes } from '../../../src/codec/xml/decode-bytes.ts';
import { DocumentSource } from '../../../src/codec/xml/document-source.ts';
import { pieces } from '../decode/stream/outcome.ts';
import { cases } from '../../support/random-cases.ts';

/** A document's text, read in pieces of these sizes, so many characters at a time. */
async function readAll(bytes: Uint8Array, sizes: readonly number[], most: number, charset?: string): Promise<string> {
  const source = new DocumentSource(pieces(bytes, sizes), charset);
  let text = '';
  for (;;) {
    const { text: more, last } = await source.read(most);
    expect(text.endsWith('\r') && more.startsWith('\n')).toBe(false);
    expect(more.isWellFormed()).toBe(true);
    text += more;
    if (last) return text;
  }
}

const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\r', '\n', '\uFEFF', '<'), maxLength: 600 });
const how = fc.tuple(
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
  fc.integer({ min: 1, max: 100 }),
);
const utf16be = (value: string): Buffer => Buffer.from(value, 'utf16le').swap16();

describe('bytes that come in pieces give the text that they give at once', () => {
  it.each<[string, (value: string) => Buffer, string | undefined]>([
    ['UTF-8', (value) => Buffer.from(value), undefined],
    ['UTF-8 with a byte-order mark', (value) => Buffer.from(`\uFEFF${value}`), undefined],
    ['UTF-16 with a byte-order mark', (value) => Buffer.from(`\uFEFF${value}`, 'utf16le'), undefined],
    ['UTF-16, the other way round', (value) => utf16be(`\uFEFF${value}`), undefined],
    ['UTF-16 by HTTP', utf16be, 'utf-16'],
    ['ISO 8859-1', (value) => Buffer.from(value.replace(/[^\0-\xFF]/gu, 'ÿ'), 'latin1'), 'iso-8859-1'],
    ['windows-1252', (value) => Buffer.from(value.replace(/[^\0-\xFF]/gu, '\x80'), 'latin1'), 'windows-1252'],
    ['ISO 8859-15', (value) => Buffer.from(value.replace(/[^\0-\xFF]/gu, '¤'), 'latin1'), 'iso-8859-15'],
  ])('in %s', async (_, encode, charset) => {
    await fc.assert(
      fc.asyncProperty(text, how, async (value, [sizes, most]) => {
        const bytes = encode(value);
        expect(await readAll(bytes, sizes, most, charset)).toBe(decodeBytes(bytes, charset));
      }),
      cases(150),
    );
  });

  it('by the declaration, however small the pieces', async () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="ISO-8859-15"?><a>\xA4</a>', 'latin1');
    expect(await readAll(bytes, [1], 7)).toContain('<a>€</a>');
  });

  it.each([
    ['a byte that begins nothing', [0x61, 0xff, 0x61]],
    ['a character that does not end', [0x61, 0xe2, 0x82]],
    ['a character cut short by another', [0xe2, 0x82, 0x61, 0x61]],
    ['half a pair', [0xed, 0xa0, 0x80]],
    ['more than a character needs', [0xc3, 0xa9, 0xa9]],
  ])('and are refused where they hold %s', async (_, bytes) => {
    await expect(readAll(Uint8Array.from(bytes), [1], 1)).rejects.toThrow(MalformedError);
  });
});
