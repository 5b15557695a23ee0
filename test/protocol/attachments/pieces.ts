import type { Octets } from '../../../src/protocol/http/octets.ts';

/** Keeps what it is given. */
export class Collected implements Octets {
  readonly pieces: Buffer[] = [];
  ended = false;

  write(piece: Buffer): void {
    this.pieces.push(Buffer.from(piece));
  }

  end(): void {
    this.ended = true;
  }

  get octets(): Buffer {
    return Buffer.concat(this.pieces);
  }
}

/** Writes octets in pieces that end at `cuts`, each overwritten once it was taken: nobody may hold on to it. */
export function writeCut(to: Octets, octets: Buffer, cuts: readonly number[]): void {
  const ends = [...cuts.filter((cut) => cut < octets.byteLength), octets.byteLength].toSorted((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    const piece = Buffer.from(octets.subarray(start, end));
    to.write(piece);
    piece.fill(0x2a);
    start = end;
  }
}

/** A multipart body of parts that are written with their headers. */
export function multipart(
  boundary: string,
  parts: readonly (readonly [headers: string, content: string | Buffer])[],
  lineEnd = '\r\n',
): Buffer {
  const written = parts.flatMap(([headers, content]) => [
    Buffer.from(`--${boundary}${lineEnd}${headers}${lineEnd}${lineEnd}`, 'latin1'),
    typeof content === 'string' ? Buffer.from(content) : content,
    Buffer.from(lineEnd),
  ]);
  return Buffer.concat([...written, Buffer.from(`--${boundary}--${lineEnd}`)]);
}
