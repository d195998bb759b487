import type { FetchFileOptions, RemoteFile } from '../download/fetchFile';

/** Where a data set comes from, and what may be done with it. */
export interface DatasetCard {
  /** The name of its folder in the cache. */
  readonly name: string;
  readonly title: string;
  /** The page of its authors. */
  readonly source: string;
  readonly licence: string;
  /** What to cite. */
  readonly citation: string;
  /** The original files. */
  readonly files: readonly DatasetFile[];
  /** The name of each class, by its number. */
  readonly classNames: readonly string[];
  /** The shape of each part: `{ 'train.images': [60000, 28, 28, 1], … }`. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
}

/** An original file of a data set. */
export interface DatasetFile extends RemoteFile {
  readonly bytes: number;
  readonly sha256: string;
  /** The SHA-256 of what it unpacks to, the same however it is packed; where the file is packed at all. */
  readonly contentSha256?: string;
}

/** What a named data set can be told. */
export interface DatasetOptions extends FetchFileOptions {
  /** A folder, or the URL of one, with the original files, gzipped or not; nothing is downloaded then. Default: the cache. */
  readonly folder?: string | URL;
  /** Whether files that are not in the cache may be downloaded into it. Default true. */
  readonly download?: boolean;
}

/** A data set with its card. */
export type WithCard<T> = T & { readonly card: DatasetCard };
