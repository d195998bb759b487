import { StriateError } from '@striate/tensor';
import { entryName } from '../readers/entryName';
import { diskStore } from './diskStore';
import type { FetchFileOptions, RemoteFile } from './fetchFile';
import { pageStore } from './pageStore';
import { progressMeter, terminalProgress } from './progressLine';
import type { Part, Store, StoredFile } from './Store';
import { sleep } from './sleep';
import { Refusal, transfer } from './transfer';
import { type Verifier, verifier } from './verifier';

/** No address gave a file. */
export class DownloadError extends StriateError {
  /** Why, for each address: `https://example.org/file: 404 Not Found`. */
  readonly reasons: readonly string[];

  constructor(message: string, reasons: readonly string[]) {
    super(message);
    this.reasons = reasons;
  }
}

/** A file and how to know it. */
interface Wanted {
  readonly file: RemoteFile;
  readonly store: Store;
  readonly check: Verifier;
}

function wanted(file: RemoteFile, { cacheDir }: FetchFileOptions, who: string): Wanted {
  const name = entryName(file.name, who);
  const check = verifier(file, who);
  return { file, check, store: diskStore(name, cacheDir) ?? pageStore(name) };
}

/** The file from the cache, if it is there and right. */
export async function cached(
  file: RemoteFile,
  options: FetchFileOptions,
  who: string,
): Promise<StoredFile | undefined> {
  return find(wanted(file, options, who));
}

async function find({ file, store, check }: Wanted): Promise<StoredFile | undefined> {
  const found = await store.find();
  if (!found || (file.bytes !== undefined && found.size !== file.bytes)) return undefined;
  return (await check.wrong(found)) ? undefined : found;
}

/** The file from the cache, or else downloaded into it. */
export async function obtain(file: RemoteFile, options: FetchFileOptions, who: string): Promise<StoredFile> {
  const what = wanted(file, options, who);
  const { store } = what;
  const found = await find(what);
  if (found) return found;
  return store.exclusively(async () => {
    const others = await find(what);
    if (others) return others;
    const part = await store.openPart();
    try {
      return await download(what, part, options, who);
    } finally {
      await part.close();
    }
  }, options.signal);
}

async function download(what: Wanted, part: Part, options: FetchFileOptions, who: string): Promise<StoredFile> {
  const { file, check, store } = what;
  const { onProgress = terminalProgress() ?? (() => {}) } = options;
  const onBytes = progressMeter(file.name, onProgress);
  const reasons: string[] = [];
  for (const url of file.urls) {
    try {
      return await fromMirror(url, what, part, options, onBytes);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof Error)) throw error;
      reasons.push(`${url}: ${why(error)}`);
    }
  }
  const known = [file.bytes === undefined ? [] : `${file.bytes} bytes`, check.expected ?? []].flat().join(', ');
  throw new DownloadError(
    `${who}: '${file.name}' could not be downloaded:\n${reasons.map((reason) => `  ${reason}`).join('\n')}\n` +
      `Where there is no network, put the file ${known && `(${known}) `}here: ${store.place}`,
    reasons,
  );
}

async function fromMirror(
  url: string,
  { file, check }: Wanted,
  part: Part,
  options: FetchFileOptions,
  onBytes: (received: number, total?: number) => void,
): Promise<StoredFile> {
  const { retries = 4, retryDelay = 500, timeout = 30_000, maxBytes = 2 ** 32, resume = true, signal } = options;
  const { bytes } = file;
  const unknown = check.expected === undefined;
  for (let failures = 0, mark = part.size; ; ) {
    // Without a checksum only the server can tell that both halves are of one version.
    const { url: from, validator } = part.origin ?? {};
    if (part.size > 0 && (!resume || (unknown && !(from === url && validator)))) await part.restart();
    const resumed = part.size > 0;
    try {
      await transfer(part, { url, bytes, maxBytes, timeout, signal, refusePages: unknown, onBytes });
      const wrong = await check.wrong(part);
      if (!wrong) return await part.finish();
      const message = `${part.size} bytes with ${wrong}`;
      await part.restart();
      // Two halves may be of two versions; a whole file that is wrong stays wrong.
      throw resumed ? new Error(message) : new Refusal(message);
    } catch (error) {
      signal?.throwIfAborted();
      if (part.size > mark + 2 ** 20) failures = 0;
      mark = part.size;
      if (error instanceof Refusal || ++failures > retries) throw error;
      await sleep(Math.min(retryDelay * 2 ** (failures - 1), 30_000), signal);
    }
  }
}

/** `fetch` says no more than that it failed; why is in the cause. */
function why(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
