import { FormatError } from '@striate/tensor';

/** Takes a stream apart into pieces of the sizes asked for. */
export class ByteQueue {
  /** The number of bytes taken so far. */
  taken = 0;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #maxBytes: number;
  readonly #who: string;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(stream: ReadableStream<Uint8Array>, maxBytes: number, who: string) {
    this.#reader = stream.getReader();
    this.#maxBytes = maxBytes;
    this.#who = who;
  }

  /** The next `size` bytes, a copy; fewer where the stream ends. Memory is taken for what there is, not for what was asked for. */
  async take(size: number): Promise<Uint8Array> {
    this.#check(this.taken + size);
    const parts: Uint8Array[] = [];
    let missing = size;
    while (missing > 0) {
      if (this.#chunk.length === 0) {
        const { done, value } = await this.#read();
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

  /** Reads to the end, so that an error that is still to come comes. */
  async drain(): Promise<void> {
    for (;;) {
      const { done, value } = await this.#read();
      if (done) return;
      this.taken += value.length;
      this.#check(this.taken);
    }
  }

  #check(size: number): void {
    if (size > this.#maxBytes) {
      throw new FormatError(`${this.#who}: the archive unpacks to more than maxBytes: ${this.#maxBytes}`);
    }
  }

  #read(): Promise<ReadableStreamReadResult<Uint8Array>> {
    return this.#reader.read().catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new FormatError(`${this.#who}: after ${this.taken} bytes the archive does not unpack: ${reason}`, {
        cause,
      });
    });
  }

  async cancel(): Promise<void> {
    await this.#reader.cancel().catch(() => {});
  }
}
