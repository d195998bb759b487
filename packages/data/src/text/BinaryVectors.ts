import { FormatError } from '@striate/tensor';
import type { Parser } from './parseStream';
import { maxWord, type VectorTable } from './VectorTable';
import { parseHeader, type VectorsHeader } from './vectorsHeader';

const [newline, carriageReturn, space] = [10, 13, 32];

/** The binary form: a header line, then each word, a space, and its float32 numbers, little end first. */
export class BinaryVectors implements Parser {
  readonly #table: VectorTable;
  readonly #who: string;
  // What looks like a byte order mark is part of a word.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #header: VectorsHeader | undefined;
  #read = 0;
  #toSkip = 0;

  constructor(table: VectorTable, who: string) {
    this.#table = table;
    this.#who = who;
  }

  get done(): boolean {
    return this.#table.isComplete(this.#read);
  }

  push(bytes: Uint8Array): number {
    let at = 0;
    if (!this.#header) {
      const end = bytes.indexOf(newline);
      if (end < 0 && bytes.length <= 64) return 0;
      this.#header = parseHeader(this.#text(bytes, 0, end < 0 ? 64 : end), this.#who);
      at = end + 1;
    }
    while (!this.done) {
      const taken = this.#toSkip > 0 ? this.#skip(bytes, at) : this.#record(bytes, at, this.#header);
      if (taken === 0) break;
      at += taken;
    }
    return at;
  }

  end(rest: Uint8Array): void {
    const { words } = this.#header ?? parseHeader(this.#text(rest, 0, rest.length), this.#who);
    if (this.#read < words || this.#toSkip > 0) {
      throw new FormatError(
        `${this.#who}: the first line promises ${words} words, the file ends within word ${this.#read + (this.#toSkip > 0 ? 0 : 1)}`,
      );
    }
  }

  #skip(bytes: Uint8Array, at: number): number {
    const taken = Math.min(this.#toSkip, bytes.length - at);
    this.#toSkip -= taken;
    return taken;
  }

  /** Bytes of the next word and its vector, or of the word alone if its vector is to be skipped; 0 if there are too few. */
  #record(bytes: Uint8Array, start: number, { words, dimensions }: VectorsHeader): number {
    // Some writers end each vector with a newline, some do not.
    let at = start;
    while (bytes[at] === newline || bytes[at] === carriageReturn) at++;
    if (this.#read === words) {
      if (at === bytes.length) return at - start;
      throw new FormatError(`${this.#who}: more bytes follow the ${words} words that the first line promises`);
    }
    const end = bytes.indexOf(space, at);
    if (end < 0 ? bytes.length - at > maxWord : end - at > maxWord) {
      throw new FormatError(`${this.#who}: word ${this.#read + 1} is longer than ${maxWord} bytes`);
    }
    if (end < 0) return 0;
    if (this.#read === 0) this.#refuseText(bytes, end + 1);
    const [from, size] = [end + 1, 4 * dimensions];
    const word = this.#text(bytes, at, end);
    if (!this.#table.wants(word)) {
      this.#read++;
      this.#toSkip = size;
      return from - start;
    }
    if (bytes.length < from + size) return 0;
    this.#read++;
    // Its own place in memory, as floats must begin at a multiple of 4. (A Buffer's slice would be no copy.)
    const copy = Uint8Array.from(bytes.subarray(from, from + size));
    this.#table.add(word, new Float32Array(copy.buffer));
    return from + size - start;
  }

  /** Numbers in decimals where bytes of floats should be would only show at the end of the file. */
  #refuseText(bytes: Uint8Array, at: number): void {
    const sample = this.#text(bytes, at, at + 8);
    if (sample.length < 8 || !/^-?\d[-+.\deE \r\n]*$/.test(sample)) return;
    throw new FormatError(`${this.#who}: the file is in the text form: say binary: false`);
  }

  #text(bytes: Uint8Array, from: number, to: number): string {
    return this.#decoder.decode(bytes.subarray(from, to));
  }
}
