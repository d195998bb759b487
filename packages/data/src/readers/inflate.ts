import { FormatError } from '@striate/tensor';
import { collect, streamOf } from './collect';

export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks gzip (or zlib's deflate, or the bare one), and stops when more than `maxBytes` come out of it: a small file can hold
 * any number of zeros. Messages begin with `who`.
 *
 * @throws {FormatError} for bytes that do not unpack, or to more than the limit.
 *
 * @example
 * const bytes = await inflate(packed, 1e6, 'my reader', 'deflate');
 */
export async function inflate(
  bytes: Uint8Array,
  maxBytes: number,
  who: string,
  format: 'gzip' | 'deflate' | 'deflate-raw' = 'gzip',
): Promise<Uint8Array> {
  const unpacked = streamOf(bytes).pipeThrough(new DecompressionStream(format));
  try {
    return await collect(
      unpacked,
      maxBytes,
      () =>
        new FormatError(`${who}: ${bytes.length} bytes of ${format} unpack to more than ${maxBytes} bytes, the limit`),
    );
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(`${who}: ${bytes.length} bytes of ${format} do not unpack: ${reason}`, { cause });
  }
}
