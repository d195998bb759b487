import { StriateError } from '@striate/tensor';

// Files through Node's own loader of its modules: bundlers for the browser find no import of them here.

interface FileSystem {
  readFile(path: string): Promise<Uint8Array>;
  writeFile(path: string, data: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  appendFile(path: string, text: string): Promise<void>;
  access(path: string): Promise<void>;
  rm(path: string, options: { force: boolean }): Promise<void>;
}

interface NodeProcess {
  readonly pid?: number;
  getBuiltinModule?(name: string): unknown;
}

const host = (): NodeProcess | undefined => (globalThis as { process?: NodeProcess }).process;

/** Node's files, where this is Node. */
export function nodeFiles(): FileSystem | undefined {
  return host()?.getBuiltinModule?.('node:fs/promises') as FileSystem | undefined;
}

/**
 * Writes beside the file, then takes its place: a reader never sees half of it. Messages begin with `who`.
 *
 * @throws {StriateError} where there are no files (a page), or the file cannot be written.
 *
 * @example
 * await writeFile('weights.safetensors', bytes, 'my writer');
 */
export async function writeFile(path: string, bytes: Uint8Array, who: string): Promise<void> {
  const files = nodeFiles();
  if (!files)
    throw new StriateError(
      `${who}: there are no files to write here; toSafetensors(), encodeStateDict() … give the bytes, to download or to store`,
    );
  const beside = `${path}.${host()?.pid ?? 0}.partial`;
  try {
    await files.writeFile(beside, bytes);
    await files.rename(beside, path);
  } catch (cause) {
    await files.rm(beside, { force: true });
    throw new StriateError(`${who}: cannot write '${path}': ${reason(cause)}`, { cause });
  }
}

/** Adds text to the end of a file. */
export async function appendFile(path: string, text: string, who: string): Promise<void> {
  const files = nodeFiles();
  if (!files) throw new StriateError(`${who}: there are no files to write here`);
  await files.appendFile(path, text).catch((cause) => {
    throw new StriateError(`${who}: cannot write '${path}': ${reason(cause)}`, { cause });
  });
}

/** The bytes of a file, or behind a URL. */
export async function readFile(path: string, who: string): Promise<Uint8Array> {
  const files = nodeFiles();
  try {
    if (files && !/^[a-z]+:\/\//i.test(path)) return await files.readFile(path);
    const response = await fetch(path);
    if (!response.ok) throw new StriateError(`${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new StriateError(`${who}: cannot read '${path}': ${reason(cause)}`, { cause });
  }
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && cause.code === 'ENOENT' ? 'there is no such file or folder' : cause.message;
}
