import type { Decoded, DecodeTask } from './decodeImage';
import { readBitmap } from './readBitmap';
import { turnUpright } from './turnUpright';

/** Decodes with the browser, in a page or in a worker. */
export async function decodeInPage(
  { file, header, region }: DecodeTask,
  damaged: (cause: unknown) => never,
): Promise<Decoded> {
  // Chromium leaves a WebP as it is stored, others turn it: without its EXIF block all leave it.
  const own = header.format === 'webp' && header.orientation > 1;
  const blob = file instanceof Blob ? file : new Blob([file as Uint8Array<ArrayBuffer>]);
  const bitmap = await createImageBitmap(own ? await withoutExif(blob) : blob, {
    imageOrientation: 'from-image',
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  }).catch(damaged);
  try {
    if (!own) return { data: readBitmap(bitmap, region, header.alpha), channels: 4 };
    const { height, width } = bitmap;
    const stored = readBitmap(bitmap, { top: 0, left: 0, height, width }, header.alpha);
    const { orientation } = header;
    return { data: turnUpright(stored, { height, width, orientation }, region, 4), channels: 4 };
  } finally {
    bitmap.close();
  }
}

/** A WebP whose EXIF chunk has a name that nobody knows. */
async function withoutExif(webp: Blob): Promise<Blob> {
  const out = new Uint8Array(await webp.arrayBuffer());
  const view = new DataView(out.buffer);
  for (let at = 12; at + 8 <= out.length; ) {
    const length = view.getUint32(at + 4, true);
    if (String.fromCharCode(...out.subarray(at, at + 4)) === 'EXIF') out[at] = 0x78;
    at += 8 + length + (length & 1);
  }
  return new Blob([out]);
}
