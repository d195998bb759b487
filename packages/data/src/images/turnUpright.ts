import type { Region } from './Region';

/** A part of an upright image, `bytes` a pixel, out of one of `height` x `width` that lies as EXIF's `orientation` says. */
export function turnUpright(
  data: Uint8Array,
  stored: { height: number; width: number; orientation: number },
  region: Region,
  bytes: number,
): Uint8Array {
  const { height, width, orientation } = stored;
  const swapped = orientation >= 5;
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const out = new Uint8Array(region.height * region.width * bytes);
  let into = 0;
  for (let y = region.top; y < region.top + region.height; y++) {
    for (let x = region.left; x < region.left + region.width; x++, into += bytes) {
      const row = swapped ? x : y;
      const column = swapped ? y : x;
      const from = ((fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column)) * bytes;
      out.set(data.subarray(from, from + bytes), into);
    }
  }
  return out;
}
