import { array, assert, integer, nat, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transferDecoder } from '../../../src/protocol/attachments/transfer-encoding.ts';
import { Collected, writeCut } from './pieces.ts';
import { cases } from '../../support/random-cases.ts';

function decoded(encoding: string, text: string | Buffer, cuts: readonly number[] = []): Buffer {
  const collected = new Collected();
  const decoder = transferDecoder(encoding, collected);
  writeCut(decoder, Buffer.from(text as string, 'latin1'), cuts);
  decoder.end();
  expect(collected.ended).toBe(true);
  return collected.octets;
}

const octetsAndCuts = [uint8Array({ maxLength: 200 }), array(nat(600), { maxLength: 20 })] as const;
const malformed = expect.objectContaining({ kind: 'malformed' }) as unknown as Error;

describe('the transfer encoding of a part', () => {
  it.each(['', '7bit', '8bit', 'binary'])('"%s" leaves its octets alone', (encoding) => {
    expect([...decoded(encoding, '\x00é\r\n=41')]).toEqual([...Buffer.from('\x00é\r\n=41', 'latin1')]);
  });

  it.each(['rot13', 'x-uuencode', 'base32'])('"%s" is malformed', (encoding) => {
    expect(() => transferDecoder(encoding, new Collected())).toThrow(malformed);
  });
});

describe('base64', () => {
  it('is read in lines, whatever the octets and the pieces', () => {
    assert(
      property(...octetsAndCuts, integer({ min: 1, max: 80 }), (octets, cuts, width) => {
        const text = Buffer.from(octets)
          .toString('base64')
          .replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
        expect([...decoded('base64', text, cuts)]).toEqual([...octets]);
      }),
      cases(500),
    );
  });

  it.each([
    ['a foreign character', 'AAA!'],
    ['octets beyond ASCII', 'AAA\xe9'],
    ['an incomplete group', 'AAAAA'],
    ['padding alone', 'AAAA='],
    ['text behind its padding', 'AA==\r\nAAAA'],
    ['padding in a group', 'A=AA'],
  ])('is malformed with %s', (_what, text) => {
    expect(() => decoded('base64', text)).toThrow(malformed);
    expect(() => decoded('base64', text, [1, 2, 3, 4, 5])).toThrow(malformed);
  });
});

/** As mail writes it: every octet that is not plain as an escape, soft line breaks, and spaces escaped at a line's end. */
function quotedPrintable(octets: Uint8Array, width: number): string {
  const atoms = [...octets].map((octet) =>
    octet > 32 && octet < 127 && octet !== 61
      ? String.fromCharCode(octet)
      : `=${octet.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return atoms.map((atom, index) => (index % width === width - 1 ? `${atom}=\r\n` : atom)).join('');
}

describe('quoted-printable', () => {
  it('is read whatever the octets and the pieces', () => {
    assert(
      property(...octetsAndCuts, integer({ min: 1, max: 40 }), (octets, cuts, width) => {
        expect([...decoded('quoted-printable', quotedPrintable(octets, width), cuts)]).toEqual([...octets]);
      }),
      cases(500),
    );
  });

  it.each([
    ['small letters in an escape', '=c3=a9', 'Ã©'],
    ['plain lines', 'a\r\nb\n\r\n', 'a\r\nb\n\r\n'],
    ['a soft line break at the very end', 'a=', 'a'],
    ['a soft line break with a line feed alone', 'a=\nb', 'ab'],
    ['white space behind a soft line break’s sign', 'a= \t\r\nb', 'ab'],
    ['white space at the end of a line', 'a \t\r\nb\t\nc', 'a\r\nb\nc'],
    ['white space at the very end', 'a \t', 'a'],
    ['white space inside a line', 'a \tb', 'a \tb'],
    ['an escaped space at the end of a line', 'a=20\r\nb', 'a \r\nb'],
    ['a carriage return of its own', 'a\rb \rc', 'a\rb \rc'],
    ['octets beyond ASCII', 'é', 'é'],
  ])('is read with %s, wherever it is cut', (_what, text, plain) => {
    for (let cut = 0; cut <= text.length; cut++) {
      expect(decoded('quoted-printable', text, [cut]).toString('latin1')).toBe(plain);
    }
    expect(
      decoded(
        'quoted-printable',
        text,
        Array.from(text, (_, index) => index),
      ).toString('latin1'),
    ).toBe(plain);
  });

  it.each([
    ['an escape that is none', 'a=ZZ'],
    ['half an escape', 'a=4'],
    ['half an escape before a line end', 'a=4\r\nb'],
    ['an escape of a space and a digit', 'a= 4'],
    ['endless white space', `a${' '.repeat(2_000)}`],
  ])('is malformed with %s', (_what, text) => {
    expect(() => decoded('quoted-printable', text)).toThrow(malformed);
    expect(() => decoded('quoted-printable', text, [2, 3])).toThrow(malformed);
  });
});
