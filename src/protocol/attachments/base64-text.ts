import type { Hold, Octets } from '../http/octets.ts';

/** Multiples of three: each full block is base64 without padding. Few attachments are large, and those are best taken in large blocks. */
const firstBytes = 12 * 1024;
const mostBytes = 768 * 1024;

/** Where octets wait to become text. One part is read at a time: all parts of a reply share it. */
export class Base64Block {
  bytes: Buffer;

  constructor(size = firstBytes) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  grow(): void {
    const size = Math.min(this.bytes.byteLength * 4, mostBytes);
    if (size > this.bytes.byteLength) this.bytes = Buffer.allocUnsafeSlow(size);
  }
}

/**
 * Turns octets into base64 text while they come in, and lets them go: an attachment is never held both ways. The text
 * is that of its blocks, joined by the engine when it is first looked into.
 */
export class Base64Text implements Octets {
  #text = '';
  #used = 0;
  readonly #block: Base64Block;
  readonly #hold: Hold;

  constructor(block: Base64Block, hold: Hold) {
    this.#block = block;
    this.#hold = hold;
  }

  get text(): string {
    return this.#text;
  }

  write(piece: Buffer): void {
    for (let at = 0; at < piece.byteLength;) {
      const copied = piece.copy(this.#block.bytes, this.#used, at);
      at += copied;
      this.#used += copied;
      if (this.#used < this.#block.bytes.byteLength) continue;
      this.#flush();
      this.#block.grow();
    }
  }

  end(): void {
    this.#flush();
  }

  #flush(): void {
    const text = this.#block.bytes.toString('base64', 0, this.#used);
    this.#hold(text.length);
    this.#text += text;
    this.#used = 0;
  }
}
