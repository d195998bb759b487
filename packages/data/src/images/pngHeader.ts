import { exifOrientation } from './exifOrientation';
import type { StoredHeader } from './imageHeader';

/** PNG (ISO/IEC 15948): a signature of eight bytes, then chunks of length, name, body and checksum, from IHDR to IEND. */
export function readPngHeader(bytes: Uint8Array): StoredHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || chunkName(bytes, 8) !== 'IHDR' || view.getUint32(8) !== 13) return undefined;
  let alpha = (bytes[25] & 4) !== 0;
  let orientation = 1;
  let complete = false;
  for (let at = 8; at + 12 <= bytes.length && !complete; ) {
    const length = view.getUint32(at);
    const chunk = chunkName(bytes, at);
    if (chunk === 'tRNS') alpha = true;
    else if (chunk === 'eXIf') orientation = exifOrientation(bytes.subarray(at + 8, at + 8 + length));
    else if (chunk === 'IEND') complete = true;
    at += 12 + length;
  }
  return { width: view.getUint32(16), height: view.getUint32(20), alpha, cmyk: false, orientation, complete };
}

function chunkName(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at + 4, at + 8));
}
