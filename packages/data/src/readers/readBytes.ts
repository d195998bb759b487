import { FormatError, StriateError } from '@striate/tensor';
import { collect } from './collect';
import { inflate, isGzip } from './inflate';

/** Where a reader finds its bytes: the bytes themselves, a `File` or `Blob`, a path (Node.js) or a URL. */
export type BytesSource = Uint8Array | ArrayBuffer | Blob | string | URL;

/** What every reader can be told. */
export interface ReadOptions {
  /** Refuse to read or unpack more than this. Default 1 GiB. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 2 ** 30;

/** The bytes of a file or a URL, or `undefined` where there is no such thing. */
export async function readBytes(source: BytesSource, maxBytes = defaultMaxBytes): Promise<Uint8Array | undefined> {
  if (source instanceof Uint8Array) return within(source.length, maxBytes, 'the input') ?? source;
  if (source instanceof ArrayBuffer) return within(source.byteLength, maxBytes, 'the input') ?? new Uint8Array(source);
  if (source instanceof Blob) {
    return within(source.size, maxBytes, 'the file') ?? new Uint8Array(await source.arrayBuffer());
  }
  const remote = /^(https?|data|blob):/.test(String(source));
  // Asked for at run time, so that bundles for the browser see no import of a Node module.
  const fs = remote ? undefined : globalThis.process?.getBuiltinModule?.('node:fs');
  return fs ? readFile(fs.promises, source, maxBytes) : fetchBytes(source, maxBytes);
}

/** The same; what is not there is an error. */
export async function openPacked(
  source: BytesSource,
  who: string,
  { maxBytes }: ReadOptions = {},
): Promise<Uint8Array> {
  const bytes = await readBytes(source, maxBytes);
  if (!bytes) throw new StriateError(`${who}: there is no file '${source}'`);
  return bytes;
}

/** The same, unpacked where it is gzip. */
export async function openBytes(source: BytesSource, who: string, options: ReadOptions = {}): Promise<Uint8Array> {
  const bytes = await openPacked(source, who, options);
  return isGzip(bytes) ? inflate(bytes, options.maxBytes ?? defaultMaxBytes, who) : bytes;
}

function within(size: number, maxBytes: number, what: string): undefined {
  if (size > maxBytes) throw new FormatError(`${what} has ${size} bytes, more than maxBytes: ${maxBytes}`);
}

async function readFile(fs: typeof import('node:fs/promises'), place: string | URL, maxBytes: number) {
  const path = typeof place === 'string' && place.startsWith('file:') ? new URL(place) : place;
  try {
    const stat = await fs.stat(path);
    // A pipe or a device may never end.
    if (!stat.isFile()) throw new StriateError(`'${place}' is ${stat.isDirectory() ? 'a folder' : 'no regular file'}`);
    within(stat.size, maxBytes, `'${place}'`);
    return await fs.readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return;
    throw error;
  }
}

async function fetchBytes(place: string | URL, maxBytes: number): Promise<Uint8Array | undefined> {
  const response = await fetch(place);
  // A development server answers a missing path with its own page rather than 404.
  const page = response.headers.get('content-type')?.startsWith('text/html');
  if (response.status === 404 || page) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok) throw new StriateError(`${place}: ${response.status} ${response.statusText}`);
  if (!response.body) return new Uint8Array(0);
  return collect(response.body, maxBytes, () => new FormatError(`${place} has more than maxBytes: ${maxBytes}`));
}
