import { exifOrientation } from './exifOrientation';
import type { StoredHeader } from './imageHeader';

/** WebP (RFC 9649): RIFF chunks of name, length (little endian) and body, padded to even sizes. */
export function readWebpHeader(bytes: Uint8Array): StoredHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 8 + view.getUint32(4, true);
  let picture: Picture | undefined;
  let orientation = 1;
  for (let at = 12; at + 8 <= Math.min(end, bytes.length); ) {
    const chunk = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (chunk === 'EXIF') orientation = exifOrientation(body);
    else picture ??= pictureOf(chunk, body);
    at += 8 + length + (length & 1);
  }
  return picture && { ...picture, cmyk: false, orientation, complete: end <= bytes.length };
}

type Picture = Pick<StoredHeader, 'width' | 'height' | 'alpha'>;

/** The size a chunk tells: of the canvas (VP8X), of a lossless (VP8L) or of a lossy picture (VP8). */
function pictureOf(chunk: string, b: Uint8Array): Picture | undefined {
  if (chunk === 'VP8X' && b.length >= 10) {
    const of24 = (at: number) => 1 + (b[at] | (b[at + 1] << 8) | (b[at + 2] << 16));
    return { width: of24(4), height: of24(7), alpha: (b[0] & 0x10) !== 0 };
  }
  if (chunk === 'VP8L' && b.length >= 5) {
    return {
      width: 1 + (b[1] | ((b[2] & 0x3f) << 8)),
      height: 1 + ((b[2] >> 6) | (b[3] << 2) | ((b[4] & 0x0f) << 10)),
      alpha: (b[4] & 0x10) !== 0,
    };
  }
  if (chunk === 'VP8 ' && b.length >= 10) {
    return { width: (b[6] | (b[7] << 8)) & 0x3fff, height: (b[8] | (b[9] << 8)) & 0x3fff, alpha: false };
  }
  return undefined;
}
