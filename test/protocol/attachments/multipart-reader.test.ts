import { array, assert, constantFrom, nat, oneof, pre, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MultipartReader } from '../../../src/protocol/attachments/multipart-reader.ts';
import type { PartHeaders } from '../../../src/protocol/attachments/part-headers.ts';
import { Collected, multipart, writeCut } from './pieces.ts';
import { cases } from '../../support/random-cases.ts';

interface Read {
  readonly headers: PartHeaders;
  readonly content: string;
}

/** The parts of a body that comes in the given pieces, contents as Latin-1 text. */
function read(body: Buffer | string, cuts: readonly number[] = [], boundary = 'b'): Read[] {
  const parts: { headers: PartHeaders; octets: Collected }[] = [];
  const reader = new MultipartReader(boundary, (headers) => {
    const octets = new Collected();
    parts.push({ headers, octets });
    return octets;
  });
  writeCut(reader, Buffer.from(body as string, 'latin1'), cuts);
  reader.end();
  expect(parts.every(({ octets }) => octets.ended)).toBe(true);
  return parts.map(({ headers, octets }) => ({ headers, content: octets.octets.toString('latin1') }));
}

function contents(body: string, cuts: readonly number[] = [], boundary = 'b'): string[] {
  return read(body, cuts, boundary).map(({ content }) => content);
}

const two = '--b\r\nA: 1\r\n\r\none\r\n--b\r\nA: 2\r\n\r\ntwo\r\n--b--\r\n';

describe('the parts of a multipart body', () => {
  it.each([
    ['two parts', two, ['one', 'two']],
    ['line feeds alone', two.replaceAll('\r\n', '\n'), ['one', 'two']],
    ['no line end behind the last boundary', two.slice(0, -2), ['one', 'two']],
    ['a prologue and an epilogue', `This is MIME.\r\n${two}--b\r\nnot a part\r\n`, ['one', 'two']],
    ['an empty line before the first boundary', `\r\n${two}`, ['one', 'two']],
    ['white space behind boundaries', two.replaceAll('--b\r\n', '--b \t \r\n'), ['one', 'two']],
    ['white space behind the last boundary', two.replace('--b--', '--b-- \t'), ['one', 'two']],
    ['no headers', '--b\r\n\r\none\r\n--b--', ['one']],
    ['an empty part', '--b\r\nA: 1\r\n\r\n\r\n--b--', ['']],
    ['an empty part without a line of its own', '--b\r\nA: 1\r\n\r\n--b--', ['']],
    ['an empty part without headers', '--b\r\n\r\n--b--', ['']],
    ['line ends at the end of a part', '--b\r\n\r\none\r\n\r\n\r\n--b--', ['one\r\n\r\n']],
    ['a carriage return that is content between line feeds', '--b\n\none\r\n--b--\n', ['one\r']],
    ['a boundary behind a line feed alone', '--b\r\n\r\none\n--b--', ['one']],
    ['a boundary inside a line', '--b\r\n\r\none --b\r\n--b--', ['one --b']],
    [
      'a line that begins like the boundary',
      '--b\r\n\r\none\r\n--bc\r\n--b c\r\n--b-\r\n--b--',
      ['one\r\n--bc\r\n--b c\r\n--b-'],
    ],
    ['a line that begins like the last boundary', '--b\r\n\r\none\r\n--b--c\r\n--b--', ['one\r\n--b--c']],
    ['a carriage return behind a boundary', '--b\r\n\r\none\r\n--b\rx\r\n--b--', ['one\r\n--b\rx']],
    [
      'a multipart in a part',
      '--b\r\n\r\n--b-in\r\n\r\nx\r\n--b-in--\r\n\r\n--b--',
      ['--b-in\r\n\r\nx\r\n--b-in--\r\n'],
    ],
    [
      'more white space behind a boundary than there may be',
      `--b\r\n\r\none\r\n--b${' '.repeat(300)}\r\n--b--`,
      [`one\r\n--b${' '.repeat(300)}`],
    ],
  ])('are read with %s', (_what, body, expected) => {
    expect(contents(body)).toEqual(expected);
  });

  it('are the same wherever the body is cut in two or three', () => {
    const body = 'x\r\n--b\r\nA: 1\r\n\r\n\r\none\r\r\n--bb\r\n--b-\r\n--b \r\n\r\n\r\n--b--x\r\n--b-- \r\nend';
    const whole = contents(body);
    expect(whole).toEqual(['\r\none\r\r\n--bb\r\n--b-', '\r\n--b--x']);
    for (let first = 0; first <= body.length; first++) {
      for (let second = first; second <= body.length; second++) expect(contents(body, [first, second])).toEqual(whole);
    }
  });

  it('are the same when the body comes octet by octet', () => {
    const body = two.repeat(1);
    expect(
      contents(
        body,
        Array.from(body, (_, index) => index),
      ),
    ).toEqual(['one', 'two']);
  });

  it('are what was written, whatever the octets and the pieces', () => {
    const content = oneof(
      uint8Array({ maxLength: 200 }),
      array(constantFrom(10, 13, 45, 98, 32, 65), { maxLength: 60 }).map((codes) => Uint8Array.from(codes)),
    );
    assert(
      property(
        array(content, { minLength: 1, maxLength: 4 }),
        array(nat(1_000), { maxLength: 12 }),
        constantFrom('\r\n', '\n'),
        (octets, cuts, lineEnd) => {
          const boundary = 'bb-b';
          pre(
            octets.every(
              (each) => !/(?:^|\n)--bb-b(?:--)?[ \t]*\r?(?:\n|$)/.test(Buffer.from(each).toString('latin1')),
            ),
          );
          const body = multipart(
            boundary,
            octets.map((each) => ['A: 1', Buffer.from(each)] as const),
            lineEnd,
          );
          expect(read(body, cuts, boundary).map((part) => part.content)).toEqual(
            octets.map((each) => Buffer.from(each).toString('latin1')),
          );
        },
      ),
      cases(500),
    );
  });
});

