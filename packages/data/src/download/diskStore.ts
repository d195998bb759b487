import { StriateError } from '@striate/tensor';
import type { Origin, Part, Store, StoredFile } from './Store';
import { withLock } from './withLock';

/** Node's modules, asked for at run time, so that bundles for the browser see no import of them. */
interface NodeModules {
  readonly fs: typeof import('node:fs/promises');
  readonly path: typeof import('node:path');
  readonly os: typeof import('node:os');
}

function nodeModules(): NodeModules | undefined {
  const get = globalThis.process?.getBuiltinModule;
  return get && { fs: get('node:fs/promises'), path: get('node:path'), os: get('node:os') };
}

/** The folder downloads are kept in, or `undefined` in a browser: `$STRIATE_CACHE`, `$XDG_CACHE_HOME/striate` or `~/.cache/striate`. */
export function cacheFolder(): string | undefined {
  const node = nodeModules();
  if (!node) return undefined;
  const { STRIATE_CACHE, XDG_CACHE_HOME } = process.env;
  return STRIATE_CACHE || node.path.join(XDG_CACHE_HOME || node.path.join(node.os.homedir(), '.cache'), 'striate');
}

/** A file below a folder, or `undefined` in a browser. */
export function diskStore(name: string, folder = cacheFolder()): Store | undefined {
  const node = nodeModules();
  if (!node || folder === undefined) return undefined;
  const { fs, path } = node;
  const place = path.resolve(folder, name);
  return {
    place,
    find: () => storedFile(fs, place),
    async exclusively(body, signal) {
      await fs.mkdir(path.dirname(place), { recursive: true }).catch((cause) => {
        throw new StriateError(
          `fetchFile: no folder for downloads can be made at ${path.dirname(place)} (${cause.message}); set STRIATE_CACHE or cacheDir`,
          { cause },
        );
      });
      return withLock(fs, `${place}.lock`, body, signal);
    },
    openPart: () => openPart(fs, place),
  };
}

/** A file on the disk, where there is one. */
export async function storedFile(fs: NodeModules['fs'], path: string): Promise<StoredFile | undefined> {
  const stat = await fs.stat(path).catch(absent);
  if (!stat?.isFile()) return undefined;
  return {
    source: path,
    size: stat.size,
    bytes: async () => plain(await fs.readFile(path)),
    chunks: () => fileChunks(fs, path),
  };
}

async function* fileChunks(fs: NodeModules['fs'], path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await fs.open(path);
  yield* file.createReadStream({ highWaterMark: 2 ** 20 });
}

async function openPart(fs: NodeModules['fs'], place: string): Promise<Part> {
  const [partial, notes] = [`${place}.partial`, `${place}.partial.json`];
  const file = (await fs.open(partial, 'r+').catch(absent)) ?? (await fs.open(partial, 'w+'));
  let { size } = await file.stat();
  let origin = size > 0 ? await readNotes(fs, notes) : undefined;
  return {
    get size() {
      return size;
    },
    get origin() {
      return origin;
    },
    // At its place rather than at the end: two writers of the same bytes then do no harm.
    async append(chunk) {
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = await file.write(chunk, done, chunk.length - done, size);
        done += bytesWritten;
        size += bytesWritten;
      }
    },
    async restart(from) {
      await file.truncate(0);
      [size, origin] = [0, from];
      await fs.writeFile(notes, JSON.stringify(from ?? {}));
    },
    bytes: async () => plain(await fs.readFile(partial)),
    chunks: () => fileChunks(fs, partial),
    async finish() {
      await file.sync();
      await file.close();
      // Not there any more: another process that took this one for dead has finished it.
      await fs.rename(partial, place).catch(absent);
      await fs.rm(notes, { force: true });
      const finished = await storedFile(fs, place);
      if (!finished) throw new StriateError(`fetchFile: ${place} has vanished`);
      return finished;
    },
    async close() {
      await file.close();
      if (size > 0) return;
      await fs.rm(partial, { force: true });
      await fs.rm(notes, { force: true });
    },
  };
}

async function readNotes(fs: NodeModules['fs'], path: string): Promise<Origin | undefined> {
  try {
    const { url, validator } = JSON.parse(await fs.readFile(path, 'utf8'));
    if (typeof url === 'string') return { url, validator: typeof validator === 'string' ? validator : undefined };
  } catch {
    // A note that is missing or damaged costs no more than an If-Range: the checksum decides.
  }
  return undefined;
}

/** A `Buffer` is one, too, but its `slice` is no copy. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return;
  throw error;
}
