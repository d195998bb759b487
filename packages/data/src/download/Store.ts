/** Where a download goes: a folder in Node.js, the Cache API in a browser. */
export interface Store {
  /** Where the finished file is, or would be, as messages print it. */
  readonly place: string;
  /** The finished file, if it is there. */
  find(): Promise<StoredFile | undefined>;
  /** Runs `body` while no other process, thread or tab does so for the same file. */
  exclusively<T>(body: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** What an earlier download left, or an empty file. */
  openPart(): Promise<Part>;
}

/** Bytes that are somewhere, and not in memory. */
export interface StoredBytes {
  /** The number of bytes that are there. */
  readonly size: number;
  bytes(): Promise<Uint8Array>;
  /** The same, piece by piece. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** A file that is there. */
export interface StoredFile extends StoredBytes {
  /** Its path in Node.js, a `Blob` in a browser. */
  readonly source: string | Blob;
}

/** A file on its way. */
export interface Part extends StoredBytes {
  /** What they are part of, as the server called it: its URL, and its `ETag` or `Last-Modified`. */
  readonly origin?: Origin;
  append(chunk: Uint8Array): Promise<void>;
  /** Begins anew. */
  restart(origin?: Origin): Promise<void>;
  /** Makes what is there the finished file. */
  finish(): Promise<StoredFile>;
  /** Leaves what there is to a later download. */
  close(): Promise<void>;
}

/** A version of a file on a server. */
export interface Origin {
  readonly url: string;
  readonly validator?: string;
}
