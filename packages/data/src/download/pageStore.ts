import type { Part, Store } from './Store';

/** A file in the browser's Cache API; without one (a page that is not from https:// or localhost) nothing is kept. */
export function pageStore(name: string): Store {
  const key = `/.striate/${name}`;
  const open = () => globalThis.caches?.open('striate');
  return {
    place: `the browser's cache, as ${key}`,
    async read() {
      const response = await (await open())?.match(key);
      return response && new Uint8Array(await response.arrayBuffer());
    },
    exclusively: (body, signal) => {
      const locks = globalThis.navigator?.locks;
      return locks ? locks.request(`striate:${name}`, { signal }, body) : body();
    },
    async openPart() {
      return memoryPart(async (bytes) => {
        const cache = await open();
        // A full disk costs no more than the next download.
        await cache?.put(key, new Response(bytes as Uint8Array<ArrayBuffer>)).catch(() => {});
      });
    },
  };
}

/** Notes no origin: `If-Range` would ask other sites for a permission that few give, and the checksum decides anyway. */
function memoryPart(finish: (bytes: Uint8Array) => Promise<void>): Part {
  let chunks: Uint8Array[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    async append(chunk) {
      chunks.push(chunk);
      size += chunk.length;
    },
    async restart() {
      [chunks, size] = [[], 0];
    },
    bytes: async () => new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer()),
    finish,
    close: async () => {},
  };
}
