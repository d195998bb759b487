import { FormatError } from '@striate/tensor';

/** What a block of 512 bytes before an entry says of it. */
export interface TarHeader {
  readonly name: string;
  readonly size: number;
  /** '0' a file, '5' a folder, 'x' what a longer name or size is of the next, … */
  readonly type: string;
}

const decoder = /* @__PURE__ */ new TextDecoder();

/** Parses a header of POSIX.1-1988 (ustar) or GNU tar, after its checksum has been checked. */
export function parseTarHeader(block: Uint8Array, at: number, who: string): TarHeader {
  let sum = 8 * 32;
  for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 0 : block[i];
  const stated = octal(block.subarray(148, 156));
  if (stated !== sum) {
    throw new FormatError(
      `${who}: the header at byte ${at} is damaged, or this is no tar archive: sum ${sum}, stated ${stated}`,
    );
  }
  const size = octal(block.subarray(124, 136));
  if (size === undefined) throw new FormatError(`${who}: the header at byte ${at} states no size`);
  // What follows the name is a part of it in POSIX, and times in GNU's older format.
  const prefix = text(block.subarray(257, 263)) === 'ustar' ? text(block.subarray(345, 500)) : '';
  const name = text(block.subarray(0, 100));
  const type = block[156] === 0 ? '0' : String.fromCharCode(block[156]);
  return { name: prefix ? `${prefix}/${name}` : name, size, type };
}

/** The records `length key=value` of a POSIX.1-2001 header. */
export function parsePax(bytes: Uint8Array, who: string): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(decoder.decode(bytes.subarray(at, space < 0 ? at : Math.min(space, at + 20))));
    const record = decoder.decode(bytes.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    if (
      !(length > 0) ||
      !Number.isInteger(length) ||
      at + length > bytes.length ||
      space >= at + length ||
      equals < 0
    ) {
      throw new FormatError(`${who}: an extended header of ${bytes.length} bytes is damaged at byte ${at}`);
    }
    records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

/** Text up to its terminating zero. */
export function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** A number in octal digits, or, as GNU writes large ones, in binary. */
function octal(bytes: Uint8Array): number | undefined {
  if (bytes[0] === 0x80) return bytes.subarray(1).reduce((value, byte) => value * 256 + byte, 0);
  const digits = text(bytes).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}
