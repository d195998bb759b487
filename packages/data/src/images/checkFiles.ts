import { FormatError } from '@striate/tensor';
import { openPacked } from '../readers/readBytes';
import { decodeImage } from './decodeImage';
import type { FolderFile } from './folderFiles';
import { type ImageHeader, imageHeader } from './imageHeader';

/** A file that is no image that can be read. */
export interface BadFile {
  /** From the folder on. */
  readonly path: string;
  readonly reason: string;
}

/** How much of each file is looked at: nothing, its header and whether it is whole, or every pixel. */
export type FileCheck = 'none' | 'header' | 'decode';

/** Files in the making at the same time. */
const atOnce = 8;

/** A file, with its header where that was read. */
export type CheckedFile<F extends FolderFile> = F & { readonly header?: ImageHeader };

/** The files that pass, with their headers, and those that do not, each in their order. */
export async function checkFiles<F extends FolderFile>(
  files: readonly F[],
  check: FileCheck,
  maxPixels = 1e8,
): Promise<{ good: readonly CheckedFile<F>[]; bad: readonly BadFile[] }> {
  if (check === 'none') return { good: files, bad: [] };
  const good: (CheckedFile<F> | undefined)[] = new Array(files.length);
  const bad: (BadFile | undefined)[] = new Array(files.length);
  let next = 0;
  const work = async () => {
    while (next < files.length) {
      const number = next++;
      const { path, source } = files[number];
      try {
        const bytes = await openPacked(source, 'imageFolder');
        const header = imageHeader(bytes, { name: path, maxPixels });
        if (check === 'decode') await decodeImage(bytes, { maxPixels });
        good[number] = { ...files[number], header };
      } catch (error) {
        bad[number] = { path, reason: error instanceof Error ? error.message : String(error) };
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { good: good.filter((file) => file !== undefined), bad: bad.filter((file) => file !== undefined) };
}

/** @throws {FormatError} that names the first of them. */
export function refuseBadFiles(bad: readonly BadFile[], count: number, who: string): void {
  if (bad.length === 0) return;
  const shown = bad.slice(0, 5).map(({ reason }) => `\n  ${reason}`);
  const more = bad.length > shown.length ? `\n  and ${bad.length - shown.length} more` : '';
  throw new FormatError(
    `${who}: ${bad.length} of ${count} files cannot be read; badFiles: 'skip' leaves them out:${shown.join('')}${more}`,
  );
}
