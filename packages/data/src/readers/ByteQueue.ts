import { FormatError } from '@striate/tensor';

/** Takes chunks apart into pieces of the sizes asked for. */
export class ByteQueue {
  /** The number of bytes taken so far. */
  taken = 0;
  readonly #chunks: AsyncGenerator<Uint8Array>;
  readonly #maxBytes: number;
  readonly #who: string;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncGenerator<Uint8Array>, maxBytes: number, who: string) {
    this.#chunks = chunks;
    this.#maxBytes = maxBytes;
    this.#who = who;
  }

  /** The next `size` bytes, a copy; fewer where the chunks end. Memory is taken for what there is, not for what was asked for. */
  async take(size: number): Promise<Uint8Array> {
    this.#check(this.taken + size);
    const parts: Uint8Array[] = [];
    let missing = size;
    while (missing > 0) {
      if (this.#chunk.length === 0) {
        const { done, value } = await this.#chunks.next();
        if (done) break;
        this.#chunk = value;
      }
      const part = this.#chunk.subarray(0, missing);
      this.#chunk = this.#chunk.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    this.taken += size - missing;
    const out = new Uint8Array(size - missing);
    let at = 0;
    for (const part of parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }

  /** Goes to the end, so that an error that is still to come comes. */
  async drain(): Promise<void> {
    for await (const chunk of this.#chunks) {
      this.taken += chunk.length;
      this.#check(this.taken);
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return(undefined);
  }

  #check(size: number): void {
    if (size > this.#maxBytes) {
      throw new FormatError(`${this.#who}: the archive unpacks to more than maxBytes: ${this.#maxBytes}`);
    }
  }
}
