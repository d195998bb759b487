import { StriateError } from '@striate/tensor';
import { readBytes } from '../readBytes';

/** Where an image file comes from: its bytes, a `File` or other `Blob`, a path (in Node.js) or a URL. */
export type ImageSource = Uint8Array | ArrayBuffer | Blob | string | URL;

/** What messages call it. */
export function sourceName(source: ImageSource): string {
  if (typeof source === 'string' || source instanceof URL) return String(source);
  if (source instanceof Blob) {
    if ('webkitRelativePath' in source && source.webkitRelativePath) return String(source.webkitRelativePath);
    if ('name' in source) return String(source.name);
    return `the image of ${source.size} bytes`;
  }
  return `the image of ${source.byteLength} bytes`;
}

/** @throws {StriateError} if there is no such file. */
export async function sourceBytes(source: ImageSource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  const bytes = await readBytes(source);
  if (!bytes) throw new StriateError(`${source}: there is no such file`);
  return bytes;
}
