import { FormatError, StriateError } from '@striate/tensor';

/** Where a long file comes from: a path (Node.js), a URL, a `File` or other `Blob`, a stream, or bytes at hand. */
export type ByteSource =
  | string
  | URL
  | Blob
  | Uint8Array
  | ArrayBuffer
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

type Chunks = AsyncGenerator<Uint8Array, void, undefined>;

/**
 * The bytes of a source, unpacked if they are gzipped, piece by piece: of a file of any size only a piece is in memory.
 * Leaving the loop closes the source.
 *
 * @throws {StriateError} if the source cannot be read: there is no such file, a server says no.
 * @throws {FormatError} for gzip that is damaged or cut short.
 */
export async function* byteChunks(source: ByteSource, who: string): Chunks {
  const pieces = coalesce(named(source, who));
  const first = await pieces.next();
  if (first.done) return;
  const all = withFirst(first.value, pieces);
  const gzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  yield* gzip ? gunzip(all, who) : all;
}

function open(source: ByteSource): AsyncIterable<Uint8Array> {
  if (source instanceof Uint8Array) return ones(source);
  if (source instanceof ArrayBuffer) return ones(new Uint8Array(source));
  if (source instanceof Blob) return read(source.stream());
  if (source instanceof ReadableStream) return read(source);
  if (typeof source === 'string' || source instanceof URL) return openPlace(source);
  return source;
}

async function* openPlace(place: string | URL): Chunks {
  const remote = /^(https?|data|blob):/.test(String(place));
  // Asked for at run time, so that bundles for the browser see no import of a Node module.
  const fs = remote ? undefined : globalThis.process?.getBuiltinModule?.('node:fs');
  if (fs) {
    const path = typeof place === 'string' && place.startsWith('file:') ? new URL(place) : place;
    const file = await fs.promises.open(path);
    yield* file.createReadStream({ highWaterMark: 2 ** 18 });
    return;
  }
  const response = await fetch(place);
  // A development server answers a missing path with its own page rather than 404.
  const page = response.headers.get('content-type')?.startsWith('text/html');
  if (!response.ok || !response.body || page) {
    await response.body?.cancel();
    throw new StriateError(page ? 'a web page is there' : `${response.status} ${response.statusText}`);
  }
  yield* read(response.body);
}

/** What goes wrong with the source itself, in the words of the reader. */
async function* named(source: ByteSource, who: string): Chunks {
  try {
    yield* open(source);
  } catch (cause) {
    const place = typeof source === 'string' || source instanceof URL ? `'${source}'` : 'the stream';
    throw new StriateError(`${who}: cannot read ${place}: ${reason(cause)}`, { cause });
  }
}

async function* ones(bytes: Uint8Array): Chunks {
  yield bytes;
}

/** A stream's pieces; not every browser's streams can be looped over. */
export async function* read(stream: ReadableStream<Uint8Array>): Chunks {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Pieces of at least 64 KiB, but for the last: a source may well give single bytes. */
async function* coalesce(pieces: AsyncIterable<Uint8Array>): Chunks {
  const least = 2 ** 16;
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    if (size < least) continue;
    yield join(held, size);
    held = [];
    size = 0;
  }
  if (size > 0) yield join(held, size);
}

function join(pieces: readonly Uint8Array[], size: number): Uint8Array {
  if (pieces.length === 1) return pieces[0];
  const out = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

async function* withFirst(first: Uint8Array, rest: Chunks): Chunks {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return();
  }
}

async function* gunzip(packed: Chunks, who: string): Chunks {
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await packed.next();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await packed.return();
    },
  });
  try {
    yield* coalesce(read(stream.pipeThrough(new DecompressionStream('gzip'))));
  } catch (cause) {
    if (cause instanceof StriateError) throw cause;
    throw new FormatError(`${who}: the gzipped file does not unpack: ${reason(cause)}`, { cause });
  }
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
}
