import { FormatError } from '@striate/tensor';
import { crc32 } from './crc32';
import { inflate } from './inflate';

/** One file in an archive. */
interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerAt: number;
}

/** What an archive may hold. */
export interface ZipLimits {
  /** Of all entries together, unpacked. */
  readonly maxBytes: number;
  readonly maxEntries: number;
}

/**
 * Unpacks a zip archive after its directory has been checked: the entries' number and the sum of the sizes they state are
 * bounded before anything is unpacked, and none unpacks to more than it states (APPNOTE.TXT, PKWARE). An entry that is
 * stored, not deflated, is a view of `bytes`. Messages begin with `who`.
 *
 * @throws {FormatError} for what is no archive, is damaged, encrypted or larger than the limits.
 *
 * @example
 * const files = await readZip(bytes, { maxBytes: 1e9, maxEntries: 1000 }, 'my reader');
 * files.get('config.json'); // Uint8Array
 */
export async function readZip(bytes: Uint8Array, limits: ZipLimits, who: string): Promise<Map<string, Uint8Array>> {
  const entries = readDirectory(bytes, limits, who);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (files.has(entry.name)) throw new FormatError(`${who}: two entries have the name '${entry.name}'`);
    files.set(entry.name, await unpack(bytes, entry, who));
  }
  return files;
}

function readDirectory(bytes: Uint8Array, { maxBytes, maxEntries }: ZipLimits, who: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start, size } = findDirectory(view, who);
  if (count > maxEntries) throw new FormatError(`${who}: ${count} entries, more than maxEntries: ${maxEntries}`);
  if (start + size > bytes.length) {
    throw new FormatError(`${who}: the directory ends at byte ${start + size}, the file at ${bytes.length}`);
  }
  const entries: ZipEntry[] = [];
  let total = 0;
  let at = start;
  for (let i = 0; i < count; i++) {
    const nameAt = at + 46;
    if (nameAt > start + size || view.getUint32(at, true) !== 0x02014b50) {
      throw new FormatError(`${who}: expected entry ${i} of ${count} of the directory at byte ${at}`);
    }
    const extraAt = nameAt + view.getUint16(at + 28, true);
    const end = extraAt + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (end > start + size) throw new FormatError(`${who}: entry ${i} of the directory ends at byte ${end}, beyond it`);
    const name = new TextDecoder().decode(bytes.subarray(nameAt, extraAt));
    if (view.getUint16(at + 8, true) & 1) throw new FormatError(`${who}: entry '${name}' is encrypted`);
    const [entrySize, packedSize, headerAt] = wideFields(view, at, extraAt, end);
    total += entrySize;
    if (total > maxBytes) {
      throw new FormatError(
        `${who}: the entries up to '${name}' unpack to ${total} bytes, more than maxBytes: ${maxBytes}`,
      );
    }
    const [method, crc] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    entries.push({ name, method, crc, packedSize, size: entrySize, headerAt });
    at = end;
  }
  return entries;
}

/** Where the directory is, from the record at the end of the file, behind a comment of any length. */
function findDirectory(view: DataView, who: string) {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const locator = at - 20;
    if (locator >= 0 && view.getUint32(locator, true) === 0x07064b50) {
      const wide = Number(view.getBigUint64(locator + 8, true));
      if (wide + 56 > view.byteLength || view.getUint32(wide, true) !== 0x06064b50) {
        throw new FormatError(`${who}: expected the zip64 record at byte ${wide} of ${view.byteLength}`);
      }
      const [count, size, start] = [32, 40, 48].map((field) => Number(view.getBigUint64(wide + field, true)));
      return { count, size, start };
    }
    const [count, size, start] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    return { count, size, start };
  }
  throw new FormatError(`${who}: no zip archive: ${view.byteLength} bytes without the record that ends one`);
}

/** Size, packed size and place of an entry; those that are all ones stand in the zip64 extra field. */
function wideFields(view: DataView, at: number, extraAt: number, end: number): number[] {
  const fields = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  for (let extra = extraAt; extra + 4 <= end; extra += 4 + view.getUint16(extra + 2, true)) {
    if (view.getUint16(extra, true) !== 1) continue;
    let wide = extra + 4;
    return fields.map((value) => {
      if (value !== 0xffffffff || wide + 8 > end) return value;
      wide += 8;
      return Number(view.getBigUint64(wide - 8, true));
    });
  }
  return fields;
}

async function unpack(bytes: Uint8Array, entry: ZipEntry, who: string): Promise<Uint8Array> {
  const { name, method, headerAt, packedSize, size } = entry;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (headerAt + 30 > bytes.length || view.getUint32(headerAt, true) !== 0x04034b50) {
    throw new FormatError(`${who}: expected entry '${name}' at byte ${headerAt} of ${bytes.length}`);
  }
  const start = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length !== packedSize) {
    throw new FormatError(`${who}: entry '${name}' ends at byte ${start + packedSize}, the file at ${bytes.length}`);
  }
  if (method !== 0 && method !== 8) {
    throw new FormatError(
      `${who}: entry '${name}' is packed by method ${method}; stored (0) and deflate (8) are known`,
    );
  }
  const data = method === 0 ? packed : await inflate(packed, size, `${who}: entry '${name}'`, 'deflate-raw');
  if (data.length !== size)
    throw new FormatError(`${who}: entry '${name}' has ${data.length} bytes, its directory says ${size}`);
  const crc = crc32(data);
  if (crc !== entry.crc) {
    const hex = (sum: number) => sum.toString(16).padStart(8, '0');
    throw new FormatError(`${who}: entry '${name}' is damaged: checksum ${hex(crc)} instead of ${hex(entry.crc)}`);
  }
  return data;
}
