import { StriateError } from '@striate/tensor';

/** A folder of images: a path or `file:` URL in Node.js; in a page one that its user chose or dropped. */
export type FolderSource = string | URL | FileSystemDirectoryHandle | FileList | readonly File[];

/** A file below a folder. */
export interface FolderFile {
  /** From the folder on, with slashes. */
  readonly path: string;
  /** What reads it. */
  readonly source: string | File;
}

/** All files below a folder, sorted by path, as computers sort: by code, capitals first. What begins with a dot is hidden. */
export async function folderFiles(folder: FolderSource, who: string): Promise<FolderFile[]> {
  const files =
    typeof folder === 'string' || folder instanceof URL
      ? await fromDisk(folder, who)
      : 'kind' in folder
        ? await fromHandle(folder)
        : fromList(Array.from(folder));
  return files
    .filter(({ path }) => !path.split('/').some((name) => name.startsWith('.') || name === '__MACOSX'))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

async function fromDisk(folder: string | URL, who: string): Promise<FolderFile[]> {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  const url = globalThis.process?.getBuiltinModule?.('node:url');
  if (!fs || !url) {
    throw new StriateError(
      `${who}: a page cannot list '${folder}'; give it the files of <input type="file" webkitdirectory>, or a directory handle`,
    );
  }
  const root = String(folder).startsWith('file:')
    ? url.fileURLToPath(folder)
    : String(folder).replace(/(?<=.)[/\\]+$/, '');
  const list = async (path: string): Promise<FolderFile[]> => {
    const entries = await fs.readdir(path === '' ? root : `${root}/${path}`, { withFileTypes: true });
    const found = await Promise.all(
      entries.map(async (entry) => {
        const inner = path === '' ? entry.name : `${path}/${entry.name}`;
        if (entry.isDirectory()) return list(inner);
        return entry.isFile() || entry.isSymbolicLink() ? [{ path: inner, source: `${root}/${inner}` }] : [];
      }),
    );
    return found.flat();
  };
  try {
    return await list('');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const reason = missing ? 'there is no such folder' : cause instanceof Error ? cause.message : String(cause);
    throw new StriateError(`${who}: cannot list '${root}': ${reason}`, { cause });
  }
}

async function fromHandle(folder: FileSystemDirectoryHandle, path = ''): Promise<FolderFile[]> {
  const files: FolderFile[] = [];
  for await (const [name, entry] of folder.entries()) {
    if (entry instanceof FileSystemDirectoryHandle) files.push(...(await fromHandle(entry, `${path}${name}/`)));
    else if (entry instanceof FileSystemFileHandle) files.push({ path: path + name, source: await entry.getFile() });
  }
  return files;
}

/** Browsers put the name of the chosen folder before each path. */
function fromList(files: readonly File[]): FolderFile[] {
  return files.map((file) => ({
    path: file.webkitRelativePath ? file.webkitRelativePath.replace(/^[^/]*\//, '') : file.name,
    source: file,
  }));
}
