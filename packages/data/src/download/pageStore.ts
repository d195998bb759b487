import { read } from '../readers/byteChunks';
import type { Part, Store, StoredFile } from './Store';

/** A file in the browser's Cache API; without one (a page that is not from https:// or localhost) nothing is kept. */
export function pageStore(name: string): Store {
  const key = `/.striate/${name}`;
  const open = () => globalThis.caches?.open('striate');
  return {
    place: `the browser's cache, as ${key}`,
    async find() {
      const response = await (await open())?.match(key);
      return response && storedBlob(await response.blob());
    },
    exclusively: (body, signal) => {
      const locks = globalThis.navigator?.locks;
      return locks ? locks.request(`striate:${name}`, { signal }, body) : body();
    },
    async openPart() {
      return blobPart(async (blob) => {
        const cache = await open();
        // A full disk costs no more than the next download.
        await cache?.put(key, new Response(blob)).catch(() => {});
      });
    },
  };
}

function storedBlob(blob: Blob): StoredFile & { source: Blob } {
  return {
    source: blob,
    size: blob.size,
    bytes: async () => new Uint8Array(await blob.arrayBuffer()),
    chunks: () => read(blob.stream()),
  };
}

/** Chunks up to this size are in the page's memory; what is in a `Blob` the browser may put on the disk. */
const chunkLimit = 2 ** 23;

/** Notes no origin: `If-Range` would ask other sites for a permission that few give, and the checksum decides anyway. */
function blobPart(finish: (blob: Blob) => Promise<void>): Part {
  let blobs: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let [held, size] = [0, 0];
  const pack = () => {
    blobs.push(new Blob(chunks));
    [chunks, held] = [[], 0];
  };
  const whole = () => {
    pack();
    return storedBlob(new Blob(blobs));
  };
  return {
    get size() {
      return size;
    },
    async append(chunk) {
      chunks.push(chunk as Uint8Array<ArrayBuffer>);
      held += chunk.length;
      size += chunk.length;
      if (held >= chunkLimit) pack();
    },
    async restart() {
      [blobs, chunks, held, size] = [[], [], 0, 0];
    },
    bytes: () => whole().bytes(),
    chunks: () => whole().chunks(),
    async finish() {
      const file = whole();
      await finish(file.source);
      return file;
    },
    close: async () => {},
  };
}
