/** Pieces from here on are kept as they are. */
const large = 4 * 1024;
const mostGatheredBytes = 64 * 1024;

/**
 * Octets as they came in. Small pieces behind the first are gathered into larger ones: a partner that sends its reply
 * octet by octet must not cost us an object for each of them.
 */
export class GatheredChunks {
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  /** What the last chunk may still take, behind what it holds. */
  #room: Buffer | undefined;
  #used = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** The piece is kept, not copied, where it is the first or a large one. */
  push(piece: Buffer): void {
    this.#bytes += piece.byteLength;
    if (this.#chunks.length === 0 || piece.byteLength >= large) {
      this.#closeRoom();
      this.#chunks.push(piece);
    } else this.#gather(piece);
  }

  /** What was pushed; nothing more may be. */
  close(): readonly Buffer[] {
    this.#closeRoom();
    return this.#chunks;
  }

  #gather(piece: Buffer): void {
    if (this.#room !== undefined && this.#used + piece.byteLength > this.#room.byteLength) this.#closeRoom();
    // By what has come: a small reply in two pieces is no reason for a large block.
    this.#room ??= Buffer.allocUnsafeSlow(Math.min(Math.max(8 * this.#bytes, large), mostGatheredBytes));
    this.#used += piece.copy(this.#room, this.#used);
  }

  #closeRoom(): void {
    if (this.#room === undefined) return;
    this.#chunks.push(this.#room.subarray(0, this.#used));
    this.#room = undefined;
    this.#used = 0;
  }
}
