import { cachedFile, DownloadError, downloadFile, type RemoteFile } from '@striate/data';
import { StriateError } from '@striate/tensor';
import type { DownloadOptions } from '../pretrained';
import type { WeightsFile } from './WeightsCard';

/**
 * One of several files with the same weights, a path in Node.js and a `Blob` in a browser: from the folder, from the cache, or
 * downloaded into it. A checksum that is known is checked wherever a file comes from.
 *
 * @throws {StriateError} if there is none, and none can be downloaded: says why, and which file to put where.
 */
export async function openWeights(
  what: string,
  files: readonly WeightsFile[],
  download: DownloadOptions,
): Promise<string | Blob> {
  const { folder = globalThis.process?.env?.STRIATE_MODELS, mirror, ...options } = download;
  const inPage = !globalThis.process?.getBuiltinModule;
  const reasons: string[] = [];
  if (folder && !inPage) {
    for (const file of files) {
      const source = await cachedFile(file, { ...options, cacheDir: folder });
      if (source) return source;
      if (await exists(folder, file.name)) reasons.push(`${folder}/${file.name}: is another file (${known(file)})`);
    }
  }
  // In a page first those that it may read.
  const ordered = inPage ? [...files].sort((a, b) => Number(b.cors) - Number(a.cors)) : files;
  const remote = ordered.map((file) => [file, inCache(file, mirror)] as const);
  for (const [, wanted] of remote) {
    const source = await cachedFile(wanted, options);
    if (source) return source;
  }
  for (const [file, wanted] of remote) {
    try {
      // Hosts that let other sites' pages read a file allow them nothing but a plain GET.
      const own = { resume: !inPage, maxBytes: Math.ceil(file.megabytes * 1.1e6) + 1e6 };
      return await downloadFile(wanted, { ...own, ...options });
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof DownloadError)) throw error;
      const closed = inPage && !mirror && !file.cors ? ' (this host lets no page of another site read it)' : '';
      reasons.push(...error.reasons.map((reason) => reason + closed));
    }
  }
  throw new StriateError(
    [
      `${what}: they could not be downloaded:`,
      ...reasons.map((reason) => `  ${reason}`),
      `${advice(inPage)}:`,
      ...files.map((file) => `  ${file.name} (${known(file)}) from ${file.urls[0]}`),
    ].join('\n'),
  );
}

/** Its place in the cache, and where it is downloaded from. */
function inCache(file: WeightsFile, mirror: string | undefined): RemoteFile {
  const urls = mirror === undefined ? file.urls : [`${mirror.replace(/\/+$/, '')}/${file.name}`];
  return { ...file, name: `models/${file.name}`, urls };
}

function known({ megabytes, sha256, sha256Prefix, md5 }: WeightsFile): string {
  const sum = sha256 ? `, sha256 ${sha256}` : sha256Prefix ? `, sha256 ${sha256Prefix}…` : md5 ? `, md5 ${md5}` : '';
  return `${megabytes} MB${sum}`;
}

function advice(inPage: boolean): string {
  return inPage
    ? 'One of these files can be put on your own site, the folder given as { download: { mirror: URL } }'
    : 'Where there is no network, one of these files can be put into a folder, given as { download: { folder } } or $STRIATE_MODELS';
}

async function exists(folder: string, name: string): Promise<boolean> {
  const fs = process.getBuiltinModule('node:fs/promises');
  return fs.access(`${folder}/${name}`).then(
    () => true,
    () => false,
  );
}
