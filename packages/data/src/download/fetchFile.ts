import { StriateError, ValueError } from '@striate/tensor';
import { entryName } from '../readers/entryName';
import { diskStore } from './diskStore';
import { pageStore } from './pageStore';
import { type DownloadProgress, progressMeter, terminalProgress } from './progressLine';
import type { Part } from './Store';
import { sha256 } from './sha256';
import { sleep } from './sleep';
import { Refusal, transfer } from './transfer';

/** A file somewhere on the web. */
export interface RemoteFile {
  /** Its path below the cache: 'mnist/train-images-idx3-ubyte.gz'. */
  readonly name: string;
  /** Where it can be had; tried in order. */
  readonly urls: readonly string[];
  /** The SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
  /** Its size: more is never taken. */
  readonly bytes?: number;
}

/** Options of `fetchFile`. */
export interface FetchFileOptions {
  /** The folder downloads are kept in (Node.js). Default `$STRIATE_CACHE`, `$XDG_CACHE_HOME/striate` or `~/.cache/striate`. */
  readonly cacheDir?: string;
  /** Called up to ten times a second. Default: a line on the terminal, if there is one. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  /** How often a mirror is asked again after a failure; 1 MB of progress starts the count anew. Default 4. */
  readonly retries?: number;
  /** Milliseconds before the first retry; each further one waits twice as long, up to 30 seconds. Default 500. */
  readonly retryDelay?: number;
  /** Milliseconds without a byte after which a connection is given up. Default 30,000. */
  readonly timeout?: number;
  /** The bound for files whose size is not stated. Default 4 GiB. */
  readonly maxBytes?: number;
}

/**
 * The bytes of a file from the cache, or else downloaded into it: a folder in Node.js, the Cache API in a browser.
 *
 * Only a file with the right checksum gets its name in the cache; until then it is `<name>.partial`, and a later call goes on where the
 * last one stopped, in another process, too. Several processes may ask for the same file at once: one downloads it.
 *
 * @throws {StriateError} if no mirror gives the file: says why for each, and where to put the file by hand.
 * @throws {ValueError} if `sha256` is no checksum.
 *
 * @example
 * const bytes = await fetchFile({
 *   name: 'mnist/t10k-labels-idx1-ubyte.gz',
 *   urls: ['https://storage.googleapis.com/cvdf-datasets/mnist/t10k-labels-idx1-ubyte.gz'],
 *   sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
 *   bytes: 4542,
 * });
 */
export async function fetchFile(file: RemoteFile, options: FetchFileOptions = {}): Promise<Uint8Array> {
  const name = entryName(file.name, 'fetchFile');
  if (!/^[0-9a-f]{64}$/.test(file.sha256)) {
    throw new ValueError(`fetchFile: sha256 must be 64 hexadecimal digits in lower case, got '${file.sha256}'`);
  }
  const store = diskStore(name, options.cacheDir) ?? pageStore(name);
  const cached = async (): Promise<Uint8Array | undefined> => {
    const bytes = await store.read();
    return bytes && (await sha256(bytes)) === file.sha256 ? bytes : undefined;
  };
  const found = await cached();
  if (found) return found;
  return store.exclusively(async () => {
    const others = await cached();
    if (others) return others;
    const part = await store.openPart();
    try {
      return await download(file, part, options, store.place);
    } finally {
      await part.close();
    }
  }, options.signal);
}

async function download(file: RemoteFile, part: Part, options: FetchFileOptions, place: string): Promise<Uint8Array> {
  const { onProgress = terminalProgress() ?? (() => {}) } = options;
  const onBytes = progressMeter(file.name, onProgress);
  const reasons: string[] = [];
  for (const url of file.urls) {
    try {
      return await fromMirror(url, file, part, options, onBytes);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof Error)) throw error;
      reasons.push(`  ${url}: ${why(error)}`);
    }
  }
  const size = file.bytes === undefined ? '' : `${file.bytes} bytes, `;
  throw new StriateError(
    `fetchFile: '${file.name}' could not be downloaded:\n${reasons.join('\n')}\n` +
      `Where there is no network, put the file (${size}sha256 ${file.sha256}) here: ${place}`,
  );
}

async function fromMirror(
  url: string,
  file: RemoteFile,
  part: Part,
  options: FetchFileOptions,
  onBytes: (received: number, total?: number) => void,
): Promise<Uint8Array> {
  const { retries = 4, retryDelay = 500, timeout = 30_000, maxBytes = 2 ** 32, signal } = options;
  for (let failures = 0, mark = part.size; ; ) {
    const resumed = part.size > 0;
    try {
      await transfer(part, { url, bytes: file.bytes, maxBytes, timeout, signal, onBytes });
      const bytes = await part.bytes();
      const sum = await sha256(bytes);
      if (sum === file.sha256) {
        await part.finish(bytes);
        return bytes;
      }
      await part.restart();
      const message = `${bytes.length} bytes with sha256 ${sum}, expected ${file.sha256}`;
      // Two halves may be of two versions; a whole file that is wrong stays wrong.
      throw resumed ? new Error(message) : new Refusal(message);
    } catch (error) {
      signal?.throwIfAborted();
      if (part.size > mark + 2 ** 20) failures = 0;
      mark = part.size;
      if (error instanceof Refusal || ++failures > retries) throw error;
      await sleep(Math.min(retryDelay * 2 ** (failures - 1), 30_000), signal);
    }
  }
}

/** `fetch` says no more than that it failed; why is in the cause. */
function why(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
