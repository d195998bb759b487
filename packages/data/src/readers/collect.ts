import { read } from '../text/byteChunks';

/** Joins the chunks of a stream, and stops it as soon as there are more than `maxBytes`. */
export async function collect(
  stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
  maxBytes: number,
  tooMuch: () => Error,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream instanceof ReadableStream ? read(stream) : stream) {
    size += chunk.length;
    if (size > maxBytes) throw tooMuch();
    chunks.push(chunk);
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

/** Bytes as a stream, in pieces: a transform then works on a little at a time. */
export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, at + 65536) as Uint8Array<ArrayBuffer>);
      at += 65536;
      if (at >= bytes.length) controller.close();
    },
  });
}
