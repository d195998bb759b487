import type { NdArray } from './ndArray';

/**
 * `array * scale + offset` as float32, on the host: pixels 0 … 255 become 0 … 1 by default. For one example in `map` or
 * for a whole array.
 *
 * @example
 * rescale({ data: new Uint8Array([0, 51, 255]), shape: [3] }).data; // 0, 0.2, 1
 * rescale(image, 2 / 255, -1);                                      // -1 … 1
 */
export function rescale(array: NdArray, scale = 1 / 255, offset = 0): NdArray<Float32Array> {
  const { data, shape } = array;
  const out = new Float32Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = data[i] * scale + offset;
  return { data: out, shape };
}
