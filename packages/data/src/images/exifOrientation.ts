/**
 * How the camera was held, from 1 (upright) to 8, out of an EXIF block: a TIFF header and a first directory of entries of twelve
 * bytes, among which tag 0x0112 says it. 1 where the block says nothing that can be read.
 */
export function exifOrientation(block: Uint8Array): number {
  // Some WebP writers leave the prefix in that JPEG wants.
  const exif = String.fromCharCode(...block.subarray(0, 6)) === 'Exif\0\0' ? block.subarray(6) : block;
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  if (view.byteLength < 8) return 1;
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
