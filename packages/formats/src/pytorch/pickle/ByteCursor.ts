import { FormatError } from '@striate/tensor';

/** Longer texts are no names. */
const longestText = 2 ** 26;
const longestLine = 2 ** 20;

/** Reads bytes from the front to the back; what is not there is a `FormatError` with the place. */
export class ByteCursor {
  at = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private readonly who: string;

  constructor(bytes: Uint8Array, who: string) {
    this.bytes = bytes;
    this.who = who;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.bytes.length - this.at;
  }

  fail(what: string, cause?: unknown): never {
    throw new FormatError(`${this.who}: at byte ${this.at}: ${what}`, { cause });
  }

  /** A view of the next bytes. */
  take(length: number): Uint8Array {
    const at = this.skip(length);
    return this.bytes.subarray(at, at + length);
  }

  u8(): number {
    return this.view.getUint8(this.skip(1));
  }

  u16(): number {
    return this.view.getUint16(this.skip(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.skip(4), true);
  }

  i32(): number {
    return this.view.getInt32(this.skip(4), true);
  }

  /** Exact below 2^53, and above it larger than any file. */
  u64(): number {
    return Number(this.view.getBigUint64(this.skip(8), true));
  }

  f64BigEndian(): number {
    return this.view.getFloat64(this.skip(8));
  }

  text(length: number): string {
    if (length > longestText) this.fail(`a text of ${length} bytes; ${longestText} are the most`);
    const bytes = this.take(length);
    try {
      return this.utf8.decode(bytes);
    } catch (cause) {
      return this.fail('a text that is not UTF-8', cause);
    }
  }

  /** The text up to the end of the line, which is left out; a character a byte. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) this.fail('a line without an end');
    if (end - this.at > longestLine) this.fail(`a line of ${end - this.at} bytes; ${longestLine} are the most`);
    const text = Array.from(this.take(end - this.at), (byte) => String.fromCharCode(byte)).join('');
    this.at++;
    return text;
  }

  private skip(length: number): number {
    if (length > this.remaining) this.fail(`${length} bytes are announced, the file has ${this.remaining} more`);
    this.at += length;
    return this.at - length;
  }
}