describe('a multipart body that is not whole', () => {
  it.each([
    ['nothing', ''],
    ['no boundary', 'nothing'],
    ['only its last boundary', '--b--\r\n'],
    ['the first boundary alone', '--b\r\n'],
    ['headers without an end', '--b\r\nA: 1\r\n'],
    ['no last boundary', two.slice(0, -7)],
    ['half of its last boundary', two.slice(0, -3)],
    ['the boundary of a next part at its end', two.slice(0, -4)],
    ['a boundary instead of headers', '--b\r\n--b--\r\n'],
    ['headers without a colon', '--b\r\nA 1\r\n\r\none\r\n--b--\r\n'],
    ['headers without a name', '--b\r\n: 1\r\n\r\none\r\n--b--\r\n'],
  ])('is malformed with %s', (_what, body) => {
    const parts: unknown[] = [];
    expect(() => parts.push(...read(body), ...requireParts(body))).toThrow(
      expect.objectContaining({ kind: 'malformed' }),
    );
  });

  it('is malformed wherever it is truncated before its last boundary’s end', () => {
    const body = two.slice(0, -2);
    for (let end = 0; end < body.length; end++) {
      expect(() => read(body.slice(0, end)), `cut at ${end}`).toThrow(expect.objectContaining({ kind: 'malformed' }));
    }
  });
});

/** A body may be framed rightly and hold nothing: it is the reply that then has no root. */
function requireParts(body: string): Read[] {
  const parts = read(body);
  if (parts.length === 0) throw Object.assign(new Error('no parts'), { kind: 'malformed' });
  return parts;
}

describe('a hostile multipart body', () => {
  it('is refused for a hundred thousand parts', () => {
    const body = `${'--b\r\n\r\n\r\n'.repeat(100_000)}--b--`;
    expect(() => read(body)).toThrow(/more than 1000 parts/);
  });

  it('is refused for a header without end', () => {
    expect(() => read(`--b\r\nA: ${'x'.repeat(20_000)}`)).toThrow(/endless headers/);
  });

  it('is refused for headers without end', () => {
    expect(() => read(`--b\r\n${'A: 1\r\n'.repeat(5_000)}\r\n\r\n--b--`)).toThrow(/endless headers/);
  });

  it.each([[''], ['b'.repeat(201)]])('is refused for the boundary %#', (boundary) => {
    expect(() => new MultipartReader(boundary, () => new Collected())).toThrow(
      expect.objectContaining({ kind: 'malformed' }),
    );
  });

  it('passes a prologue of many lookalikes over', () => {
    expect(contents(`${'--bx\r\n--b-\r\n\r\n'.repeat(50_000)}${two}`)).toEqual(['one', 'two']);
  });
});

describe('the headers of a part', () => {
  it('are read folded, in any case, the first of a name', () => {
    const head =
      'content-ID: <a@b>\r\nCONTENT-TYPE: text/xml;\r\n\tcharset=utf-8\r\nContent-Type: x/y\r\nContent-Location: c.xml\r\nContent-Transfer-Encoding : Base64';
    const [part] = read(`--b\r\n${head}\r\n\r\n\r\n--b--`);
    expect(part?.headers).toEqual({
      contentId: 'a@b',
      contentType: 'text/xml; charset=utf-8',
      contentLocation: 'c.xml',
      transferEncoding: 'base64',
    });
  });

  it('take a Content-ID without angle brackets', () => {
    expect(read('--b\r\nContent-ID: a@b\r\n\r\n\r\n--b--')[0]?.headers.contentId).toBe('a@b');
  });

  it('are binary where they say nothing', () => {
    expect(read('--b\r\n\r\n\r\n--b--')[0]?.headers).toEqual({
      contentId: undefined,
      contentType: undefined,
      contentLocation: undefined,
      transferEncoding: 'binary',
    });
  });
});
