import { FormatError, ValueError } from '@striate/tensor';

/** Options of `readWord2vec` and `readGlove`. */
export interface WordVectorsOptions {
  /** Only these words: memory is needed for them alone, and reading ends with the last of them. Default: all. */
  readonly words?: Iterable<string>;
  /** Only the first so many words of the file, which are the most frequent ones. Default: all. */
  readonly limit?: number;
  /** Refuse to hold more than this. Default 1 GiB. */
  readonly maxBytes?: number;
}

/** The longest word, in bytes, and the most numbers a vector may have: of a damaged file no more is held. */
export const maxWord = 4096;
export const maxDimensions = 65_536;

/** Vectors as they are found, and the decision which of them are wanted. */
export class VectorTable {
  readonly vectors = new Map<string, Float32Array>();
  readonly #who: string;
  readonly #words: ReadonlySet<string> | undefined;
  readonly #limit: number;
  readonly #maxBytes: number;
  // Many vectors share a buffer: one each would double the memory of short ones.
  #slab = new Float32Array(0);
  #used = 0;
  #held = 0;

  constructor({ words, limit = Number.POSITIVE_INFINITY, maxBytes = 2 ** 30 }: WordVectorsOptions, who: string) {
    if (typeof words === 'string') throw new ValueError(`${who}: words is a list of words, got '${words}'`);
    if (!(limit >= 1)) throw new ValueError(`${who}: limit ${limit} is not a number >= 1`);
    this.#who = who;
    this.#words = words && new Set(words);
    this.#limit = limit;
    this.#maxBytes = maxBytes;
  }

  /** Whether the vectors of the file's `read`th word and those after it are of no interest. */
  isComplete(read: number): boolean {
    return read >= this.#limit || this.vectors.size === this.#words?.size;
  }

  /** Whether a word's vector is to be kept; of a word that is there twice the first counts. */
  wants(word: string): boolean {
    return (this.#words?.has(word) ?? true) && !this.vectors.has(word);
  }

  /** The first part of each wanted word, up to its first space; `undefined` if any word is wanted. */
  get heads(): ReadonlySet<string> | undefined {
    return this.#words && new Set(Array.from(this.#words, (word) => word.split(' ', 1)[0]));
  }

  /** Keeps a copy of the values. */
  add(word: string, values: ArrayLike<number>): void {
    const { length } = values;
    if (this.#used + length > this.#slab.length) this.#grow(length);
    const vector = this.#slab.subarray(this.#used, this.#used + length);
    vector.set(values);
    for (let i = 0; i < length; i++) {
      if (!Number.isFinite(vector[i])) {
        throw new FormatError(`${this.#who}: number ${i} of the vector of '${word}' is ${vector[i]}`);
      }
    }
    this.#used += length;
    this.vectors.set(word, vector);
  }

  #grow(atLeast: number): void {
    const size = Math.max(atLeast, Math.min(2 ** 18, 2 * this.#slab.length));
    this.#held += size * 4;
    if (this.#held > this.#maxBytes) {
      throw new FormatError(
        `${this.#who}: the vectors take more than ${this.#maxBytes} bytes, the limit; name the words you want, or give a limit`,
      );
    }
    this.#slab = new Float32Array(size);
    this.#used = 0;
  }
}
