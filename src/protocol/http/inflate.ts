import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { BreakageError } from '../../adapter/breakage.ts';
import type { Octets } from './octets.ts';

/** What we say we can read (RFC 9110 §12.5.3). */
export const acceptEncoding = 'gzip, deflate';

/** RFC 9110 §8.4.1 knows no sense in more. */
const mostEncodings = 4;
/** A longer reply is worth larger pieces. */
const largeReply = 32 * 1024;

/** The content encodings of a reply, in the order they were applied, without those that say nothing (RFC 9110 §8.4). */
export function contentEncodingsOf(header: string | readonly string[] | undefined): readonly string[] {
  if (header === undefined) return [];
  const names = String(header).toLowerCase().split(',');
  return names.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity');
}

/** `deflate` means zlib (RFC 9110 §8.4.1.2), but some partners send the raw stream: the first nibble tells. */
function inflater(encoding: string, first: number | undefined, chunkSize: number): Transform | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip({ chunkSize });
    case 'deflate':
      return first === undefined || (first & 0x0f) === 8
        ? createInflate({ chunkSize })
        : createInflateRaw({ chunkSize });
    case 'br':
      return createBrotliDecompress({ chunkSize });
    default:
      return undefined;
  }
}

/** Where the reply’s flow is held back and set going, and what becomes of it. */
export interface Flow {
  pause(): void;
  resume(): void;
  failed(breakage: unknown): void;
  done(): void;
}

/**
 * Takes the content encodings from a reply while it comes in; the compressed octets are let go. Where it takes more than
 * it passes on, the flow is paused. Nothing is thrown: `flow` is told.
 */
export class Inflation {
  readonly #encodings: readonly string[];
  readonly #to: Octets;
  readonly #flow: Flow;
  #stages: Transform[] = [];
  #over = false;

  constructor(encodings: readonly string[], to: Octets, flow: Flow) {
    this.#encodings = encodings;
    this.#to = to;
    this.#flow = flow;
  }

  write(piece: Buffer): void {
    if (this.#over) return;
    if (this.#stages.length === 0 && !this.#begin(piece)) return;
    const [first] = this.#stages;
    if (first?.write(piece) === false) this.#flow.pause();
  }

  /** An empty body has no encoding. */
  end(): void {
    const [first] = this.#stages;
    if (first === undefined) this.#finish();
    else first.end();
  }

  /** Lets everything go; the flow is told nothing more. */
  destroy(): void {
    this.#over = true;
    for (const stage of this.#stages) stage.destroy();
  }

  #begin(piece: Buffer): boolean {
    const encodings = this.#encodings.toReversed();
    const chunkSize = piece.byteLength > largeReply ? 64 * 1024 : 16 * 1024;
    const stages = encodings.map((encoding, index) =>
      inflater(encoding, index === 0 ? piece[0] : undefined, chunkSize),
    );
    if (stages.length > mostEncodings || stages.includes(undefined)) {
      this.#fail(new BreakageError('malformed', 'The partner used a content encoding that was not asked for'));
      return false;
    }
    this.#stages = stages.filter((stage) => stage !== undefined);
    for (const [index, stage] of this.#stages.entries()) {
      stage.on('error', (cause) => this.#fail(notEncoded(cause)));
      const next = this.#stages[index + 1];
      if (next !== undefined) stage.pipe(next);
      else stage.on('data', (plain: Buffer) => this.#pass(plain)).on('end', () => this.#finish());
    }
    this.#stages[0]?.on('drain', () => this.#flow.resume());
    return true;
  }

  #pass(plain: Buffer): void {
    if (this.#over) return;
    try {
      this.#to.write(plain);
    } catch (error) {
      this.#fail(error);
    }
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#flow.done();
  }

  #fail(breakage: unknown): void {
    if (this.#over) return;
    this.destroy();
    this.#flow.failed(breakage);
  }
}

function notEncoded(cause: Error): BreakageError {
  return new BreakageError('malformed', 'The partner’s reply is not what its content encoding says', { cause });
}
