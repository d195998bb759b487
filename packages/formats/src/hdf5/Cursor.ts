import { FormatError } from '@striate/tensor';

/**
 * The bytes of an HDF5 file, and how much of its structure may still be read. A file whose lists point back at themselves, or
 * at each other many times, is longer to read than it is: it runs out of this, however it is built.
 */
export class Hdf5Bytes {
  readonly view: DataView;
  /** Bytes of an address and of a length, as the superblock says. */
  offsetSize = 8;
  lengthSize = 8;
  #left: number;
  #dataLeft: number;

  readonly bytes: Uint8Array;
  readonly who: string;

  constructor(bytes: Uint8Array, who: string) {
    this.bytes = bytes;
    this.who = who;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#left = 4 * bytes.length + 65536;
    this.#dataLeft = bytes.length;
  }

  refusal(what: string): FormatError {
    return new FormatError(`${this.who}: ${what}`);
  }

  /** A part of the file that describes it. */
  structure(at: number, length: number, what: string): Uint8Array {
    const part = this.part(at, length, what);
    this.#left -= length + 1;
    if (this.#left < 0)
      throw this.refusal(
        `the structure is larger than ${this.bytes.length} bytes can hold: it points at itself (${what})`,
      );
    return part;
  }

  /** Notes that values of so many bytes are taken out of the file: those of all data sets together lie in it once. */
  takeData(length: number, what: string): void {
    this.#dataLeft -= length;
    if (this.#dataLeft < 0)
      throw this.refusal(`the data sets have more values than ${this.bytes.length} bytes can hold (${what})`);
  }

  readonly #known = new Map<number, unknown>();

  /** What `read` makes of the structure at an address, which is read once. */
  once<T>(address: number, read: () => T): T {
    if (!this.#known.has(address)) this.#known.set(address, read());
    return this.#known.get(address) as T;
  }

  part(at: number, length: number, what: string): Uint8Array {
    if (!(at >= 0 && length >= 0 && at + length <= this.bytes.length))
      throw this.refusal(`${what} lies at ${at} to ${at + length}; the file has ${this.bytes.length} bytes`);
    return this.bytes.subarray(at, at + length);
  }
}

/** Reads one field after the other; none lies outside of the file or, where there is one, beyond `end`. */
export class Cursor {
  readonly file: Hdf5Bytes;
  at: number;
  readonly what: string;
  readonly end: number;

  constructor(file: Hdf5Bytes, at: number, what: string, end = Number.POSITIVE_INFINITY) {
    this.file = file;
    this.at = at;
    this.what = what;
    this.end = end;
  }

  refusal(problem: string): FormatError {
    return this.file.refusal(`${this.what} at ${this.at}: ${problem}`);
  }

  bytes(length: number): Uint8Array {
    if (this.at + length > this.end) throw this.refusal(`${length} bytes are to follow, it ends at ${this.end}`);
    const part = this.file.structure(this.at, length, this.what);
    this.at += length;
    return part;
  }

  skip(length: number): this {
    this.bytes(length);
    return this;
  }

  /** A number of some bytes, least significant first; undefined where all bits are set, as of addresses that lead nowhere. */
  word(size: number): number | undefined {
    let value = 0;
    let ones = true;
    const part = this.bytes(size);
    for (let i = size - 1; i >= 0; i--) {
      value = value * 256 + part[i];
      ones &&= part[i] === 255;
    }
    if (ones && size >= 4) return undefined;
    if (value > Number.MAX_SAFE_INTEGER) throw this.refusal(`a number of ${size} bytes is ${value}`);
    return value;
  }

  uint(size: number): number {
    return this.word(size) ?? 256 ** size - 1;
  }

  address(): number | undefined {
    return this.word(this.file.offsetSize);
  }

  /** An address that leads somewhere. */
  place(): number {
    const address = this.address();
    if (address === undefined) throw this.refusal('an address is missing');
    return address;
  }

  length(): number {
    const length = this.word(this.file.lengthSize);
    if (length === undefined) throw this.refusal('a length is missing');
    return length;
  }

  text(length: number): string {
    return new TextDecoder().decode(this.bytes(length));
  }

  signature(expected: string): this {
    const found = this.text(4);
    if (found !== expected) throw this.refusal(`expected '${expected}', found ${JSON.stringify(found)}`);
    return this;
  }

  version(...known: readonly number[]): number {
    const version = this.uint(1);
    if (!known.includes(version)) throw this.refusal(`version ${version}; known are ${known.join(', ')}`);
    return version;
  }
}
