import { cached, obtain } from './obtain';
import type { DownloadProgress } from './progressLine';
import type { Checksums } from './verifier';

/**
 * A file somewhere on the web. Where no checksum is published there is none to check: the file's own structure, and that it has the
 * size stated, is then all there is to know it by.
 */
export interface RemoteFile extends Checksums {
  /** Its path below the cache: 'mnist/train-images-idx3-ubyte.gz'. */
  readonly name: string;
  /** Where it can be had; tried in order. */
  readonly urls: readonly string[];
  /** Its size: more is never taken. */
  readonly bytes?: number;
}

/** Options of `fetchFile` and `downloadFile`. */
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
  /**
   * Whether to ask only for what is missing after a connection broke. False is for pages that read from hosts which allow nothing but a
   * plain GET to other sites. Default true.
   */
  readonly resume?: boolean;
}

/**
 * The bytes of a file from the cache, or else downloaded into it: a folder in Node.js, the Cache API in a browser.
 *
 * Only a file with the right checksum gets its name in the cache; until then it is `<name>.partial`, and a later call goes on where the
 * last one stopped, in another process, too. Several processes may ask for the same file at once: one downloads it.
 *
 * @throws {DownloadError} if no mirror gives the file: says why for each, and where to put the file by hand.
 * @throws {ValueError} if `sha256`, `sha256Prefix` or `md5` is no checksum.
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
  return (await obtain(file, options, 'fetchFile')).bytes();
}

/**
 * The same, without reading the file into memory: gives its path in Node.js, in a browser a `Blob`.
 *
 * @example
 * const file = await downloadFile({ name: 'weights.safetensors', urls: ['https://example.org/weights.safetensors'] });
 * await net.loadWeights(file);
 */
export async function downloadFile(file: RemoteFile, options: FetchFileOptions = {}): Promise<string | Blob> {
  return (await obtain(file, options, 'downloadFile')).source;
}

/** What `downloadFile` would give without asking anybody: undefined if the file is not in the cache, or is not the right one. */
export async function cachedFile(file: RemoteFile, options: FetchFileOptions = {}): Promise<string | Blob | undefined> {
  return (await cached(file, options, 'cachedFile'))?.source;
}
