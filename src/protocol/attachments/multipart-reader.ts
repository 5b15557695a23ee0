import { BreakageError } from '../../adapter/breakage.ts';
import type { Octets } from '../http/octets.ts';
import type { PartHeaders } from './part-headers.ts';
import { partHeadersOf } from './part-headers.ts';

/** RFC 2046 §5.1.1 allows 70. */
const longestBoundary = 200;
/** White space that gateways may add behind a boundary. */
const longestPadding = 256;
const longestHeaders = 16 * 1024;
const mostParts = 1_000;

const [tab, lineFeed, carriageReturn, blank, hyphen] = [9, 10, 13, 32, 45];

interface DelimiterLine {
  readonly kind: 'open' | 'close';
  /** Where its line end's last octet stands. */
  readonly end: number;
  readonly crlf: boolean;
}

/**
 * Takes a multipart body apart while it comes in (RFC 2046 §5.1), at most a boundary's length behind. Strict where parts
 * could be confused or lost, lenient in what is only form: LF for CRLF, white space behind a boundary, a prologue.
 * A line that only begins like a boundary is content, so that a nested multipart may extend its parent's boundary.
 */
export class MultipartReader implements Octets {
  readonly #delimiter: Buffer;
  readonly #open: (headers: PartHeaders) => Octets;
  #place: 'prologue' | 'headers' | 'content' | 'epilogue' = 'prologue';
  /** What the last piece ended with and only the next can explain. A first boundary needs no line before it. */
  #rest: Buffer = Buffer.from('\n');
  /** The line feed that the rest begins with ended a line before the content. */
  #fresh = true;
  #part: Octets | undefined;
  #parts = 0;
  /** The first boundary's line ends with CRLF: then a CR before a boundary is part of it, and otherwise of the content. */
  #crlf = true;

  /** `open` is given each part’s headers and takes its content, in slices of the pieces: whoever keeps them copies. Throws a BreakageError `malformed`. */
  constructor(boundary: string, open: (headers: PartHeaders) => Octets) {
    if (boundary === '' || boundary.length > longestBoundary)
      throw broken('has no boundary, or one that is too long to be one');
    this.#delimiter = Buffer.from(`\n--${boundary}`, 'latin1');
    this.#open = open;
  }

  write(piece: Buffer): void {
    this.#take(this.#rest.byteLength === 0 ? piece : Buffer.concat([this.#rest, piece]), false);
  }

  end(): void {
    this.#take(this.#rest, true);
    if (this.#place !== 'epilogue') throw broken('ends before its last boundary');
  }

  /** `last`: nothing comes behind `data`. */
  #take(data: Buffer, last: boolean): void {
    let at: number | undefined = 0;
    while (at !== undefined && this.#place !== 'epilogue') {
      at = this.#place === 'headers' ? this.#headers(data, at) : this.#content(data, at, last);
    }
    if (this.#place === 'epilogue') this.#rest = Buffer.alloc(0);
  }

  /** From the line feed before the headers to the one before the content; `undefined` where more is needed. */
  #headers(data: Buffer, at: number): number | undefined {
    const end = blankLine(data, at);
    if ((end === -1 ? data.byteLength : end) - at > longestHeaders) throw broken('has a part with endless headers');
    if (end === -1) {
      this.#keep(data, at);
      return undefined;
    }
    if (++this.#parts > mostParts) throw broken(`has more than ${mostParts} parts`);
    this.#part = this.#open(partHeadersOf(data.toString('latin1', at + 1, end)));
    this.#place = 'content';
    this.#fresh = true;
    return end;
  }

  /** From the content, or the line feed before it, to the boundary behind; `undefined` where more is needed. */
  #content(data: Buffer, at: number, last: boolean): number | undefined {
    const start = this.#fresh ? at + 1 : at;
    for (let from = at; ; from++) {
      from = data.indexOf(this.#delimiter, from);
      if (from === -1) {
        this.#pass(data, start, this.#undecided(data, at), at);
        return undefined;
      }
      const line = delimiterLine(data, from + this.#delimiter.byteLength, last);
      const end = this.#crlf && from > start && data[from - 1] === carriageReturn ? from - 1 : from;
      if (line === 'unfinished') {
        this.#pass(data, start, end, at);
        return undefined;
      }
      if (line === 'content') continue;
      if (end > start) this.#part?.write(data.subarray(start, end));
      this.#close(line);
      return line.end;
    }
  }

  #close(line: DelimiterLine): void {
    this.#part?.end();
    if (this.#place === 'prologue') this.#crlf = line.crlf;
    this.#part = undefined;
    this.#place = line.kind === 'close' ? 'epilogue' : 'headers';
  }

  /** Passes the content up to `end` on, and keeps the rest; a line feed before the content is kept with it. */
  #pass(data: Buffer, start: number, end: number, at: number): void {
    if (end > start) {
      this.#part?.write(data.subarray(start, end));
      this.#fresh = false;
      this.#keep(data, end);
    } else this.#keep(data, at);
  }

  /** A copy: the piece is let go. */
  #keep(data: Buffer, at: number): void {
    this.#rest = Buffer.from(data.subarray(at));
  }

  /** Where the end of `data` may begin a boundary. */
  #undecided(data: Buffer, at: number): number {
    const { byteLength } = data;
    let start = Math.max(at, byteLength - this.#delimiter.byteLength + 1);
    for (;;) {
      start = data.indexOf(lineFeed, start);
      if (start === -1) break;
      if (this.#delimiter.subarray(0, byteLength - start).equals(data.subarray(start))) {
        return start > at && data[start - 1] === carriageReturn ? start - 1 : start;
      }
      start++;
    }
    return byteLength > at && data[byteLength - 1] === carriageReturn ? byteLength - 1 : byteLength;
  }
}

/** The line feed that ends an empty line at or behind the line feed at `at`; -1 where there is none yet. */
function blankLine(data: Buffer, at: number): number {
  for (let feed = at; feed !== -1; feed = data.indexOf(lineFeed, feed + 1)) {
    const next = data[feed + 1] === carriageReturn ? feed + 2 : feed + 1;
    if (data[next] === lineFeed) return next;
    if (feed - at > longestHeaders) return -1;
  }
  return -1;
}

/** What stands behind a boundary's text: the rest of its line, or what shows that the line is content. */
function delimiterLine(data: Buffer, start: number, last: boolean): DelimiterLine | 'content' | 'unfinished' {
  const { byteLength } = data;
  const closes = data[start] === hyphen && data[start + 1] === hyphen;
  let at = closes ? start + 2 : start;
  if (!closes && data[start] === hyphen && start + 1 === byteLength) return last ? 'content' : 'unfinished';
  const padded = at;
  while (data[at] === blank || data[at] === tab) at++;
  if (at - padded > longestPadding) return 'content';
  const crlf = data[at] === carriageReturn;
  if (crlf) at++;
  if (data[at] === lineFeed) return { kind: closes ? 'close' : 'open', end: at, crlf };
  if (at < byteLength) return 'content';
  if (!last) return 'unfinished';
  return closes ? { kind: 'close', end: at - 1, crlf } : 'content';
}

function broken(what: string): BreakageError {
  return new BreakageError('malformed', `The partner’s multipart reply ${what}`);
}
