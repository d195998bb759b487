import { bytesPerElement, type FillMode, type Kernels, type SampleOptions, type View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { split, TASK_VALUES } from '../threads/split';

/** Values looked up from which a task is worth a thread: each is made of four. */
const TASK_SAMPLES = TASK_VALUES / 4;

/** The numbers that assembly/sample.ts has for the modes. */
const modes: Readonly<Record<FillMode, number>> = { constant: 0, nearest: 1, reflect: 2, wrap: 3 };

function settings({ dtype }: View<Ptr>, { interpolation, fillMode, fillValue }: Required<SampleOptions>) {
  return [Number(dtype === 'uint8'), Number(interpolation === 'nearest'), modes[fillMode], fillValue] as const;
}

/** Images, and of few images parts of their `units` (rows or pixels of the output), each of `values` values. */
function shares(n: number, units: number, values: number) {
  const parts = split(units, TASK_SAMPLES / values);
  const each = parts.length > 1 ? 1 : Math.max(1, Math.ceil(TASK_SAMPLES / (units * values)));
  const found: { readonly image: number; readonly images: number; readonly from: number; readonly past: number }[] = [];
  for (let image = 0; image < n; image += each) {
    for (const [from, past] of parts) found.push({ image, images: Math.min(each, n - image), from, past });
  }
  return found;
}

export function sample({ wasm, parallel }: Engine) {
  return {
    affineSample: ([x, matrices], out, params) => {
      const [n, h, w, c] = x.shape;
      const [oh, ow] = params.size;
      const image = h * w * c * bytesPerElement[x.dtype];
      parallel(
        wasm.affineSample,
        shares(n, oh, ow * c).map(({ image: i, images, from, past }) => {
          const to = out.buffer + (i * oh + from) * ow * c * 4;
          const part = [x.buffer + i * image, matrices.buffer + i * 24, to, images, h, w, c, from, past, ow] as const;
          return [...part, ...settings(x, params)] as const;
        }),
      );
    },
    gridSample: ([x, points], out, params) => {
      const [n, h, w, c] = x.shape;
      const pixels = points.shape[1] * points.shape[2];
      const image = h * w * c * bytesPerElement[x.dtype];
      parallel(
        wasm.gridSample,
        shares(n, pixels, c).map(({ image: i, images, from, past }) => {
          const first = i * pixels + from;
          const [at, to] = [points.buffer + first * 8, out.buffer + first * c * 4];
          return [x.buffer + i * image, at, to, images, h, w, c, past - from, ...settings(x, params)] as const;
        }),
      );
    },
  } satisfies Partial<Kernels<Ptr>>;
}
