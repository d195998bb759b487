import type { Kernels, Pool2dParams, Shape, View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { split, TASK_VALUES } from '../threads/split';

/** The arguments every pool kernel ends with: images, then windows. */
function geometry([n, h, w, c]: Shape, { window, strides, padding, outputSize, countPadding }: Pool2dParams) {
  const { top, left, bottom, right } = padding;
  const [oh, ow] = outputSize;
  return [
    n,
    h,
    w,
    c,
    oh,
    ow,
    window[0],
    window[1],
    strides[0],
    strides[1],
    top,
    left,
    bottom,
    right,
    Number(countPadding),
  ] as const;
}

export function pool({ wasm, parallel }: Engine) {
  /** Images, and of few images bands of output rows: those from row y on are those of an image that lies y strides higher. */
  const forward = (kernel: typeof wasm.maxPool, { buffer, shape }: View<Ptr>, out: View<Ptr>, params: Pool2dParams) => {
    const [n, h, w, c, oh, ow, kh, kw, sh, sw, top, ...rest] = geometry(shape, params);
    const rows = split(oh, TASK_VALUES / (ow * c * kh * kw));
    const each = rows.length > 1 ? 1 : Math.ceil(TASK_VALUES / (oh * ow * c * kh * kw));
    const calls = [];
    for (let i = 0; i < n; i += each) {
      for (const [y, past] of rows) {
        const [from, to] = [buffer + i * h * w * c * 4, out.buffer + (i * oh + y) * ow * c * 4];
        const size = [Math.min(each, n - i), h, w, c, past - y, ow] as const;
        calls.push([from, to, ...size, kh, kw, sh, sw, top - y * sh, ...rest] as const);
      }
    }
    parallel(kernel, calls);
  };
  /** Windows may overlap, and then add to the same pixels: only images are independent. */
  const byImages = (shape: Shape, params: Pool2dParams) => {
    const [n, h, w, c, ...windows] = geometry(shape, params);
    const [oh, ow] = params.outputSize;
    const parts = split(n, TASK_VALUES / (h * w * c));
    return parts.map(([i, past]) => {
      const [large, small] = [i * h * w * c * 4, i * oh * ow * c * 4];
      return { large, small, images: [past - i, h, w, c, ...windows] as const };
    });
  };

  return {
    maxPool2d: ([x], out, params) => forward(wasm.maxPool, x, out, params),
    avgPool2d: ([x], out, params) => forward(wasm.avgPool, x, out, params),
    maxPool2dIndices: ([x], out, params) => wasm.maxPoolIndices(x.buffer, out.buffer, ...geometry(x.shape, params)),
    maxPool2dGrad: ([dy, x], out, params) =>
      parallel(
        wasm.maxPoolGrad,
        byImages(x.shape, params).map(({ large, small, images }) => {
          return [out.buffer + large, dy.buffer + small, x.buffer + large, ...images] as const;
        }),
      ),
    avgPool2dGrad: ([dy], out, params) =>
      parallel(
        wasm.avgPoolGrad,
        byImages(out.shape, params).map(({ large, small, images }) => {
          return [out.buffer + large, dy.buffer + small, ...images] as const;
        }),
      ),
  } satisfies Partial<Kernels<Ptr>>;
}
