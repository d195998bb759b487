import { ValueError } from '@striate/tensor';
import { collect, streamOf } from './collect';
import { crc32 } from './crc32';

/** Options of `writeZip`. */
export interface WriteZipOptions {
  /** Deflate the files. Default false: they are stored. */
  readonly compress?: boolean;
  /** Begin the bytes of each file at a multiple of this, as readers that map the archive into memory want. Default 1. */
  readonly alignment?: number;
}

/**
 * A zip archive of files by their names (APPNOTE.TXT, PKWARE). Messages begin with `who`.
 *
 * @throws {ValueError} for more than 65,535 files or 4 GiB.
 *
 * @example
 * const bytes = await writeZip([['config.json', new TextEncoder().encode('{}')]], {}, 'my writer');
 */
export async function writeZip(
  files: Iterable<readonly [name: string, bytes: Uint8Array<ArrayBuffer>]>,
  { compress = false, alignment = 1 }: WriteZipOptions,
  who: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const nameBytes = new TextEncoder().encode(name);
    const data = compress ? await deflate(bytes) : bytes;
    // Version 2.0, names in UTF-8, method, the first day of 1980, checksum, sizes, length of the name.
    const fields = new Uint8Array(26);
    const view = new DataView(fields.buffer);
    [20, 0x0800, compress ? 8 : 0, 0, 0x21].forEach((value, i) => void view.setUint16(2 * i, value, true));
    [crc32(bytes), data.length, bytes.length].forEach((value, i) => void view.setUint32(10 + 4 * i, value, true));
    view.setUint16(22, nameBytes.length, true);
    const padding = paddingAfter(at + 30 + nameBytes.length, alignment);
    const local = fields.slice();
    new DataView(local.buffer).setUint16(24, padding.length, true);
    parts.push(words(0x04034b50), local, nameBytes, padding, data);
    const place = new Uint8Array(14);
    new DataView(place.buffer).setUint32(10, at, true);
    directory.push(words(0x02014b50), new Uint8Array([20, 0]), fields, place, nameBytes);
    at += 30 + nameBytes.length + padding.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = directory.length / 5;
  if (at + size >= 2 ** 32 || count >= 2 ** 16) {
    throw new ValueError(`${who}: ${count} files and ${at + size} bytes; an archive takes 65,535 files and 4 GiB`);
  }
  const end = [words(0x06054b50, 0, count | (count << 16), size, at), new Uint8Array(2)];
  return new Uint8Array(await new Blob([...parts, ...directory, ...end]).arrayBuffer());
}

/** An extra field, as PyTorch's `FB`, that takes up the bytes to the next multiple of `alignment`. */
function paddingAfter(at: number, alignment: number): Uint8Array<ArrayBuffer> {
  if (at % alignment === 0) return new Uint8Array(0);
  const length = alignment - ((at + 4) % alignment);
  const field = new Uint8Array(4 + (length % alignment)).fill(0x5a, 4);
  field.set([0x46, 0x42]);
  new DataView(field.buffer).setUint16(2, field.length - 4, true);
  return field;
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const packed = streamOf(bytes).pipeThrough(new CompressionStream('deflate-raw'));
  return (await collect(packed, Number.POSITIVE_INFINITY, () => new Error())) as Uint8Array<ArrayBuffer>;
}

/** Numbers as little-endian words of four bytes. */
function words(...values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * values.length);
  values.forEach((value, i) => void new DataView(bytes.buffer).setUint32(4 * i, value, true));
  return bytes;
}
