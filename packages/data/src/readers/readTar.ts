import { FormatError } from '@striate/tensor';
import { collect, streamOf } from './collect';
import { entryName } from './entryName';
import { isGzip } from './inflate';
import { type BytesSource, openPacked, type ReadOptions } from './readBytes';

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

/**
 * The files of a .tar or .tar.gz archive, one after the other; only the one at hand is in memory. Folders are passed over.
 *
 * `maxBytes` bounds what the whole archive unpacks to. Names that lead out of the archive's folder (`../x`, `/x`, `C:x`), links and
 * devices are refused.
 *
 * @throws {FormatError} if the archive is damaged or cut short, or holds such an entry or more than the limits.
 *
 * @example
 * for await (const { name, bytes } of readTar('cifar-10-binary.tar.gz')) console.log(name, bytes.length);
 */
export async function* readTar(source: BytesSource, options: ReadTarOptions = {}): AsyncGenerator<TarEntry, void> {
  const { maxBytes = 2 ** 30, maxEntries = 1_000_000 } = options;
  const packed = await openPacked(source, 'readTar', { maxBytes });
  const { createTarDecoder } = await import('modern-tar');
  const stream = streamOf(packed);
  const unpacked = isGzip(packed) ? stream.pipeThrough(new DecompressionStream('gzip')) : stream;
  const tooMuch = () => new FormatError(`readTar: the archive unpacks to more than maxBytes: ${maxBytes}`);
  const entries = unpacked
    .pipeThrough(limit(maxBytes, tooMuch))
    .pipeThrough(createTarDecoder({ strict: true }))
    .getReader();
  try {
    for (let count = 0; ; count++) {
      const { done, value } = await entries.read();
      if (done) return;
      if (count === maxEntries) throw new FormatError(`readTar: more than maxEntries: ${maxEntries}`);
      const { type = 'file', size } = value.header;
      const name = entryName(value.header.name, 'readTar');
      if (type === 'directory') await value.body.cancel();
      else if (type !== 'file') throw new FormatError(`readTar: '${name}' is a ${type}, expected files and folders`);
      else {
        if (size > maxBytes) throw tooMuch();
        const bytes = await collect(value.body, maxBytes, tooMuch);
        if (bytes.length !== size) throw new FormatError(`readTar: '${name}' has ${bytes.length} bytes of ${size}`);
        yield { name, bytes };
      }
    }
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    throw new FormatError(`readTar: ${cause instanceof Error ? cause.message : cause}`, { cause });
  } finally {
    await entries.cancel().catch(() => {});
  }
}

/** Passes bytes on until there are too many. */
function limit(maxBytes: number, tooMuch: () => Error): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > maxBytes) throw tooMuch();
      controller.enqueue(chunk);
    },
  });
}
