import type { BytesSource } from '../readers/readBytes';

/** What messages call a file. */
export function sourceName(source: BytesSource): string {
  if (typeof source === 'string' || source instanceof URL) return String(source);
  if (!(source instanceof Blob)) return `the image of ${source.byteLength} bytes`;
  if ('webkitRelativePath' in source && source.webkitRelativePath) return String(source.webkitRelativePath);
  return 'name' in source ? String(source.name) : `the image of ${source.size} bytes`;
}
