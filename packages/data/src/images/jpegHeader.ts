import { exifOrientation } from './exifOrientation';
import type { StoredHeader } from './imageHeader';

/**
 * JPEG (ITU-T T.81): markers 0xff..; those that have a body say its length. The frame header (SOF) has the size, a scan (SOS)
 * begins the picture, EOI ends it.
 */
export function readJpegHeader(bytes: Uint8Array): StoredHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frame: Pick<StoredHeader, 'height' | 'width' | 'cmyk'> | undefined;
  let orientation = 1;
  let complete = false;
  for (let at = 2; at + 4 <= bytes.length && !complete; ) {
    const marker = bytes[at + 1];
    // As decoders do, what is no marker is passed over.
    if (bytes[at] !== 0xff || marker === 0xff || marker === 0) {
      at++;
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)) {
      at += 2; // these have no body
      continue;
    }
    const length = Math.max(2, view.getUint16(at + 2));
    const body = bytes.subarray(at + 4, at + 2 + length);
    if (isFrame(marker) && body.length >= 6) {
      frame = { height: (body[1] << 8) | body[2], width: (body[3] << 8) | body[4], cmyk: body[5] === 4 };
    } else if (marker === 0xe1 && String.fromCharCode(...body.subarray(0, 6)) === 'Exif\0\0') {
      orientation = exifOrientation(body.subarray(6));
    } else if (marker === 0xda) {
      complete = hasEnd(bytes, at + 2);
      break;
    }
    at += 2 + length;
  }
  return frame && { ...frame, alpha: false, orientation, complete };
}

/** The SOF markers, of whatever coding; between them lie DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Whether the end marker follows. It is looked for from the back: within coded data 0xff is always followed by 0. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}
