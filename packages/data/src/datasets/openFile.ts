import { FormatError, StriateError } from '@striate/tensor';
import { cacheFolder } from '../download/diskStore';
import { fetchFile } from '../download/fetchFile';
import { sha256 } from '../download/sha256';
import { inflate, isGzip } from '../readers/inflate';
import { readBytes } from '../readers/readBytes';
import type { DatasetCard, DatasetFile, DatasetOptions } from './DatasetCard';

const maxBytes = 2 ** 30;

/**
 * A file of a data set, unpacked unless it is an archive: from the folder given, else from the cache or one of the `places` where systems
 * install it, else downloaded into the cache.
 *
 * What the user points at is taken as it is; what is found elsewhere must have the checksum.
 */
export async function openFile(
  card: DatasetCard,
  file: DatasetFile,
  options: DatasetOptions,
  places: readonly string[] = [],
): Promise<Uint8Array> {
  const { folder } = options;
  if (folder !== undefined) {
    const found = await findFile(folder, file);
    if (found) return found.bytes;
    throw new StriateError(`${card.name}: there is neither ${namesIn(folder, file.name).join(' nor ')}`);
  }
  const cache = options.cacheDir ?? cacheFolder();
  const rejected: string[] = [];
  for (const place of cache === undefined ? [] : [`${cache}/${card.name}`, ...places]) {
    const found = await findFile(place, file).catch((error: unknown) => {
      if (!(error instanceof FormatError)) throw error;
      rejected.push(`${place}/${file.name}: ${error.message}`);
    });
    if (!found) continue;
    const expected = file.contentSha256 ?? file.sha256;
    const sum = await sha256(found.bytes);
    if (sum === expected) return found.bytes;
    rejected.push(`${found.path} has sha256 ${sum}, expected ${expected}`);
  }
  const name = `${card.name}/${file.name}`;
  try {
    if (options.download === false)
      throw new StriateError(`${card.name}: ${file.name} is not there, and download is false`);
    return await unpack(await fetchFile({ ...file, name }, options), file, card.name);
  } catch (cause) {
    options.signal?.throwIfAborted();
    if (!(cause instanceof StriateError)) throw cause;
    throw new StriateError([cause.message, ...rejected, advice(card, cache)].join('\n'), { cause });
  }
}

/** Which files to put where. */
function advice({ name, files, source }: DatasetCard, cache: string | undefined): string {
  const list = files.map(({ name, bytes }) => `  ${name} (${bytes} bytes)`).join('\n');
  const into = cache === undefined ? 'onto your site' : `into ${cache}/${name}, or any folder`;
  return `The files of ${name} (${source}) can be put ${into} given as { folder }:\n${list}`;
}

/** Looks for a file in a folder, also under its name without or with `.gz`. */
async function findFile(
  folder: string | URL,
  file: DatasetFile,
): Promise<{ path: string; bytes: Uint8Array } | undefined> {
  for (const path of namesIn(folder, file.name)) {
    const bytes = await readBytes(path, maxBytes);
    if (bytes) return { path, bytes: await unpack(bytes, file, path) };
  }
  return undefined;
}

function namesIn(folder: string | URL, name: string): string[] {
  const base = String(folder).replace(/[/\\]+$/, '');
  const plain = name.replace(/\.gz$/, '');
  return [`${base}/${plain}`, `${base}/${plain}.gz`];
}

async function unpack(bytes: Uint8Array, { contentSha256 }: DatasetFile, who: string): Promise<Uint8Array> {
  return contentSha256 && isGzip(bytes) ? inflate(bytes, maxBytes, who) : bytes;
}
