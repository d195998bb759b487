import { rename, writeFile } from 'node:fs/promises';

/** Writes beside the file and then renames: who opens it sees the old content or the new, never half. */
export async function atomicWrite(path: string, content: string | Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  await writeFile(beside, content);
  await rename(beside, path);
}
