import { FormatError } from '@striate/tensor';
import { type ByteSource, byteChunks } from '../text/byteChunks';
import { ByteQueue } from './ByteQueue';
import { entryName } from './entryName';
import type { ReadOptions } from './readBytes';
import { parsePax, parseTarHeader, type TarHeader, text } from './tarHeader';

/** Options of `readTar`. */
export interface ReadTarOptions extends ReadOptions {
  /** Refuse an archive of more entries. Default 1,000,000. */
  readonly maxEntries?: number;
}

/** A file in an archive. */
export interface TarEntry {
  /** A relative path with `/`, without `..`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const kinds: Readonly<Record<string, string>> = {
  1: 'link',
  2: 'symbolic link',
  3: 'device',
  4: 'device',
  6: 'named pipe',
};

/**
 * The files of a .tar or .tar.gz archive (ustar, pax, GNU), one after the other; only the one at hand is in memory.
 * Folders are passed over.
 *
 * `maxBytes` bounds what the whole archive unpacks to. Names that lead out of the archive's folder (`../x`, `/x`, `C:x`), links and
 * devices are refused.
 *
 * @throws {FormatError} if the archive is damaged or cut short, or holds such an entry or more than the limits.
 *
 * @example
 * for await (const { name, bytes } of readTar('cifar-10-binary.tar.gz')) console.log(name, bytes.length);
 */
export async function* readTar(source: ByteSource, options: ReadTarOptions = {}): AsyncGenerator<TarEntry, void> {
  const { maxBytes = 2 ** 30, maxEntries = 1_000_000 } = options;
  const queue = new ByteQueue(byteChunks(source, 'readTar'), maxBytes, 'readTar');
  try {
    for (let count = 0; ; count++) {
      const entry = await nextEntry(queue);
      if (!entry) return;
      if (count === maxEntries) throw new FormatError(`readTar: more than maxEntries: ${maxEntries}`);
      const name = entryName(entry.name, 'readTar');
      // Old archives mark a folder by the end of its name alone.
      const isFolder = entry.type === '5' || (entry.type === '0' && entry.name.endsWith('/'));
      if (!isFolder && entry.type !== '0' && entry.type !== '7') {
        const kind = kinds[entry.type] ?? `entry of type '${entry.type}'`;
        throw new FormatError(`readTar: '${name}' is a ${kind}, expected files and folders`);
      }
      const bytes = await body(queue, entry);
      if (!isFolder) yield { name, bytes };
    }
  } finally {
    await queue.close();
  }
}

/** The header of the next file or folder, with what longer headers before it say; none at the end. */
async function nextEntry(queue: ByteQueue): Promise<TarHeader | undefined> {
  let [longName, longSize]: (string | undefined)[] = [];
  for (;;) {
    const at = queue.taken;
    const block = await queue.take(512);
    if (block.length < 512) throw new FormatError(`readTar: the archive is cut short: it ends at byte ${queue.taken}`);
    if (block.every((byte) => byte === 0)) {
      await queue.drain();
      return undefined;
    }
    const header = parseTarHeader(block, at, 'readTar');
    if (header.type === 'x') {
      const records = parsePax(await body(queue, header), 'readTar');
      longName = records.get('path') ?? longName;
      longSize = records.get('size') ?? longSize;
    } else if (header.type === 'L') longName = text(await body(queue, header));
    else if (header.type === 'g' || header.type === 'K') await body(queue, header);
    else return { type: header.type, name: longName ?? header.name, size: Number(longSize ?? header.size) };
  }
}

/** What follows a header, and the zeros up to the next block. */
async function body(queue: ByteQueue, { name, size }: TarHeader): Promise<Uint8Array> {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new FormatError(`readTar: '${name}' states a size of ${size} bytes`);
  const bytes = await queue.take(size);
  const padding = (512 - (size % 512)) % 512;
  const end = await queue.take(padding);
  if (bytes.length < size || end.length < padding) {
    throw new FormatError(
      `readTar: the archive is cut short: '${name.slice(0, 200)}' has ${bytes.length} of ${size} bytes`,
    );
  }
  return bytes;
}
