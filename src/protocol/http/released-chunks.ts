const nothing = new Uint8Array(0);

/** Chunks that nobody else reads: from {@link once} on each is let go as soon as the next one is asked for. */
export class ReleasedChunks implements Iterable<Uint8Array> {
  readonly #chunks: Uint8Array[];
  #once = false;

  constructor(chunks: readonly Uint8Array[]) {
    this.#chunks = chunks as Uint8Array[];
  }

  once(): void {
    this.#once = true;
  }

  *[Symbol.iterator](): Generator<Uint8Array> {
    let gone = 0;
    for (let index = 0; index < this.#chunks.length; index++) {
      for (; this.#once && gone < index; gone++) this.#chunks[gone] = nothing;
      yield this.#chunks[index] ?? nothing;
    }
    if (this.#once) this.#chunks.length = 0;
  }
}
