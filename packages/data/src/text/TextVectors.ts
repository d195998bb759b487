import { FormatError } from '@striate/tensor';
import type { Parser } from './parseStream';
import { maxDimensions, maxWord, type VectorTable } from './VectorTable';
import { parseHeader, type VectorsHeader } from './vectorsHeader';

const [newline, carriageReturn, space] = [10, 13, 32];
/** No number is written with more characters than this, its space included. */
const maxNumber = 32;

/** The text form: each word with its numbers on a line of its own; before them a header (word2vec) or not (GloVe). */
export class TextVectors implements Parser {
  readonly #table: VectorTable;
  readonly #who: string;
  readonly #heads: ReadonlySet<string> | undefined;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #hasHeader: boolean;
  #header: VectorsHeader | undefined;
  #dimensions: number | undefined;
  #read = 0;

  constructor(table: VectorTable, hasHeader: boolean, who: string) {
    this.#table = table;
    this.#hasHeader = hasHeader;
    this.#heads = table.heads;
    this.#who = who;
  }

  get done(): boolean {
    return this.#table.isComplete(this.#read);
  }

  push(bytes: Uint8Array): number {
    let at = 0;
    while (!this.done) {
      const end = bytes.indexOf(newline, at);
      const length = (end < 0 ? bytes.length : end) - at;
      const most = maxWord + maxNumber * (this.#dimensions ?? maxDimensions);
      if (length > most) throw this.#refusal(`is longer than ${most} bytes`);
      if (end < 0) break;
      this.#line(bytes.subarray(at, end));
      at = end + 1;
    }
    return at;
  }

  end(rest: Uint8Array): void {
    this.#line(rest);
    const { words = this.#read } = this.#header ?? {};
    if (this.#dimensions === undefined || this.#read < words) {
      throw new FormatError(
        `${this.#who}: the file ends after ${this.#read} words${this.#header ? ` of ${words}` : ''}`,
      );
    }
  }

  #line(bytes: Uint8Array): void {
    if (bytes.length === 0 || (bytes.length === 1 && bytes[0] === carriageReturn)) return;
    if (this.#hasHeader && !this.#header) {
      this.#header = parseHeader(this.#decoder.decode(bytes), this.#who);
      this.#dimensions = this.#header.dimensions;
      return;
    }
    if (this.#read === this.#header?.words) throw this.#refusal('is one more than the first line promises');
    if (this.#dimensions === undefined) this.#dimensions = this.#firstLine(bytes);
    // What nobody wants is not taken apart.
    const end = bytes.indexOf(space);
    const head = this.#decoder.decode(bytes.subarray(0, end < 0 ? bytes.length : end));
    if (this.#heads?.has(head) ?? true) this.#vector(bytes, this.#dimensions);
    this.#read++;
  }

  #firstLine(bytes: Uint8Array): number {
    const fields = this.#fields(bytes);
    if (fields.length === 2 && fields.every((field) => /^\d+$/.test(field))) {
      throw this.#refusal(
        `'${fields.join(' ')}' is a header of word2vec's text form: use readWord2vec with binary: false`,
      );
    }
    const dimensions = fields.length - 1;
    if (dimensions >= 1 && dimensions <= maxDimensions && fields.slice(1).every(isNumber)) return dimensions;
    throw this.#refusal(
      `${JSON.stringify(fields.join(' ').slice(0, 64))} is not a word and 1 … ${maxDimensions} numbers`,
    );
  }

  #vector(bytes: Uint8Array, dimensions: number): void {
    const fields = this.#fields(bytes);
    // Some of GloVe's words have spaces in them; twice the numbers are two lines in one.
    if (fields.length < dimensions + 1 || fields.length > 2 * dimensions + 1) {
      throw this.#refusal(`has ${fields.length} parts, expected a word and ${dimensions} numbers`);
    }
    const word = fields.slice(0, -dimensions).join(' ');
    if (!this.#table.wants(word)) return;
    const numbers = fields.slice(-dimensions);
    const wrong = numbers.find((field) => !isNumber(field));
    if (wrong !== undefined) throw this.#refusal(`has ${JSON.stringify(wrong.slice(0, 64))} for a number`);
    this.#table.add(word, numbers.map(Number));
  }

  /** Separated by spaces alone: no-break spaces and the like are parts of words. */
  #fields(bytes: Uint8Array): string[] {
    let end = bytes.length;
    while (end > 0 && (bytes[end - 1] === space || bytes[end - 1] === carriageReturn)) end--;
    return this.#decoder.decode(bytes.subarray(0, end)).split(' ');
  }

  #refusal(why: string): FormatError {
    return new FormatError(`${this.#who}: line ${this.#read + (this.#hasHeader ? 2 : 1)} ${why}`);
  }
}

function isNumber(field: string): boolean {
  return /^[-+.\deE]+$/.test(field) && Number.isFinite(Number(field));
}
