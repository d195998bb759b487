import type { ByteSource } from '../readers/byteChunks';

/** What messages call a file. */
export function sourceName(source: ByteSource): string {
  if (typeof source === 'string' || source instanceof URL) return String(source);
  if (!(source instanceof Blob))
    return 'byteLength' in source ? `the image of ${source.byteLength} bytes` : 'the stream';
  if ('webkitRelativePath' in source && source.webkitRelativePath) return String(source.webkitRelativePath);
  return 'name' in source ? String(source.name) : `the image of ${source.size} bytes`;
}
