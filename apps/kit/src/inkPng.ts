import { encodePng } from 'striate';

/** A picture of black ink on nothing, as a data URI: `ink` from 0 (clear) to 1 (black). A page can invert it in the dark. */
export async function inkPng(ink: ArrayLike<number>, width: number, height: number): Promise<string> {
  const data = new Uint8Array(2 * width * height); // grey and alpha of each pixel
  for (let i = 0; i < width * height; i++) data[2 * i + 1] = Math.round(255 * Math.min(1, Math.max(0, ink[i])));
  const bytes = await encodePng({ data, shape: [height, width, 2] });
  return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
}
