import { fromCmyk } from './channels';
import type { Decoded, DecodeTask } from './decodeImage';
import { loadSharp } from './loadSharp';

/** Decodes with sharp: libjpeg, libspng and libwebp in threads of their own. */
export async function decodeInNode(
  { file, header, region, maxPixels }: DecodeTask,
  damaged: (cause: unknown) => never,
): Promise<Decoded> {
  const sharp = await loadSharp('decodeImage');
  // 'error' and not 'warning': browsers, too, put up with a few stray bytes between markers.
  let image = sharp(file instanceof Blob ? await file.arrayBuffer() : file, {
    failOn: 'error',
    ignoreIcc: true,
    limitInputPixels: maxPixels,
  });
  if (header.orientation > 1) image = image.autoOrient();
  if (region.height < header.height || region.width < header.width) image = image.extract(region);
  if (header.cmyk) image = image.pipelineColourspace('cmyk').toColourspace('cmyk');
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true }).catch(damaged);
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.length);
  return header.cmyk ? { data: fromCmyk(pixels), channels: 3 } : { data: pixels, channels: info.channels };
}
