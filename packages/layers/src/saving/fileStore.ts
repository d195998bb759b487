import { StriateError } from '@striate/tensor';
import { nodeFiles, readFile, writeFile } from './files';

/** A place for one file, which is replaced as a whole. */
export interface FileStore {
  /** Undefined if there is none. */
  read(): Promise<Uint8Array | undefined>;
  write(bytes: Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/** The file at a path in Node.js; in the browser, of that name in the origin's private file system. */
export function fileStore(path: string, who: string): FileStore {
  const files = nodeFiles();
  if (!files) return privateStore(path, who);
  return {
    async read() {
      const there = await files.access(path).then(
        () => true,
        () => false,
      );
      return there ? readFile(path, who) : undefined;
    },
    write: (bytes) => writeFile(path, bytes, who),
    remove: () => files.rm(path, { force: true }),
  };
}

function privateStore(path: string, who: string): FileStore {
  const folder = async (): Promise<FileSystemDirectoryHandle> => {
    const { storage } = globalThis.navigator ?? {};
    if (!storage?.getDirectory)
      throw new StriateError(`${who}: there are no files here; give an object with read, write and remove`);
    return storage.getDirectory();
  };
  const name = encodeURIComponent(path);
  const absent = (error: unknown): undefined => {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  };
  return {
    async read() {
      const handle = await (await folder()).getFileHandle(name).catch(absent);
      return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    async write(bytes) {
      const handle = await (await folder()).getFileHandle(name, { create: true });
      // What is written takes the file's place when it is closed, and not before.
      const stream = await handle.createWritable();
      await stream.write(new Uint8Array(bytes));
      await stream.close();
    },
    async remove() {
      await (await folder()).removeEntry(name).catch(absent);
    },
  };
}
