import { FormatError, StriateError } from '@striate/tensor';
import type { ByteSource } from './byteChunks';
import { collect } from './collect';
import { inflate, isGzip } from './inflate';

/** What every reader can be told. */
export interface ReadOptions {
  /** Refuse to read or unpack more than this. Default 1 GiB. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 2 ** 30;

/**
 * The bytes of a source as they are, or `undefined` where there is no such thing. Default of `maxBytes`: 1 GiB.
 *
 * @throws {FormatError} if there are more than `maxBytes`.
 * @throws {StriateError} if a server says no, or the path is a folder's.
 *
 * @example
 * const bytes = await readBytes('model.onnx');
 */
export async function readBytes(source: ByteSource, maxBytes = defaultMaxBytes): Promise<Uint8Array | undefined> {
  if (source instanceof Blob) {
    checkSize(source.size, maxBytes, 'the file');
    return new Uint8Array(await source.arrayBuffer());
  }
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) {
    checkSize(source.byteLength, maxBytes, 'the input');
    return source instanceof Uint8Array ? plain(source) : new Uint8Array(source);
  }
  if (typeof source !== 'string' && !(source instanceof URL)) {
    return collect(source, maxBytes, () => new FormatError(`the stream has more than maxBytes: ${maxBytes}`));
  }
  const remote = /^(https?|data|blob):/.test(String(source));
  // Asked for at run time, so that bundles for the browser see no import of a Node module.
  const fs = remote ? undefined : globalThis.process?.getBuiltinModule?.('node:fs');
  return fs ? readFile(fs.promises, source, maxBytes) : fetchBytes(source, maxBytes);
}

/** The same; what is not there is an error. */
export async function openPacked(source: ByteSource, who: string, { maxBytes }: ReadOptions = {}): Promise<Uint8Array> {
  const bytes = await readBytes(source, maxBytes);
  if (!bytes) throw new StriateError(`${who}: there is no file '${source}'`);
  return bytes;
}

/** The same, unpacked where it is gzip. */
export async function openBytes(source: ByteSource, who: string, options: ReadOptions = {}): Promise<Uint8Array> {
  const bytes = await openPacked(source, who, options);
  return isGzip(bytes) ? inflate(bytes, options.maxBytes ?? defaultMaxBytes, who) : bytes;
}

/** The same bytes without Node's own ways: a `Buffer` is a Uint8Array, too, but its `slice` is no copy. */
function plain({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function checkSize(size: number, maxBytes: number, what: string): void {
  if (size > maxBytes) throw new FormatError(`${what} has ${size} bytes, more than maxBytes: ${maxBytes}`);
}

async function readFile(fs: typeof import('node:fs/promises'), place: string | URL, maxBytes: number) {
  const path = typeof place === 'string' && place.startsWith('file:') ? new URL(place) : place;
  try {
    const stat = await fs.stat(path);
    // A pipe or a device may never end.
    if (!stat.isFile()) throw new StriateError(`'${place}' is ${stat.isDirectory() ? 'a folder' : 'no regular file'}`);
    checkSize(stat.size, maxBytes, `'${place}'`);
    return plain(await fs.readFile(path));
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
