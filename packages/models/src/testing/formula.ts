// Values that Python and TypeScript compute alike from a name, so that networks of any size need no files. goldens/formula.py says
// the same.
import type { StoredTensor } from '@striate/layers';
import { type Shape, sizeOf, type Tensor, tensor } from '@striate/tensor';

/** Calls `use` with numbers in [-1, 1): a hash (FNV-1a) of the name, and one of the index (MurmurHash3's last steps). */
function noise(name: string, size: number, use: (u: number, i: number) => void): void {
  let seed = 2166136261;
  for (const byte of new TextEncoder().encode(name)) seed = Math.imul(seed ^ byte, 16777619);
  for (let i = 0; i < size; i++) {
    let x = (Math.imul(i, 0x9e3779b9) + seed) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    x ^= x >>> 16;
    use((x >>> 8) / 2 ** 23 - 1, i);
  }
}

/** The middle of the values that a parameter or a statistic has, and how far they go to either side. */
function range(name: string, shape: Shape): [middle: number, reach: number] {
  if (name.endsWith('running_var')) return [1, 0.3];
  if (shape.length > 1) return [0, Math.sqrt(6 / sizeOf(shape.slice(1)))];
  // What each of fifty blocks adds to a sum is small.
  if (name.endsWith('bn3.weight')) return [0.3, 0.15];
  return name.endsWith('weight') ? [0.85, 0.15] : [0, 0.1];
}

/** A parameter or a moving statistic. */
export function formula(name: string, shape: Shape): StoredTensor {
  const data = new Float32Array(sizeOf(shape));
  const [middle, reach] = range(name, shape);
  noise(name, data.length, (u, i) => {
    data[i] = middle + reach * u;
  });
  return { dtype: 'float32', shape, data };
}

/** Images `[count, size, size, 3]`; the formula goes through them channel by channel. */
export function formulaImages(count: number, size: number, name = 'images'): Tensor {
  const data = new Float32Array(count * size * size * 3);
  const pixels = size * size;
  noise(name, data.length, (u, i) => {
    const [image, channel, pixel] = [Math.floor(i / (3 * pixels)), Math.floor(i / pixels) % 3, i % pixels];
    data[(image * pixels + pixel) * 3 + channel] = 2 * u;
  });
  return tensor(data, [count, size, size, 3]);
}
